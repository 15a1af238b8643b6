/** Steps in words. A step that a policy names otherwise is called by its name. */
const words: Readonly<Record<string, { readonly subject: string; readonly reason: string }>> = {
  ring: { subject: 'was opened', reason: 'it was just opened' },
  'at-risk': { subject: 'is at risk', reason: 'the first response is at risk' },
  due: { subject: 'without first response', reason: 'no first response when it was due' },
  'still-missed': { subject: 'still without first response', reason: 'still no first response' },
  unresolved: { subject: 'is not resolved', reason: 'it is not resolved yet' },
}

export const stepText = (code: string): { readonly subject: string; readonly reason: string } =>
  words[code] ?? { subject: code.replaceAll('-', ' '), reason: code.replaceAll('-', ' ') }
