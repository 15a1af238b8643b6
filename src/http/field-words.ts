/** What the reader of schemas found wrong with a field. */
export type FieldProblem = { readonly message?: string; readonly params?: Readonly<Record<string, unknown>> }

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
}
/** Begins of the reader's own sentences; what a schema says in words of its own is left as it is. */
const own = /^(Too small|Too big|Invalid input: expected|Invalid ISO date(?:time)?$|Invalid UUID$)/

/** What was expected of a field, in words for whoever filled it in. */
export function fieldWords({ message = 'not valid', params = {} }: FieldProblem): string {
  if (!own.test(message)) return message
  if (message === 'Invalid UUID') return 'Choose one of the list, or give its id.'
  if (message === 'Invalid ISO datetime') return 'Expected a day and a time, such as 2026-12-25T03:00:00Z.'
  if (message === 'Invalid ISO date') return 'Expected a day as YYYY-MM-DD, and one that the calendar has.'
  const { origin, minimum, maximum, expected } = params
  if (message.startsWith('Invalid input')) {
    const kind = kinds[String(expected)]
    if (kind === undefined) return message
    return message.endsWith('received undefined') ? `This is missing: expected ${kind}.` : `Expected ${kind}.`
  }
  const [bound, way] = message.startsWith('Too small') ? [minimum, 'or more'] : [maximum, 'or less']
  if (bound === undefined) return message
  if (origin === 'string') return bound === 1 ? 'Expected some text.' : `Expected ${bound} characters ${way}.`
  if (origin === 'array') return `Expected ${bound} ${way} in the list.`
  return message.includes('=') ? `Expected ${bound} ${way}.` : `Expected ${way === 'or more' ? 'more' : 'less'} than ${bound}.`
}
