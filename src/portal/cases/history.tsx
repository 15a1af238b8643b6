import { Button, Text } from '@mantine/core'
import { lazy, type ReactNode, Suspense } from 'react'
import { caseStates } from '../../cases/states.ts'
import type { CaseEventBody } from '../../cases/timeline.ts'
import { saysMore, type WorkEventBody } from '../../cases/work-events.ts'
import type { Answer } from '../../client/client.ts'
import { stepTitle } from '../../escalation/step.ts'
import { client } from '../api.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { FormattedMail } from '../ui/formatted.tsx'
import {
  IconActivity,
  IconAlertTriangle,
  IconArrowRight,
  IconBell,
  IconCheck,
  IconCircleCheck,
  IconCoins,
  IconEye,
  IconFlag,
  IconGavel,
  IconInfoCircle,
  IconLink,
  IconListCheck,
  IconLock,
  IconMail,
  IconMessage,
  IconNote,
  IconPaperclip,
  IconPhone,
  IconPhoneCall,
  IconPlus,
  IconShieldX,
  IconTruck,
  IconUser,
} from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { sizeWords } from '../ui/time.ts'
import { Happened } from '../ui/timeline.tsx'
import { channelWords } from '../ui/words.ts'
import { MaskedEvent } from './reveal.tsx'
import { Said, Written } from './said.tsx'
import type { Case, CaseEvent } from './tags.tsx'

const CaseLink = ({ account, number }: { readonly account: string; readonly number: string }) => (
  <TextLink to="/accounts/$account/cases/$case" params={{ account, case: number }}>
    {number}
  </TextLink>
)
const mediumWords = { phone: 'by phone', voicemail: 'by voicemail', email: 'by e-mail', portal: 'in the portal' } as const
const stateTitle = (state: string): string => (state in caseStates ? caseStates[state as keyof typeof caseStates].title : state)
const because = (reason: string): string => (reason ? `: ${reason}` : '')

const requestWords = {
  raised: 'asked for escalation',
  owner: 'changed who leads escalation',
  level: 'changed the level of escalation',
  severity: 'changed the severity of escalation',
  lead: 'hands over the lead of escalation',
  watch: 'looked after escalation',
  report: 'reported on escalation',
  signed: 'signed off escalation',
  done: 'ended escalation',
  withdrawn: 'withdrew escalation',
} as const

/** What is said before and after the number of the other case. */
const linkWords: Readonly<Record<string, readonly [string, string]>> = {
  merged: ['merged', 'into this case'],
  split: ['made', 'of a question asked here'],
  'split-from': ['took this question from', ''],
}

type Acts = {
  readonly attachmentHref: (id: string) => string
  readonly bounced?: ((contact: string) => void) | undefined
  /** Reads a message that came by mail as it was formatted. */
  readonly readFormatted?: () => Promise<Answer<'case.formatted'>>
}

type Shown = {
  readonly icon: typeof IconPlus
  readonly what: ReactNode
  readonly text?: ReactNode
  readonly by?: 'provider' | 'customer'
  readonly tone?: 'danger' | 'ok'
}

