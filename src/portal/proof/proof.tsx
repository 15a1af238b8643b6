import { Button, Group, Stack, Text } from '@mantine/core'
import { type Answer, addressOf } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { ContractCrumbs } from '../ui/crumbs.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { DateField, Filters, Pick } from '../ui/form.tsx'
import { IconDownload } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'

type Proof = Answer<'proof.read'>
type Line = Proof['lines'][number]
type Fate = Line['fate']

const fates: Readonly<Record<Fate, { readonly word: string; readonly tone: Tone }>> = {
  delivered: { word: 'Delivered', tone: 'ok' },
  partly: { word: 'Partly', tone: 'warn' },
  'not met': { word: 'Not met', tone: 'danger' },
  'not on record': { word: 'Not on record', tone: 'warn' },
  'not asked for': { word: 'Not asked for', tone: 'plain' },
}
const kinds: readonly (readonly [Line['kind'], string])[] = [
  ['deliverable', 'What the service promises'],
  ['response', 'First responses'],
  ['request', 'Requests'],
  ['duty', 'Duties of both sides'],
]

/** What a contract promised in a period beside what is on record of it: what a renewal is talked about with, and what an auditor takes away. */
export function ProofPage() {
  const { account, contract } = usePath()
  const [picks, pick] = usePicks()
  const period = { ...(picks.from ? { from: picks.from } : {}), ...(picks.to ? { to: picks.to } : {}) }
  const query = useApi('proof.read', { params: { account, contract }, query: period }, { keep: true })
  return (
    <Page
      title={`Proof of ${contract}`}
      lead="Everything that was promised beside everything that was delivered, each with its clause, day, person and evidence. What is missing is said."
      crumbs={<ContractCrumbs account={account} contract={contract} />}
      actions={
        <Button
          component="a"
          href={addressOf('proof.export', { account, contract }, period)}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Take it away
        </Button>
      }
    >
      <Card label="Period" flush>
        <Filters>
          <DateField
            label="From"
            value={picks.from ?? query.data?.from ?? ''}
            onChange={(event) => pick({ from: event.currentTarget.value || undefined })}
            w={170}
          />
          <DateField
            label="To"
            value={picks.to ?? query.data?.to ?? ''}
            onChange={(event) => pick({ to: event.currentTarget.value || undefined })}
            w={170}
          />
          <div style={{ alignSelf: 'end' }}>
            <Pick
              name="show"
              label="Show"
              any="Everything"
              of={[
                { value: 'gaps', label: 'What is missing' },
                { value: 'delivered', label: 'What was delivered' },
              ]}
              width={200}
            />
          </div>
        </Filters>
      </Card>
      <div style={{ marginTop: 16 }}>
        <Loaded query={query} lines={14}>
          {(found) => <Lines account={account} of={found} show={picks.show} />}
        </Loaded>
      </div>
    </Page>
  )
}

function Lines({ account, of, show }: { readonly account: string; readonly of: Proof; readonly show: string | undefined }) {
  const { sum } = of
  const shown = of.lines.filter(({ gap, delivered }) => (show === 'gaps' ? gap !== '' : show === 'delivered' ? delivered.length > 0 : true))
  const figures: readonly (readonly [number, string, Tone])[] = [
    [sum.delivered, 'delivered', 'ok'],
    [sum.partly, 'partly', 'warn'],
    [sum.gaps, 'missing or not met', 'danger'],
    [sum.notAsked, 'not asked for', 'plain'],
  ]
  return (
    <Stack gap="md">
      <Card title={`${of.offeringTitle}, ${of.offering} version ${of.offeringVersion}`}>
        <Group gap="xl">
          {figures.map(([count, words, tone]) => (
            <div key={words}>
              <Text size="xl" fw={700} style={{ color: tone === 'plain' ? undefined : `var(--hf-${tone})` }}>
                {count}
              </Text>
              <Text size="sm" c="dimmed">
                {words}
              </Text>
            </div>
          ))}
          <Text size="sm" c="dimmed" maw={420}>
            The contract runs from <Day on={of.startsOn} /> to <Day on={of.endsOn} />. The archive holds an index, the data, every piece of
            evidence and the hash of each; <code>holdfast proof verify</code> checks it without a server.
          </Text>
        </Group>
      </Card>
      {shown.length === 0 && (
        <Card label="Promises">
          <Empty title={show === 'gaps' ? 'Nothing is missing' : 'Nothing on record'}>
            {show === 'gaps' ? 'Every promise that fell due in this period is on record.' : 'Choose another period, or show everything.'}
          </Empty>
        </Card>
      )}
      {kinds.map(([kind, title]) => {
        const lines = shown.filter((line) => line.kind === kind)
        return lines.length === 0 ? null : (
          <Card
            key={kind}
            title={title}
            aside={
              <Text size="sm" c="dimmed">
                {lines.length}
              </Text>
            }
            flush
          >
            <SomeLines account={account} of={lines.filter(({ fate }) => fate !== 'not asked for')} />
            <Unasked account={account} of={lines.filter(({ fate }) => fate === 'not asked for')} />
          </Card>
        )
      })}
    </Stack>
  )
}

