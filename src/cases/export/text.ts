import { formatLocal } from '../../calendar/local-time.ts'
import type { DecisionView } from '../../decisions/schema.ts'
import { fromIso, type Instant, type Zone } from '../../lib/time.ts'
import type { Case } from '../case.ts'
import type { ClockView } from '../clock-view.ts'
import { caseStates } from '../states.ts'
import type { CaseEventBody } from '../timeline.ts'
import { workTold } from '../work-words.ts'

/** The parts of a case that its text tells; each as whoever takes it away may see it. */
export type CaseShown = {
  readonly number: string
  readonly accountName: string
  readonly summary: string
  readonly priority: Case['priority']
  readonly state: Case['state']
  readonly serial: string | null
  readonly product: string | null
  readonly offering: string | null
  readonly contract: string | null
  readonly customerReference: string
  readonly requester: string | null
  readonly owner: string | null
  readonly reportedAt: string
  readonly clock: ClockView
  readonly timeline: readonly {
    readonly visibility: 'public' | 'internal'
    readonly at: string
    readonly loggedAt: string
    readonly actor: string
    readonly body: unknown
  }[]
  readonly links: readonly { readonly number: string; readonly summary: string; readonly kind: string }[]
  readonly rmas: readonly { readonly number: string; readonly serial: string; readonly state: string }[]
}

const stateTitle = (state: string): string => caseStates[state as Case['state']]?.title ?? state
const because = (reason: string | undefined): string => (reason ? `: ${reason}` : '')

type Told = { readonly what: string; readonly text?: string | undefined }

/** What happened, in words that need no screen. */
export function told(body: CaseEventBody): Told {
  switch (body.kind) {
    case 'opened':
      return {
        what: `asked for help, ${body.priority}, by ${body.channel}${body.onBehalfOf ? ` on behalf of ${body.onBehalfOf}` : ''}`,
        text: [body.description, body.impact && `Business impact: ${body.impact}`].filter(Boolean).join('\n\n'),
      }
    case 'message':
      return {
        what: `${body.from === 'provider' ? 'replied' : 'wrote'}${body.mail ? ' by mail' : ''}`,
        text: body.quoted ? `${body.text}\n\nQuoted:\n${body.quoted}` : body.text,
      }
    case 'note':
      return { what: 'noted', text: body.text }
    case 'contact':
      return { what: `made contact by ${body.medium}`, text: body.text }
    case 'email-bounced':
      return { what: 'recorded that the mail came back' }
    case 'priority':
      return { what: `changed the priority from ${body.from} to ${body.to}${because(body.reason)}` }
    case 'priority-asked':
      return { what: `asked for ${body.to}${because(body.reason)}` }
    case 'state':
      return body.into === undefined
        ? { what: `moved it to "${stateTitle(body.to)}"${because(body.reason)}` }
        : { what: `merged it into ${body.into}${because(body.reason)}` }
    case 'owner':
      return { what: `${body.to === null ? 'put it back' : `gave it to ${body.to}`}${because(body.reason)}` }
    case 'reference':
      return { what: `set the reference to ${body.to || 'nothing'}` }
    case 'attachment':
      return { what: `attached ${body.name}, ${body.sizeBytes} bytes, SHA-256 ${body.sha256}` }
    case 'link':
      return { what: `linked ${body.other} as ${body.as.replaceAll('-', ' ')}` }
    case 'step':
      return { what: `marked the step "${body.title}" as ${body.as}`, text: body.text }
    case 'rma':
      return {
        what: `return ${body.number} of ${body.serial} is ${body.state}${body.replacement ? `, replaced by ${body.replacement}` : ''}`,
      }
    case 'escalation':
      return { what: `raised the alarm: ${body.reason}`, text: body.clauses.length > 0 ? `Clauses: ${body.clauses.join(', ')}` : undefined }
    case 'alert-sent':
      return { what: `sent the alert to ${body.to.join(', ')}` }
    case 'page':
      return { what: `called the desk: ${body.act}${because(body.reason)}` }
    case 'hand-over':
      return { what: `hand-over from ${body.from} to ${body.to}: ${body.act}`, text: body.text }
    case 'specialist':
      return {
        what: `${body.to === null ? `ended the part of ${body.from} as its specialist` : `named ${body.to} its specialist`}${because(body.reason)}`,
      }
    case 'escalation-request':
      return { what: `escalation ${body.number}: ${body.act}${body.to ? `, ${body.to}` : ''}`, text: body.text }
    default:
      return workTold(body)
  }
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ')

/** The whole case as a text that anybody can read: what it is about, its clock and why, the decision, and what happened. */
export function caseText(found: CaseShown, decision: DecisionView | undefined, zone: Zone, now: Instant): string {
  const at = (text: string) => {
    const said = formatLocal(zone, fromIso(text))
    return typeof said === 'string' ? said : text
  }
  const taken = formatLocal(zone, now)
  const { clock } = found
  const facts: readonly (readonly [string, string | null])[] = [
    ['Customer', found.accountName],
    ['Priority', found.priority],
    ['State', stateTitle(found.state)],
    ['Device', [found.serial, found.product].filter(Boolean).join(' ')],
    ['Service', [found.offering, found.contract].filter(Boolean).join(', contract ')],
    ['Your reference', found.customerReference],
    ['Asked by', found.requester],
    ['With', found.owner],
    ['Reported', at(found.reportedAt)],
  ]
  const lines = [
    `${found.number}  ${found.summary}`,
    '',
    `Taken on ${typeof taken === 'string' ? taken : ''}. All times are those of ${zone}.`,
    '',
    ...facts.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])),
    '',
    'First response',
    `  ${clock.state}${clock.dueText ? `, due ${clock.dueText}` : ''}${clock.respondedAt ? `, answered ${at(clock.respondedAt)}` : ''}${clock.byText ? `, ${clock.byText}` : ''}`,
    ...clock.why.map((line) => `  ${line}`),
    ...(clock.clauses.length > 0 ? [`  Clauses: ${clock.clauses.join(', ')}`] : []),
    '',
    ...(decision
      ? [
          'Why it was accepted',
          `  ${decision.verdict}${decision.id ? ` (${decision.id})` : ''}, decided by ${decision.decidedBy.join(', ') || 'no clause'}`,
          ...decision.reasons.map(({ sentence, clauses }) => `  ${sentence}${clauses.length > 0 ? ` [${clauses.join(', ')}]` : ''}`),
          '',
        ]
      : []),
    ...(found.links.length > 0
      ? ['Linked cases', ...found.links.map(({ number, summary, kind }) => `  ${number} ${summary} (${kind})`), '']
      : []),
    ...(found.rmas.length > 0
      ? ['Returns', ...found.rmas.map(({ number, serial, state }) => `  ${number} of ${serial}: ${state}`), '']
      : []),
    'What happened',
  ]
  for (const event of [...found.timeline].sort((a, b) => a.at.localeCompare(b.at))) {
    const { what, text } = told(event.body as CaseEventBody)
    const said = (words: string) => words.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?Z/g, at)
    const late = fromIso(event.loggedAt) - fromIso(event.at) > 60_000 ? ` (written down ${at(event.loggedAt)})` : ''
    lines.push('', `${at(event.at)}${late}  ${event.visibility === 'internal' ? '[internal] ' : ''}${event.actor} ${said(what)}`)
    if (text) lines.push(indented(said(text)))
  }
  return `${lines.join('\n')}\n`
}
