import { Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePath } from '../ui/filters.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import { Automation } from './automation.tsx'
import { PlannedChanges } from './planned-changes.tsx'

type Parts = Answer<'component.list'>

/** A support manager's work under a contract: the roll-out of automation, the parts of the service, and when nothing was owed. */
export function SupportPage() {
  const { account, contract } = usePath()
  const query = useApi('component.list', { params: { account, contract } })
  return (
    <Page
      title={`Service management of ${contract}`}
      heading="Service management"
      lead="The roll-out of automation, planned changes, the parts of the service, and when the provider was not obliged."
      crumbs={
        <TextLink to="/accounts/$account/contracts/$contract" params={{ account, contract }}>
          {contract}
        </TextLink>
      }
    >
      <Stack gap="md">
        <Automation account={account} contract={contract} />
        <PlannedChanges account={account} contract={contract} />
        <Loaded query={query} lines={8}>
          {(parts) => (
            <>
              <NotObliged of={parts} />
              <Components of={parts} />
            </>
          )}
        </Loaded>
      </Stack>
    </Page>
  )
}

/** Days on which a duty of the customer was not met, and the meetings on them (SSM-4.a). */
export function NotObliged({
  of,
  title = 'When the provider was not obliged',
}: {
  readonly of: Pick<Parts, 'notObliged' | 'meetings'>
  readonly title?: string
}) {
  const freed = of.meetings.filter(({ freedBy }) => freedBy.length > 0)
  return (
    <Card title={title} flush>
      {of.notObliged.length === 0 ? (
        <Empty title="At no time">The customer had a primary contact, another person as backup, and attended the meetings.</Empty>
      ) : (
        <ul className="lines" style={{ padding: '8px 16px' }}>
          {of.notObliged.map(({ clause, why, from, to }) => (
            <li key={`${clause} ${from}`}>
              <Text size="sm">
                From <Day on={from} />{' '}
                {to ? (
                  <>
                    to <Day on={to} />
                  </>
                ) : (
                  'on'
                )}
                : {why}.
              </Text>
              <ClauseChips ids={[clause]} />
            </li>
          ))}
          {freed.map(({ number, title, on, state, freedBy }) => (
            <li key={number}>
              <Text size="sm">
                {title}, <Day on={on} />: {state}, vendor not obliged.
              </Text>
              <ClauseChips ids={freedBy} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

type Component = Parts['components'][number]

const columns = (mark: string): readonly Column<Component>[] => [
  { name: 'Part', lead: true, cell: ({ title }) => title },
  {
    name: 'Text',
    brief: true,
    cell: ({ described }) => (described ? <Tag tone="ok">Described</Tag> : <Tag tone="dim">{mark}</Tag>),
  },
  {
    name: 'What it brings',
    cell: ({ deliverables }) =>
      deliverables.length === 0 ? (
        <span className="dim">Nothing is promised without an agreed text</span>
      ) : (
        <Stack gap={6}>
          {deliverables.map(({ code, title, clauses }) => (
            <div key={code}>
              <div>{title}</div>
              <ClauseChips ids={clauses} most={4} />
            </div>
          ))}
        </Stack>
      ),
  },
]

const Components = ({ of }: { readonly of: Parts }) => (
  <Card title="Parts of the service" flush>
    <DataTable
      caption="Parts of the service"
      columns={columns(of.mark)}
      rows={of.components}
      rowKey={({ title }) => title}
      empty={<Empty title="No parts" />}
    />
  </Card>
)
