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
  escalation: 'has word on its escalation',
  asked: 'waits for something from you',
  received: 'got what was asked for',
  access: 'has word on access to the network',
  exclusion: 'has a part that is not served',
  charge: 'has word on work that is charged',
  returned: 'has a text to be written anew',
  mention: 'has a note for you',
  note: 'has a new note',
  'hand-over': 'is being handed over',
}

/** What is no word of a case brings its own. */
const ownWords: readonly string[] = [
  'management-alert',
  'alarm',
  'mail-answer',
  'webhook-disabled',
  'advisory-notice',
  'lifecycle-notice',
  'credit-notice',
  'request-notice',
  'review-notice',
  'meeting-notice',
  'duty-notice',
  'change-notice',
  'software-notice',
  'contact-notice',
  'session-notice',
  'staff-notice',
]

/** The letter of an entry. */
export function letterOf(kind: string, subject: string, payload: Payload): Letter {
  if (ownWords.includes(kind)) return { subject: payload.subject ?? subject, text: payload.text ?? '' }
  const what = openings[payload.event ?? ''] ?? 'changed'
  return {
    subject: `[${subject}] ${what}${payload.summary ? `: ${payload.summary}` : ''}`,
    text: [
      `Case ${subject} ${what}${payload.from ? ` (${payload.from})` : ''}.`,
      payload.priority ? `Priority: ${payload.priority}.` : '',
      payload.text ?? '',
    ]
      .filter(Boolean)
      .join('\n\n'),
  }
}

/** Why somebody is told, in words that stand in the letter. */
export function whyTold(
  kind: string,
  personId: string,
  about: { readonly requesterId: string | null; readonly ownerId: string | null } | undefined,
): string {
  if (kind === 'alarm') return 'You are told because you are on call, own the case, or belong to the team that it is with.'
  if (kind === 'management-alert') return 'You are told because you belong to the management team of the provider.'
  if (kind === 'case-note') return 'You are told because the note names you, or because you watch the case. Only staff see it.'
  if (kind === 'advisory-notice')
    return 'You are told because a service of the account brings word of what is published, or because you advise it.'
  if (kind === 'lifecycle-notice')
    return 'You are told because a service of the account brings word of what leaves support, or because you manage it.'
  if (kind === 'credit-notice') return 'You are told because the account has credits that are about to end.'
  if (kind === 'request-notice') return 'You are told because you take part in work by arrangement, or sign for it.'
  if (kind === 'review-notice') return 'You are told because you are a contact of the account that the review is for.'
  if (kind === 'change-notice') return 'You are told because you take part in the change, or stand by in its window.'
  if (kind === 'software-notice') return 'You are told because you look after the custom software of the account.'
  if (kind === 'meeting-notice') return 'You are told because you are invited, or because something of it is yours to do.'
  if (kind === 'duty-notice') return 'You are told because you look after what is owed under the contract.'
  if (kind === 'contact-notice') return 'You are told because you are a contact of your account.'
  if (kind === 'session-notice') return 'You are told because every session on your network is announced to its contacts.'
  if (kind === 'staff-notice') return 'You are told because you belong to the team that looks after it.'
  if (kind === 'mail-answer') return 'You are told because a mail from your address came in.'
  if (kind === 'webhook-disabled') return 'You are told because you set the webhook up.'
  if (personId === about?.requesterId) return 'You are told because the case was opened for you.'
  if (personId === about?.ownerId) return 'You are told because the case is yours to work on.'
  return 'You are told because you take part in this.'
}

const mostGathered = 60

/** One letter that holds many: the subject of each and how it begins, under the account where there are several. */
export function gatheredLetter(told: readonly (Letter & { readonly account: string })[], daily: boolean): Letter {
  const shown = told.slice(0, mostGathered)
  const groups = Map.groupBy(
    shown.toSorted((left, right) => (left.account < right.account ? -1 : left.account > right.account ? 1 : 0)),
    ({ account }) => account,
  )
  const items = [...groups].flatMap(([account, each]) => [
    ...(groups.size > 1 ? [`== ${account}: ${each.length} notice${each.length === 1 ? '' : 's'} ==`] : []),
    ...each.map(({ subject, text }) => {
      const begin = text.replace(/\s+/g, ' ').trim()
      return `${subject}\n${begin.length > 300 ? `${begin.slice(0, 300)} ...` : begin}`
    }),
  ])
  const left = told.length - shown.length
  return {
    subject: daily ? `Your digest: ${told.length} notice${told.length === 1 ? '' : 's'}` : `${told.length} notices that waited`,
    text: [
      daily
        ? 'This is the digest that you chose.'
        : 'Mail could not be sent for a while. So that you do not get them one by one, here they are together.',
      ...items,
      ...(left > 0 ? [`${left} more stand in the portal.`] : []),
    ].join('\n\n'),
  }
}