/** Each kind of event in words. */
export function shownOf(
  body: CaseEventBody,
  actor: string,
  { account, number, timeline }: Case,
  { attachmentHref, bounced: tellBounced, readFormatted }: Acts,
): Shown {
  switch (body.kind) {
    case 'opened':
      return {
        icon: IconPlus,
        what: `asked for help, ${body.priority}, by ${channelWords[body.channel].toLowerCase()}${body.onBehalfOf ? ` on behalf of ${body.onBehalfOf}` : ''}`,
        text:
          body.description || body.impact ? (
            <Written text={[body.description, body.impact && `Business impact: ${body.impact}`].filter(Boolean).join('\n\n')} />
          ) : (
            <Text size="sm" c="dimmed">
              No description.
            </Text>
          ),
        by: 'customer',
      }
    case 'message':
      return {
        icon: body.mail ? IconMail : IconMessage,
        what: `${body.from === 'provider' ? 'replied' : 'wrote'}${body.mail ? ' by mail' : ''}`,
        text: (
          <>
            <Written text={body.text} />
            {body.formatted && readFormatted && <FormattedMail read={readFormatted} />}
            {body.quoted && (
              <details className="fold">
                <summary className="small">Show what was quoted</summary>
                <Written text={body.quoted} />
              </details>
            )}
          </>
        ),
        by: body.from,
      }
    case 'note':
      return {
        icon: IconNote,
        what: body.mentions?.length ? `noted for ${body.mentions.join(', ')}` : 'noted',
        text: <Written text={body.text} />,
      }
    case 'contact': {
      const bounced = timeline.some((each) => each.body.kind === 'email-bounced' && (each.body as { contact?: string }).contact === body.id)
      const left = body.medium === 'voicemail' ? (body.numberLeft ? ', a number was left' : ', no number was left') : ''
      return {
        icon: body.medium === 'email' ? IconMail : IconPhone,
        what: `made contact ${mediumWords[body.medium]}${left}${bounced ? ', but the mail came back' : ''}`,
        ...(body.text || (tellBounced && body.medium === 'email' && !bounced)
          ? {
              by: 'provider' as const,
              text: (
                <>
                  {body.text && <Written text={body.text} />}
                  {tellBounced && body.medium === 'email' && !bounced && (
                    <Button size="compact-xs" variant="default" mt={6} onClick={() => tellBounced(body.id)}>
                      The mail came back
                    </Button>
                  )}
                </>
              ),
            }
          : {}),
        tone: bounced ? 'danger' : 'ok',
      }
    }
    case 'email-bounced':
      return { icon: IconMail, what: 'recorded that the mail came back', tone: 'danger' }
    case 'priority':
      return { icon: IconArrowRight, what: `changed the priority from ${body.from} to ${body.to}${because(body.reason)}` }
    case 'priority-asked':
      return { icon: IconArrowRight, what: `asked for ${body.to}${because(body.reason)}` }
    case 'state':
      if (body.into !== undefined)
        return {
          icon: IconLink,
          what: (
            <>
              merged it into <CaseLink account={account} number={body.into} />
              {because(body.reason)}
            </>
          ),
        }
      return {
        icon: IconArrowRight,
        what: `moved it to “${stateTitle(body.to)}”${because(body.reason)}`,
        ...(body.to === 'closed' ? { tone: 'ok' as const } : {}),
      }
    case 'owner':
      return {
        icon: IconUser,
        what:
          body.to === null
            ? `put it back${because(body.reason)}`
            : `${body.to === actor ? 'took it' : `gave it to ${body.to}`}${because(body.reason)}`,
      }
    case 'reference':
      return { icon: IconInfoCircle, what: `set the reference to ${body.to || 'nothing'}` }
    case 'attachment':
      return {
        icon: IconPaperclip,
        what: (
          <>
            attached{' '}
            <a href={attachmentHref(body.id)} download>
              {body.name}
            </a>{' '}
            ({sizeWords(body.sizeBytes)})
          </>
        ),
      }
    case 'link':
      return {
        icon: IconLink,
        what: (
          <>
            {linkWords[body.as]?.[0] ?? 'linked'} <CaseLink account={account} number={body.other} />{' '}
            {linkWords[body.as]?.[1] ?? `as ${body.as.replace('-', ' ')}`}
          </>
        ),
      }
    case 'hand-over':
      return {
        icon: IconArrowRight,
        what: {
          offered: `offers it to ${body.to}`,
          accepted: `took it over from ${body.from}`,
          declined: `did not take it over from ${body.from}${because(body.text)}`,
          withdrawn: `took the offer to ${body.to} back`,
          lapsed: `ended the offer to ${body.to}${because(body.text)}`,
          unanswered: `waits in vain for ${body.to} to take it over from ${body.from}`,
        }[body.act],
        ...(body.act === 'offered' ? { text: <Said text={body.text} /> } : {}),
        ...(body.act === 'unanswered' ? { tone: 'danger' as const } : {}),
      }
    case 'specialist':
      return {
        icon: IconUser,
        what: `${body.to === null ? `ended the part of ${body.from} as its specialist` : `named ${body.to} its specialist`}${because(body.reason)}`,
      }
    case 'step':
      return {
        icon: body.as === 'done' ? IconCheck : IconArrowRight,
        what: `${{ done: 'did', skipped: 'left out', open: 'opened again' }[body.as]} the step “${body.title}”${because(body.text)}`,
        ...(body.as === 'done' ? { tone: 'ok' as const } : {}),
      }
    case 'rma':
      return {
        icon: IconTruck,
        what: `return ${body.number} of ${body.serial} is ${body.state}${body.replacement ? `, replaced by ${body.replacement}` : ''}`,
      }
    case 'escalation':
      return {
        icon: IconFlag,
        tone: 'danger',
        what: `raised the alarm: ${stepTitle(body.code ?? 'due').toLowerCase()}`,
        text: (
          <>
            <Text size="sm">
              <Said text={body.reason} />
              {body.told.length > 0 && `. Told: ${body.told.join(', ')}`}
            </Text>
            <ClauseChips ids={body.clauses} />
          </>
        ),
      }
    case 'alert-sent':
      return { icon: IconBell, what: `sent the alert to ${body.to.join(', ')}` }
    case 'page':
      return {
        icon: IconPhoneCall,
        what: `${{ called: `called ${body.who ?? 'the desk'}`, acknowledged: `took the call`, unanswered: 'found nobody who answered' }[body.act]}${because(body.reason)}`,
        ...(body.act === 'unanswered' ? { tone: 'danger' as const } : {}),
      }
    case 'escalation-request':
      return {
        icon: IconFlag,
        what: `${requestWords[body.act]} ${body.number}${body.from && body.to ? `, ${body.from} to ${body.to}` : body.to ? `, ${body.to}` : ''}`,
        ...(body.text ? { text: <Written text={body.text} /> } : {}),
        ...(body.act === 'raised' ? { tone: 'danger' as const } : body.act === 'done' ? { tone: 'ok' as const } : {}),
      }
    case 'access':
    case 'session':
    case 'ask':
    case 'exclusion':
    case 'claim':
    case 'charge':
    case 'outcome':
    case 'impact':
    case 'miss-reason':
    case 'detected':
    case 'returned':
      return shownWork(body)
    default:
      return { icon: IconAlertTriangle, what: `did something this page does not know (${(body as CaseEvent['body']).kind} on ${number})` }
  }
}

