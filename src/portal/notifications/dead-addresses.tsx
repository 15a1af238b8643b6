import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick } from '../ui/form.tsx'
import { IconCheck, IconMail } from '../ui/icons.ts'
import { Empty, Problem } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'

type Row = Answer<'bounce.list'>['items'][number]

/** Addresses whose mail came back for good: nothing more is sent to them until somebody says that they work again. */
export function DeadAddresses() {
  const may = useMay()
  const [picks] = usePicks()
  const all = picks.all === 'true'
  const query = useApi('bounce.list', { query: { ...(all ? {} : { open: 'true' }), limit: 50, cursor: picks.after } }, { keep: true })
  const clear = useAct('bounce.clear', { done: 'Mail to this address is sent again from now on' })
  const columns: readonly Column<Row>[] = [
    {
      name: 'Address',
      lead: true,
      cell: (row) => (
        <>
          <span className="strong break">{row.email}</span>
          <div className="small dim">{row.account}</div>
        </>
      ),
    },
    {
      name: 'What was said',
      cell: (row) => (
        <>
          <span className="break">{row.reason}</span>
          <div className="small dim">
            {row.source === 'smtp' ? 'Their mail server refused it' : 'A report came back'}
            {row.times > 1 && `, ${row.times} times`}
          </div>
        </>
      ),
    },
    { name: 'Since', brief: true, cell: (row) => <When at={row.at} /> },
    {
      name: 'Works again?',
      cell: (row) =>
        row.clearedAt !== null ? (
          <Tag tone="ok" icon={IconCheck} long>
            Works again, says {actorWords(row.clearedBy ?? 'somebody')}
          </Tag>
        ) : (
          <Act
            size="compact-sm"
            variant="default"
            reason={may('mail.decide')}
            loading={clear.isPending && clear.variables?.body.email === row.email}
            leftSection={<IconMail size={14} aria-hidden />}
            onClick={() => clear.mutate({ params: { account: row.account }, body: { email: row.email } })}
            aria-label={`It works again: ${row.email}`}
          >
            It works again
          </Act>
        ),
    },
  ]
  return (
    <>
      <Filters>
        <Pick name="all" label="Which" any="Dead now" of={[{ value: 'true', label: 'Also those that work again' }]} width={230} />
      </Filters>
      {clear.error && (
        <div style={{ padding: 16 }}>
          <Problem error={clear.error} title="It could not be cleared" />
        </div>
      )}
      <ListTable
        caption="Addresses whose mail came back for good, newest first"
        columns={columns}
        query={query}
        rowKey={(row) => `${row.account} ${row.email}`}
        empty={<Empty title="No dead address">When mail to somebody comes back for good, they stand here and get no more of it.</Empty>}
      />
    </>
  )
}
