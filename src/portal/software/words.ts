import type { Answer } from '../../client/client.ts'

/** A piece of custom software with its releases. */
export type Software = Answer<'software.read'>
export type Release = Software['releases'][number]

/** What happened to a piece of software, in the words of its history. */
export const eventWords: Readonly<Record<string, string>> = {
  record: 'said what it is',
  draft: 'wrote a release',
  attach: 'attached a file',
  publish: 'published a release',
  'publication-refused': 'could not publish a release',
  withdraw: 'withdrew a release',
  direct: 'directed an installation',
  take: 'took a file',
  'delivery-refused': 'was refused a file',
  install: 'recorded an installation',
  'installation-due': 'reminded of an installation that is due',
  'installation-overdue': 'noted that an installation is overdue',
  'propose-release': 'proposed another agreed release',
  'answer-release': 'answered a proposal',
  'ask-for-work': 'asked for a quote',
  'answer-work': 'answered an enquiry',
}

/** The part of an event that a reader wants beside its words. */
export function eventDetail(body: Readonly<Record<string, unknown>>): string | undefined {
  const said = [body.version ?? body.release ?? body.number ?? body.statementOfWork, body.file, body.outcome, body.why].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  )
  const told = Array.isArray(body.told) && body.told.length > 0 ? [`told: ${body.told.join(', ')}`] : []
  const clauses = Array.isArray(body.decidedBy) ? [body.decidedBy.join(', ')] : []
  return [...said, ...told, ...clauses].join('; ') || undefined
}

export const whyWords = { accepted: 'Accepted with the work', agreed: 'Agreed by both sides', directed: 'Installed as directed' } as const

export const outcomeWords = { installed: 'Installed', failed: 'Failed', 'rolled-back': 'Rolled back' } as const
