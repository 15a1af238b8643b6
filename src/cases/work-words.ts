import { hoursWords, toIso } from '../lib/time.ts'
import { askKinds } from './asking/item.ts'
import type { WorkEventBody } from './work-events.ts'

/** What happened on a case while it was worked on, in words for its history and its export. */

type Told = { readonly what: string; readonly text?: string | undefined; readonly clauses?: readonly string[] }

const accessActs = {
  asked: 'asked for access',
  granted: 'granted access',
  declined: 'declined access',
  withdrawn: 'took back the request for access',
  revoked: 'revoked access',
  ended: 'ended the access',
} as const

const exclusionActs = {
  marked: 'marked as not served, to be confirmed',
  confirmed: 'confirmed as not served',
  'not-confirmed': 'did not confirm: it is served',
  disputed: 'disputed that it is not served',
  upheld: 'upheld: it is not served',
  lifted: 'lifted: it is served',
  accepted: 'accepted all the same',
} as const

const chargeActs = {
  rates: 'accepted rates',
  time: 'wrote down time that will be charged',
  billed: 'charged time',
  corrected: 'took a charge back',
} as const

export const outcomeTitles: Readonly<Record<string, string>> = {
  restored: 'Restored to working order',
  workaround: 'Workaround',
  fix: 'Fix',
  'efforts-made': 'Efforts made, not resolved',
}

/** As an instant, which whoever shows it says in the zone of the reader. */
const clock = (at: number): string => toIso(at)

export function workTold(body: WorkEventBody): Told {
  switch (body.kind) {
    case 'access': {
      const span = body.from !== undefined && body.to !== undefined ? `, ${clock(body.from)} to ${clock(body.to)}` : ''
      return { what: `${accessActs[body.act]} to ${body.what}, level ${body.level}${span}`, text: body.text }
    }
    case 'session':
      return sessionTold(body)
    case 'ask': {
      const title = askKinds[body.item as keyof typeof askKinds]?.title ?? body.item
      if (body.act === 'asked') return { what: `asked for: ${title}, by ${body.dueOn}, for ${body.reason}`, text: body.text }
      const after = body.waited ? `, after ${body.waited}` : ''
      return body.act === 'received'
        ? { what: `gave what was asked for: ${title}${after}${body.file ? `, file ${body.file}` : ''}`, text: body.text }
        : { what: `no longer needs: ${title}${after}`, text: body.text }
    }
    case 'exclusion':
      return {
        what: `${exclusionActs[body.act]}: ${body.part} (${body.title})${body.how === 'charge' ? ', worked on at rates' : ''}`,
        text: [body.text, body.evidence].filter(Boolean).join('\n'),
        clauses: body.clauses,
      }
    case 'claim':
      return { what: 'made a claim that the service leaves out', text: `${body.text}\n\n${body.answer}`, clauses: body.clauses }
    case 'charge':
      return { what: chargeActs[body.act], text: body.text, clauses: body.clauses }
    case 'outcome':
      return {
        what: `said what became of it: ${outcomeTitles[body.outcome] ?? body.outcome}, ${body.trouble}${body.restoredAt === null ? '' : `, restored ${clock(body.restoredAt)}`}${body.outageMinutes === undefined ? '' : `, ${hoursWords(body.outageMinutes)} outage`}`,
        text: [
          `Diagnosis: ${body.diagnosis}`,
          body.defect && `Defect ${body.defect}${body.release ? `, mended by ${body.release}` : ''}`,
          body.text,
          body.efforts && `Efforts: ${body.efforts}`,
        ]
          .filter(Boolean)
          .join('\n'),
      }
    case 'impact':
      return { what: 'stated what it does to the business', text: body.text }
    case 'miss-reason':
      return { what: 'said why the first response was missed', text: body.text }
    case 'detected':
      return { what: `detected it once more: ${body.what}, ${body.severity}`, text: body.text, clauses: ['SSM-3.2.p4'] }
    case 'returned':
      return { what: `gave text ${body.seq} back`, text: body.text, clauses: body.clauses }
    default:
      return { what: (body as { kind: string }).kind }
  }
}

function sessionTold(body: Extract<WorkEventBody, { kind: 'session' }>): Told {
  const name = `session ${body.number}`
  switch (body.act) {
    case 'announced':
      return {
        what: `announced ${name} for ${body.for === undefined ? 'now' : clock(body.for)}, level ${body.level}, to ${(body.told ?? []).join(', ')}`,
        text: [body.text, `To watch: ${body.join}`, `From: ${body.location}${body.exception ? `, exception: ${body.exception}` : ''}`].join(
          '\n',
        ),
      }
    case 'started':
      return { what: `began ${name}, level ${body.level}` }
    case 'log':
      return { what: `worked in ${name}`, text: body.text }
    case 'observed':
      return { what: `recorded that ${body.text} watches ${name}` }
    case 'ended':
      if (body.endedBy === 'called-off') return { what: `called ${name} off`, text: body.text }
      if (body.endedBy === 'engineer') return { what: `ended ${name}`, text: body.text }
      return { what: `cut ${name} of ${body.engineer} off, since the access ${body.endedBy === 'revoked' ? 'was revoked' : 'ended'}` }
  }
}
