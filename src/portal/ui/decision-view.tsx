import { Badge, Button, Collapse, Group, Stack, Text } from '@mantine/core'
import { Fragment, type ReactNode, useId, useState } from 'react'
import type { DecisionView as Decision } from '../../decisions/schema.ts'
import { ClauseChips } from './clause-chip.tsx'
import { IconAlertTriangle, IconArrowRight, IconCheck, IconCircleCheck, IconCircleX, IconX } from './icons.ts'
import { Tag, type Tone } from './tag.tsx'
import { shortValue } from './value.tsx'
import { Day } from './when.tsx'
import { actOf, serviceWords } from './words.ts'

type Verdict = Decision['verdict']
export type ShownReason = Decision['reasons'][number]

const looks = {
  granted: { tone: 'ok', icon: IconCircleCheck, word: 'Granted' },
  refused: { tone: 'danger', icon: IconCircleX, word: 'Refused' },
  'needs approval': { tone: 'warn', icon: IconAlertTriangle, word: 'Needs approval' },
} as const satisfies Record<Verdict, { tone: Tone; icon: unknown; word: string }>

export const VerdictTag = ({ verdict }: { readonly verdict: Verdict }) => (
  <Tag tone={looks[verdict].tone} icon={looks[verdict].icon}>
    {looks[verdict].word}
  </Tag>
)

const valueWords = (value: ShownReason['found']): string =>
  value === null
    ? 'nothing'
    : Array.isArray(value)
      ? value.length === 0
        ? 'none'
        : value.join(', ')
      : value === true
        ? 'yes'
        : value === false
          ? 'no'
          : String(value)

/** One reason: whether it holds, what was looked at, what was wanted, where the fact came from, and its clauses. */
function ReasonLine({ reason }: { readonly reason: ShownReason }) {
  const { holds, weight, title, fact, found, expected, source, clauses, cure } = reason
  const advice = !holds && weight === 'advise'
  return (
    <li>
      <Group gap={10} align="flex-start" wrap="nowrap">
        <span style={{ color: holds ? 'var(--hf-ok)' : advice ? 'var(--hf-warn)' : 'var(--hf-danger)', paddingTop: 2 }}>
          {holds ? (
            <IconCheck size={17} stroke={2.4} aria-hidden />
          ) : advice ? (
            <IconAlertTriangle size={17} stroke={2.2} aria-hidden />
          ) : (
            <IconX size={17} stroke={2.6} aria-hidden />
          )}
        </span>
        <Stack gap={3} style={{ minWidth: 0, flex: 1 }}>
          <Text size="sm" fw={600}>
            {title}: {holds ? 'yes' : advice ? 'no, advice only' : weight === 'approve' ? 'no, a person decides' : 'no'}
          </Text>
          <Text size="sm" className="break">
            <span className="dim">Looked at</span> {fact}: {valueWords(found)}
            {!holds && (
              <>
                <span className="dim">; wanted</span> {valueWords(expected)}
              </>
            )}{' '}
            <span className="dim">(from {source})</span>
          </Text>
          {!holds && cure && (
            <Text size="sm" className="break">
              <IconArrowRight size={13} aria-hidden style={{ verticalAlign: -2 }} /> {cure}
            </Text>
          )}
          <ClauseChips ids={clauses} />
        </Stack>
      </Group>
    </li>
  )
}

/** Reasons one below the other. A rule may speak twice, such as once for each contract. */
export function ReasonList({ of }: { readonly of: readonly ShownReason[] }) {
  const seen = new Map<string, number>()
  return (
    <ul className="lines">
      {of.map((reason) => {
        const name = `${reason.rule} ${reason.fact}`
        const turn = seen.get(name) ?? 0
        seen.set(name, turn + 1)
        return <ReasonLine key={`${name} ${turn}`} reason={reason} />
      })}
    </ul>
  )
}

type Props = {
  readonly decision: Decision
  /** In the words of the page: what the verdict means here. */
  readonly meaning?: ReactNode
  /** A question that stored nothing. */
  readonly preview?: boolean
  /** Everything is shown opened. */
  readonly whole?: boolean
}

