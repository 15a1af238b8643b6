import { Group, Stack, Text } from '@mantine/core'
import { useApi } from '../api.ts'
import { decisionColumns } from '../decisions/decisions.tsx'
import { useMay, useMe } from '../session.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Pick } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { ListTable } from '../ui/table.tsx'
import { spaced } from '../ui/words.ts'

/** `duties.named-contacts` as words. */
const elementWords = (path: string): string =>
  path
    .replace(/\[\d+\]/g, '')
    .split('.')
    .filter((part) => !/^(clauses|\d+)$/.test(part))
    .map(spaced)
    .join(', ')

/** One clause: what it settles, which policies fill its gaps, and every decision it made. */
export function ClausePage() {
  const { clause } = usePath()
  const decided = useMay()('decision.read') === undefined
  const query = useApi('clause.read', { params: { clause } })
  return (
    <Loaded query={query} page>
      {(found) => (
        <Page
          title={`Clause ${found.id}`}
          heading={
            <>
              <span className="mono">{found.id}</span> {found.title}
            </>
          }
          crumbs={
            <>
              <TextLink to="/clauses">Clauses</TextLink>
              <span aria-hidden>/</span>
              <TextLink to="/services/$code" params={{ code: found.offering }}>
                {found.offering}
              </TextLink>
            </>
          }
        >
          <div className={decided ? 'split' : undefined}>
            {decided && <DecisionsMade clause={found.id} />}
            <Stack gap="md">
              <Card title="Where the catalogue uses it">
                {found.elements.length === 0 ? (
                  <Text size="sm" c="dimmed">
                    No element of the service carries it.
                  </Text>
                ) : (
                  <ul className="lines">
                    {[...new Set(found.elements.map(elementWords))].map((element) => (
                      <li key={element}>
                        <Text size="sm">{element}</Text>
                      </li>
                    ))}
                  </ul>
                )}
              </Card>
              <Card title="Policies that fill its gaps">
                {found.policies.length === 0 ? (
                  <Text size="sm" c="dimmed">
                    None: the clause says enough.
                  </Text>
                ) : (
                  <ul className="lines">
                    {found.policies.map(({ id, key, title }) => (
                      <li key={key}>
                        <Group gap={8} wrap="nowrap" align="flex-start">
                          <Text size="sm" c="dimmed">
                            {id}
                          </Text>
                          <TextLink to="/policies/$key" params={{ key }}>
                            {title}
                          </TextLink>
                        </Group>
                      </li>
                    ))}
                  </ul>
                )}
              </Card>
            </Stack>
          </div>
        </Page>
      )}
    </Loaded>
  )
}

function DecisionsMade({ clause }: { readonly clause: string }) {
  const me = useMe()
  const [picks] = usePicks()
  const decisions = useApi(
    'decision.list',
    { query: { clause, limit: 25, cursor: picks.after, verdict: picks.verdict as never } },
    { keep: true },
  )
  return (
    <Card
      title="Decisions it made"
      flush
      aside={
        <Pick
          name="verdict"
          label="Verdict"
          any="All verdicts"
          of={[
            { value: 'granted', label: 'Granted' },
            { value: 'refused', label: 'Refused' },
            { value: 'needs approval', label: 'Needs approval' },
          ]}
        />
      }
    >
      <ListTable
        caption={`Decisions that ${clause} made, newest first`}
        columns={decisionColumns(me.account.kind !== 'customer').filter(({ name }) => name !== 'Decided by')}
        query={decisions}
        rowKey={(row) => row.id}
        empty={
          <Empty title="It has decided nothing yet">
            As soon as an order, an activation, a contact or a case is decided by this clause, it is listed here.
          </Empty>
        }
      />
    </Card>
  )
}
