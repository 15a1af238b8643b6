import { Group, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePath } from '../ui/filters.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { RecordBody } from './record-body.tsx'
import { kindWords, numbersOf, SeverityOf } from './words.tsx'

export type Whole = Answer<'advisory.read'>

/** One record: what it says, what of it is doubtful, whom it touches, and how it was amended. */
export function RecordPage() {
  const { key } = usePath()
  const query = useApi('advisory.read', { params: { key } })
  return (
    <Loaded query={query} lines={12} page>
      {(found) => <Record of={found} />}
    </Loaded>
  )
}

export const RecordTags = ({ of }: { readonly of: Whole }) => (
  <Group gap={8} mt={4}>
    <SeverityOf of={of} />
    {of.state === 'draft' && <Tag tone="info">Draft, seen by the provider only</Tag>}
    {of.rejected && <Tag tone="dim">Withdrawn by its register</Tag>}
    <Text span size="sm">
      {kindWords[of.kind]} {numbersOf(of)}
    </Text>
  </Group>
)

function Record({ of }: { readonly of: Whole }) {
  const me = useMe()
  const may = useMay()
  const publish = useAct('advisory.publish', { done: `${of.number} is published` })
  const customer = me.account.kind === 'customer'
  return (
    <Page
      title={`${of.number} ${of.title}`}
      heading={of.title}
      crumbs={<TextLink to="/advisories">Published records</TextLink>}
      lead={<RecordTags of={of} />}
      actions={
        of.state === 'draft' && (
          <Act reason={may('advisory.edit')} loading={publish.isPending} onClick={() => publish.mutate({ params: { key: of.key } })}>
            Publish
          </Act>
        )
      }
    >
      <RecordBody
        of={of}
        above={
          may('exposure.read') === undefined && of.state === 'published' && <Touched of={of} own={customer ? me.account.code : undefined} />
        }
      />
    </Page>
  )
}

/** Whom it touches: the devices of one's own account, or the accounts that one looks after. */
function Touched({ of, own }: { readonly of: Whole; readonly own: string | undefined }) {
  const accounts = useApi('exposure.accounts', { params: { key: of.key } })
  return (
    <Card title={own ? 'Your devices' : 'Accounts it touches'} flush={!own}>
      <Loaded query={accounts} lines={2}>
        {({ items }) =>
          own ? (
            <Stack gap={6} align="flex-start">
              <Text size="sm">
                {items[0] === undefined
                  ? 'No device of yours is affected.'
                  : `${items[0].affected} affected, ${items[0].unknown} that nobody can be certain of.`}
              </Text>
              <TextLink to="/accounts/$account/exposure/$key" params={{ account: own, key: of.key }}>
                Which devices, and why
              </TextLink>
            </Stack>
          ) : (
            <DataTable
              caption="Accounts with devices that it affects, or may"
              rows={items}
              rowKey={(row) => row.account}
              empty={
                <Text size="sm" p="md">
                  No device of any account is affected.
                </Text>
              }
              columns={[
                {
                  name: 'Account',
                  lead: true,
                  cell: (row) => (
                    <TextLink to="/accounts/$account/exposure/$key" params={{ account: row.account, key: of.key }}>
                      {row.accountName}
                    </TextLink>
                  ),
                },
                { name: 'Affected', right: true, cell: (row) => row.affected.toLocaleString('en') },
                { name: 'Not certain', right: true, cell: (row) => row.unknown.toLocaleString('en') },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  )
}