const WorkWhat = lazy(async () => ({ default: (await import('./work-told.tsx')).WorkWhat }))
const WorkText = lazy(async () => ({ default: (await import('./work-told.tsx')).WorkText }))

const workIcons = {
  access: IconLock,
  session: IconEye,
  ask: IconListCheck,
  exclusion: IconShieldX,
  claim: IconGavel,
  charge: IconCoins,
  outcome: IconCircleCheck,
  impact: IconActivity,
  'miss-reason': IconNote,
  detected: IconActivity,
  returned: IconMessage,
} as const

/** What happened while the case was worked on. Its words are fetched when there is something of it. */
const shownWork = (body: WorkEventBody): Shown => ({
  icon: workIcons[body.kind],
  what: (
    <Suspense fallback="…">
      <WorkWhat body={body} />
    </Suspense>
  ),
  ...(saysMore(body)
    ? {
        text: (
          // nearly what comes, so that nothing moves when it does
          <Suspense fallback={'text' in body && body.text ? <Written text={body.text} /> : '…'}>
            <WorkText body={body} />
          </Suspense>
        ),
      }
    : {}),
  ...(body.kind === 'outcome' ? { tone: 'ok' as const } : {}),
})

type HistoryProps = { readonly of: Case } & Acts & {
    /** Makes a message of the customer a case of its own; absent for those who may not. */
    readonly onSplit?: ((seq: number, text: string) => void) | undefined
    /** Gives a text of the customer back that is not in the language of the service; absent for those who may not. */
    readonly onReturn?: ((seq: number) => void) | undefined
  }

/** What the customer wrote. */
const isTheirs = ({ body }: CaseEvent): boolean =>
  body.kind === 'opened' || (body.kind === 'message' && (body as { from?: string }).from === 'customer')

/** Everything that happened, in the order in which it happened. */
export function History({ of, onSplit, onReturn, ...acts }: HistoryProps) {
  const events = [...of.timeline].sort((a, b) => a.at.localeCompare(b.at) || a.seq - b.seq)
  return (
    <ol className="timeline" aria-label="What happened, oldest first">
      {events.map((event) => {
        const where = { account: of.account, case: of.number }
        const readFormatted = () => client.call('case.formatted', { params: where, query: { event: event.seq } })
        const { icon, what, text, by, tone } = shownOf(event.body as CaseEventBody, event.actor, of, { ...acts, readFormatted })
        const late = Date.parse(event.loggedAt) - Date.parse(event.at) > 60_000
        return (
          <Happened
            key={event.seq}
            icon={icon}
            who={event.actor}
            what={what}
            at={event.at}
            loggedAt={late ? event.loggedAt : undefined}
            internal={event.visibility === 'internal'}
            by={by}
            tone={tone}
          >
            {(text !== undefined || event.masked) && (
              <>
                {text}
                {onSplit && event.body.kind === 'message' && (event.body as { from?: string }).from === 'customer' && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="gray"
                    mt={6}
                    className="noprint"
                    onClick={() => onSplit(event.seq, (event.body as { text?: string }).text ?? '')}
                  >
                    Make it a case of its own
                  </Button>
                )}
                {onReturn &&
                  isTheirs(event) &&
                  !of.timeline.some(({ body }) => body.kind === 'returned' && (body as { seq?: number }).seq === event.seq) && (
                    <Button size="compact-xs" variant="subtle" color="gray" mt={6} className="noprint" onClick={() => onReturn(event.seq)}>
                      Not in {of.language?.title}: give it back
                    </Button>
                  )}
                {event.masked && <MaskedEvent account={of.account} number={of.number} event={event.seq} kinds={event.masked} />}
              </>
            )}
          </Happened>
        )
      })}
    </ol>
  )
}