/** A decision: the verdict, what decided, what would turn it round, and everything else that was looked at. */
export function DecisionView({ decision, meaning, preview = false, whole = false }: Props) {
  const { verdict, reasons, cures, alternatives, candidates, policies, decidedBy, offering, contract, onDate, act } = decision
  const { tone, icon: Shape, word } = looks[verdict]
  const decisive = reasons.filter((reason) =>
    verdict === 'granted' ? false : !reason.holds && (verdict === 'refused' ? reason.weight === 'refuse' : reason.weight === 'approve'),
  )
  const advice = reasons.filter((reason) => !reason.holds && reason.weight === 'advise')
  const rest = reasons.filter((reason) => !decisive.includes(reason) && !advice.includes(reason))
  return (
    <Stack gap="md">
      <div className="verdict" data-tone={tone}>
        <Shape size={24} aria-hidden style={{ color: `var(--hf-${tone})`, flex: 'none' }} />
        <Stack gap={4} style={{ minWidth: 0 }}>
          <Text fw={650} size="lg">
            {preview ? `Would be ${word.toLowerCase().replace('needs approval', 'held for approval')}` : word}
            {offering ? ` under ${offering}` : ''}
          </Text>
          <Text size="sm" component="div">
            {meaning ?? (
              <>
                {actOf(act)} on <Day on={onDate} />
                {contract ? `, contract ${contract}` : ''}
              </>
            )}
          </Text>
          {decidedBy.length > 0 && (
            <Group gap={6}>
              <Text size="xs">Decided by</Text>
              <ClauseChips ids={decidedBy} most={12} />
            </Group>
          )}
        </Stack>
      </div>
      {decisive.length > 0 && (
        <section aria-label="What decided">
          <Text component="h3" fw={650} size="sm" mb={6}>
            What decided
          </Text>
          <ReasonList of={decisive} />
        </section>
      )}
      {verdict !== 'granted' && cures.length > 0 && (
        <section aria-label="What would change it">
          <Text component="h3" fw={650} size="sm" mb={4}>
            What would change it
          </Text>
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {cures.map((cure) => (
              <li key={cure}>
                <Text size="sm">{cure}</Text>
              </li>
            ))}
          </ul>
        </section>
      )}
      {alternatives.length > 0 && (
        <section aria-label="Other services that would cover it">
          <Text component="h3" fw={650} size="sm" mb={4}>
            Other services that would cover it
          </Text>
          <ul className="lines">
            {alternatives.map((each) => (
              <li key={each.offering + each.why}>
                <Group gap={8}>
                  <Badge variant="outline" color="gray" c="var(--hf-ink)">
                    {each.offering}
                  </Badge>
                  <Text size="sm">{each.why}</Text>
                  <ClauseChips ids={each.clauses} />
                </Group>
              </li>
            ))}
          </ul>
        </section>
      )}
      {advice.length > 0 && (
        <section aria-label="Good to know">
          <Text component="h3" fw={650} size="sm" mb={6}>
            Good to know
          </Text>
          <ReasonList of={advice} />
        </section>
      )}
      <More title={`Everything that was looked at (${rest.length})`} open={whole} nothing={rest.length === 0}>
        <ReasonList of={rest} />
      </More>
      <More title={`Contracts that were weighed (${candidates.length})`} open={whole} nothing={candidates.length === 0}>
        <ul className="lines">
          {candidates.map((each) => (
            <li key={`${each.contract} ${each.offering}`}>
              <Group gap={8}>
                <Text size="sm" fw={600}>
                  {each.contract}
                </Text>
                <Text size="sm">{serviceWords(each.offering)}</Text>
                {each.wins ? (
                  <Tag tone="ok" icon={IconCheck}>
                    Decides
                  </Tag>
                ) : (
                  <Tag tone="dim">Not chosen</Tag>
                )}
                <Text size="sm" c="dimmed">
                  {each.why}
                </Text>
              </Group>
            </li>
          ))}
        </ul>
      </More>
      <More title={`Policies that filled gaps (${policies.length})`} open={whole} nothing={policies.length === 0}>
        <dl className="facts">
          {policies.map((each) => (
            <Fragment key={each.id}>
              <dt>
                {each.id} {each.key}
              </dt>
              <dd>
                {shortValue(each.value, 260)}{' '}
                <span className="small dim">
                  since {each.effectiveFrom}, by {each.author}
                </span>
              </dd>
            </Fragment>
          ))}
        </dl>
      </More>
    </Stack>
  )
}

/** A part that opens. */
export function More({
  title,
  children,
  open: first = false,
  nothing = false,
}: {
  readonly title: string
  readonly children: ReactNode
  readonly open?: boolean
  readonly nothing?: boolean
}) {
  const [open, setOpen] = useState(first)
  const id = useId()
  if (nothing) return null
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        color="gray"
        c="var(--hf-accent)"
        px={4}
        ml={-4}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        rightSection={<IconArrowRight size={14} aria-hidden style={{ transform: open ? 'rotate(90deg)' : 'none' }} />}
      >
        {title}
      </Button>
      <div id={id}>
        <Collapse expanded={open} transitionDuration={0} keepMounted={false}>
          <div style={{ paddingTop: 8 }}>{children}</div>
        </Collapse>
      </div>
    </div>
  )
}
