/** Steps in words: on a tag, in the subject of a letter, and as a reason. A step that a policy names otherwise is called by its name. */
type Words = { readonly title: string; readonly subject: string; readonly reason: string }

const words: Readonly<Record<string, Words>> = {
  ring: { title: 'Rang', subject: 'was opened', reason: 'it was just opened' },
  'at-risk': { title: 'At risk', subject: 'is at risk', reason: 'the first response is at risk' },
  due: { title: 'Missed', subject: 'without first response', reason: 'no first response when it was due' },
  'still-missed': { title: 'Still missed', subject: 'still without first response', reason: 'still no first response' },
  unresolved: { title: 'Unresolved', subject: 'is not resolved', reason: 'it is not resolved yet' },
}

export const stepText = (code: string): Words => {
  const name = code.replaceAll('-', ' ')
  return words[code] ?? { title: name, subject: name, reason: name }
}

export const stepTitle = (code: string): string => stepText(code).title