const SomeLines = ({ account, of }: { readonly account: string; readonly of: readonly Line[] }) =>
  of.length === 0 ? null : (
    <ul className="lines" style={{ padding: '8px 16px' }}>
      {of.map((line) => (
        <OneLine key={`${line.code} ${line.title}`} account={account} of={line} />
      ))}
    </ul>
  )

/** What fell due for nobody: there for whoever wants to see that nothing was left out. */
const Unasked = ({ account, of }: { readonly account: string; readonly of: readonly Line[] }) =>
  of.length === 0 ? null : (
    <details style={{ padding: '4px 16px 12px' }}>
      <summary className="small">{of.length} not asked for in this period</summary>
      <SomeLines account={account} of={of} />
    </details>
  )

const shownAtOnce = 3

function OneLine({ account, of }: { readonly account: string; readonly of: Line }) {
  const { word, tone } = fates[of.fate]
  const first = of.delivered.slice(0, shownAtOnce)
  const rest = of.delivered.slice(shownAtOnce)
  return (
    <li>
      <Group justify="space-between" align="flex-start" gap="md" wrap="nowrap">
        <Stack gap={3} style={{ minWidth: 0, flex: 1 }}>
          <Text size="sm" fw={600} className="break">
            {of.title}
          </Text>
          <Group gap={8}>
            <Text size="xs" c="dimmed">
              {of.promised}
              {of.due !== null && of.kind === 'deliverable' && `: ${of.delivered.length} of ${of.due}`}
            </Text>
            <ClauseChips ids={of.clauses} most={4} />
          </Group>
          {of.gap && (
            <Text size="sm" className="break">
              {of.gap}
            </Text>
          )}
        </Stack>
        <Tag tone={tone}>{word}</Tag>
      </Group>
      {first.length > 0 && <Deliveries account={account} of={first} />}
      {rest.length > 0 && (
        <details>
          <summary className="small">{rest.length} more</summary>
          <Deliveries account={account} of={rest} />
        </details>
      )}
    </li>
  )
}

const Deliveries = ({ account, of }: { readonly account: string; readonly of: Line['delivered'] }) => (
  <ul className="small" style={{ margin: '6px 0 0', paddingLeft: 18 }}>
    {of.map(({ on, by, what, evidence }) => (
      <li key={`${on} ${what}`} className="break">
        {on && (
          <>
            <Day on={on} />
            {', '}
          </>
        )}
        {by && `${by}: `}
        {what}
        {evidence.map(({ kind, ref, sha256 }) => (
          <span key={`${kind} ${ref}`} className="dim">
            {' '}
            · <EvidenceLink account={account} kind={kind} name={ref} />
            {sha256 && <span className="mono"> {sha256.slice(0, 10)}</span>}
          </span>
        ))}
      </li>
    ))}
  </ul>
)

type EvidenceProps = {
  readonly account: string
  readonly kind: Line['delivered'][number]['evidence'][number]['kind']
  readonly name: string
}

function EvidenceLink({ account, kind, name }: EvidenceProps) {
  if (kind === 'review')
    return (
      <TextLink to="/accounts/$account/reviews/$review" params={{ account, review: name }}>
        {name}
      </TextLink>
    )
  if ((kind === 'minutes' || kind === 'meeting') && /-M\d+$/.test(name))
    return (
      <TextLink to="/accounts/$account/meetings/$meeting" params={{ account, meeting: name }}>
        {kind === 'minutes' ? `minutes of ${name}` : name}
      </TextLink>
    )
  return <>{kind === 'text' ? 'in words' : name}</>
}
