import { Button, Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { client, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { More } from '../ui/decision-view.tsx'
import { ExportCsv } from '../ui/export.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters } from '../ui/form.tsx'
import { IconAlertTriangle, IconShieldCheck } from '../ui/icons.ts'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Problem } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { actorWords, countWords } from '../ui/words.ts'

type Row = Answer<'audit.list'>['items'][number]

const columns: readonly Column<Row>[] = [
  { name: 'No.', wide: true, cell: (row) => row.seq, right: true, width: 70 },
  { name: 'Act', lead: true, cell: (row) => <span className="mono strong">{row.action}</span> },
  { name: 'Subject', brief: true, cell: (row) => <span className="break">{row.subject}</span> },
  { name: 'By', brief: true, cell: (row) => <span title={row.actor}>{actorWords(row.actor)}</span> },
  { name: 'When', brief: true, cell: (row) => <When at={row.at} show="both" /> },
  {
    name: 'Detail',
    cell: (row) =>
      row.detail && Object.keys(row.detail as object).length > 0 ? (
        <More title="Show">
          <pre className="pre small" style={{ margin: 0 }}>
            {JSON.stringify(row.detail, null, 1)}
          </pre>
        </More>
      ) : null,
  },
]

const file: readonly CsvColumn<Row>[] = [
  { name: 'No.', of: (row) => row.seq },
  { name: 'When', of: (row) => row.at },
  { name: 'Act', of: (row) => row.action },
  { name: 'Subject', of: (row) => row.subject },
  { name: 'By', of: (row) => row.actor },
  { name: 'Detail', of: (row) => JSON.stringify(row.detail) },
]

/** The audit trail of an account, and whether its chain is whole. */
export function AuditPage() {
  const me = useMe()
  const may = useMay()
  const [picks, pick] = usePicks()
  const account = picks.account ?? me.account.code
  const accounts = useApi('account.list', {}, { fresh: 60_000 })
  const allowed = may('audit.read')
  const query = useApi(
    'audit.list',
    { params: { account }, query: { limit: 50, cursor: picks.after } },
    { keep: true, enabled: allowed === undefined },
  )
  return (
    <Page title="Audit trail" lead="Who did what, in a chain of entries. A changed or missing entry breaks the chain.">
      {allowed !== undefined ? (
        <Card label="Not possible">
          <Text size="sm">You cannot see it: {allowed}.</Text>
        </Card>
      ) : (
        <Card label="Entries" flush>
          <Filters
            end={
              <ExportCsv
                list={`Audit trail of ${account}`}
                columns={file}
                read={(cursor) => client.call('audit.list', { params: { account }, query: { limit: 200, cursor } })}
              />
            }
          >
            <Select
              aria-label="Account"
              searchable
              w={300}
              data={(accounts.data?.items ?? []).map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
              value={account}
              onChange={(value) => pick({ account: value ?? undefined })}
              allowDeselect={false}
            />
            <Verify key={account} account={account} />
          </Filters>
          <ListTable
            caption={`Audit trail of ${account}, newest first`}
            columns={columns}
            query={query}
            rowKey={(row) => String(row.seq)}
            empty={<Empty title="No entry yet">Every change of this account leaves one here.</Empty>}
          />
        </Card>
      )}
    </Page>
  )
}

function Verify({ account }: { readonly account: string }) {
  const [asked, setAsked] = useState(false)
  const check = useApi('audit.verify', { params: { account } }, { enabled: asked, fresh: 0 })
  return (
    <Group gap="md">
      <Button
        variant="default"
        loading={check.isFetching}
        leftSection={<IconShieldCheck size={16} aria-hidden />}
        onClick={() => (asked ? void check.refetch() : setAsked(true))}
      >
        Verify the chain
      </Button>
      <div aria-live="polite">
        {check.error ? (
          <Problem error={check.error} />
        ) : (
          check.data &&
          !check.isFetching &&
          (check.data.whole ? (
            <Tag tone="ok" icon={IconShieldCheck}>
              Whole: {countWords(check.data.entries, 'entry', 'entries')} checked
            </Tag>
          ) : (
            <Tag tone="alarm" icon={IconAlertTriangle}>
              Broken at entry {check.data.brokenAt}
            </Tag>
          ))
        )}
      </div>
    </Group>
  )
}
