/** What an outbox entry says to whom: from its payload alone. */

export type Letter = { readonly subject: string; readonly text: string }

type Payload = {
  readonly event?: string
  readonly subject?: string
  readonly text?: string
  readonly from?: string
  readonly summary?: string
  readonly priority?: string
  readonly queue?: string
}

const openings: Readonly<Record<string, string>> = {
  opened: 'was opened',
  message: 'has a new message',
  contact: 'was answered',
  state: 'moved',
  'priority-asked': 'should have another priority, the customer says',
}

/** The letter of an entry; a management alert brings its own words. */
export function letterOf(kind: string, subject: string, payload: Payload): Letter {
  if (kind === 'management-alert') return { subject: payload.subject ?? subject, text: payload.text ?? '' }
  const what = openings[payload.event ?? ''] ?? 'changed'
  return {
    subject: `[${subject}] ${what}${payload.summary ? `: ${payload.summary}` : ''}`,
    text: [
      `Case ${subject} ${what}${payload.from ? ` (${payload.from})` : ''}.`,
      payload.priority ? `Priority: ${payload.priority}.` : '',
      payload.text ?? '',
      'Answer in the portal. A new case cannot be opened by mail.',
    ]
      .filter(Boolean)
      .join('\n\n'),
  }
}
