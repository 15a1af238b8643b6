import { Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { decisionWords, fieldWords, outcomeWords } from '../../installed-base/reconciliation/compare.ts'
import { client, useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick } from '../ui/form.tsx'
import { IconCheck, IconHourglass } from '../ui/icons.ts'
import { RowLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Problem } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { actorWords, choices, countWords } from '../ui/words.ts'

type Difference = Answer<'reconciliation.differences'>['items'][number]
type Decision = Difference['choices'][number]
type Side = 'customer' | 'provider'

const file: readonly CsvColumn<Difference>[] = [
  { name: 'Serial', of: ({ serial }) => serial },
  { name: 'What differs', of: ({ field }) => fieldWords[field] },
  { name: 'On the list', of: ({ theirs }) => theirs },
  { name: 'Held', of: ({ ours }) => ours },
  { name: 'Settled by the', of: ({ owner }) => owner },
  { name: 'Decision', of: ({ decision }) => (decision ? outcomeWords[decision] : '') },
  { name: 'Done', of: ({ done }) => done },
  { name: 'Reason', of: ({ reason }) => reason },
  { name: 'By', of: ({ settledBy }) => settledBy ?? '' },
  { name: 'When', of: ({ settledAt }) => settledAt ?? '' },
]

type Round = Answer<'reconciliation.read'>
type Props = { readonly account: string; readonly of: Round; readonly side: Side }

/** What differs, with what is settled by whom; those of one's own side are chosen and settled together. */
export function Differences({ account, of, side }: Props) {
  const may = useMay()
  const [picks] = usePicks()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [reopening, setReopening] = useState<Difference>()
  const params = { account, round: of.number }
  const query = { field: picks.field as never, owner: picks.owner as never, open: picks.open as never }
  const found = useApi('reconciliation.differences', { params, query: { ...query, limit: 100, cursor: picks.after } }, { keep: true })
  const reopen = useAct('reconciliation.reopen', { done: 'It is open again', after: () => setReopening(undefined) })
  const reason = may('reconciliation.settle')
  const items = found.data?.items ?? []
  const mine = (row: Difference) => of.state === 'open' && reason === undefined && row.decision === null && row.owner === side
  const own = items.filter(mine)
  const picked = own.filter(({ id }) => chosen.has(id))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const columns: readonly Column<Difference>[] = [
    ...(own.length > 0
      ? [
          {
            name: 'Choose',
            silent: true,
            width: 44,
            cell: (row: Difference) =>
              mine(row) && (
                <Checkbox
                  aria-label={`Choose ${row.serial}, ${fieldWords[row.field]}`}
                  checked={chosen.has(row.id)}
                  onChange={() => toggle(row.id)}
                />
              ),
          } satisfies Column<Difference>,
        ]
      : []),
    {
      name: 'Serial',
      lead: true,
      cell: ({ serial, field }) =>
        field === 'not-held' ? (
          <span className="mono">{serial}</span>
        ) : (
          <RowLink to="/accounts/$account/devices/$serial" params={{ account, serial }} className="mono">
            {serial}
          </RowLink>
        ),
    },
    { name: 'What differs', brief: true, cell: ({ field }) => fieldWords[field] },
    { name: 'On the list', cell: ({ theirs }) => <span className="break">{theirs}</span> },
    { name: 'Held', cell: ({ ours }) => <span className="break">{ours}</span> },
    {
      name: 'How it was settled',
      cell: (row) =>
        row.decision === null ? (
          <Tag tone={row.owner === side ? 'warn' : 'dim'} icon={IconHourglass}>
            Open at the {row.owner}
          </Tag>
        ) : (
          <Stack gap={3} align="flex-start">
            <Tag tone="ok" icon={IconCheck} long>
              {outcomeWords[row.decision]}
            </Tag>
            {row.done && <span className="small">{row.done}.</span>}
            {row.reason && <span className="small break">{row.reason}</span>}
            <span className="small dim">
              {actorWords(row.settledBy ?? '')}, {row.settledAt && <When at={row.settledAt} />}
            </span>
            {of.state === 'open' && reason === undefined && (
              <Act size="compact-xs" variant="subtle" aria-label={`Open ${row.serial} again`} onClick={() => setReopening(row)}>
                Open again
              </Act>
            )}
          </Stack>
        ),
    },
  ]
  return (
    <Card title="What differs" flush>
      <Filters
        end={
          <ExportCsv
            list={`device lists ${account} round ${of.number}`}
            columns={file}
            read={(cursor) => client.call('reconciliation.differences', { params, query: { ...query, limit: 200, cursor } })}
          />
        }
      >
        <Pick name="field" label="What differs" any="Everything" of={choices(fieldWords)} width={210} />
        <Pick
          name="owner"
          label="Settled by"
          any="Both sides"
          of={[
            { value: 'customer', label: 'Settled by the customer' },
            { value: 'provider', label: 'Settled by the provider' },
          ]}
          width={210}
        />
        <Pick
          name="open"
          label="State"
          any="Open and settled"
          of={[
            { value: 'true', label: 'Open' },
            { value: 'false', label: 'Settled' },
          ]}
        />
      </Filters>
      {own.length > 0 && (
        <Settle
          account={account}
          number={of.number}
          all={own}
          picked={picked}
          onAll={() => setChosen(new Set(picked.length === own.length ? [] : own.map(({ id }) => id)))}
          onDone={() => setChosen(new Set())}
        />
      )}
      <ListTable
        caption="What differs, by serial"
        columns={columns}
        query={found}
        rowKey={({ id }) => id}
        empty={<Empty title="No difference is like that">Choose others above.</Empty>}
      />
      {reopening && (
        <WordDialog
          title={`Open ${reopening.serial} again`}
          label="Why"
          lead="What was signed is signed anew. What was changed in the record stays changed until it is settled otherwise."
          button="Open again"
          act={reopen}
          onClose={() => setReopening(undefined)}
          onSend={(why) => reopen.mutate({ params: { ...params, difference: reopening.id }, body: { reason: why } })}
        />
      )}
    </Card>
  )
}

type SettleProps = {
  readonly account: string
  readonly number: number
  readonly all: readonly Difference[]
  readonly picked: readonly Difference[]
  readonly onAll: () => void
  readonly onDone: () => void
}

/** One decision about everything that is chosen. */
function Settle({ account, number, all, picked, onAll, onDone }: SettleProps) {
  const [decision, setDecision] = useState<Decision>()
  const [reason, setReason] = useState('')
  const act = useAct('reconciliation.settle', {
    done: () => `${countWords(picked.length, 'difference')} settled`,
    after: () => {
      setReason('')
      setDecision(undefined)
      onDone()
    },
  })
  const open = (['take-theirs', 'keep-ours', 'not-a-device'] as const).filter((each) =>
    picked.every(({ choices: may }) => may.includes(each)),
  )
  const why =
    picked.length === 0
      ? 'choose differences in the list first'
      : decision === undefined || !open.includes(decision)
        ? 'say which side is right'
        : undefined
  return (
    <section aria-label="Settle what is chosen" style={{ padding: '12px 16px' }}>
      <Group gap="sm" align="center">
        <Checkbox
          label={picked.length === 0 ? `Choose all ${all.length} of ours on this page` : `${picked.length} chosen`}
          checked={picked.length === all.length}
          indeterminate={picked.length > 0 && picked.length < all.length}
          onChange={onAll}
        />
        <Select
          aria-label="Decision"
          placeholder="Which side is right?"
          w={260}
          data={open.map((value) => ({ value, label: decisionWords[value] }))}
          value={decision && open.includes(decision) ? decision : null}
          onChange={(value) => setDecision((value ?? undefined) as Decision | undefined)}
        />
        <TextInput
          aria-label="Reason"
          placeholder="Reason"
          w={240}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Act
          reason={why}
          loading={act.isPending}
          onClick={() =>
            decision &&
            act.mutate({ params: { account, round: number }, body: { differences: picked.map(({ id }) => id), decision, reason } })
          }
        >
          Settle
        </Act>
      </Group>
      {decision === 'take-theirs' && picked.length > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          The record is corrected as the list says. Contract levels are not: an order amends the contract.
        </Text>
      )}
      {decision === 'not-a-device' && picked.length > 0 && (
        <Text size="sm" c="dimmed" mt={6}>
          A device that is held is marked as out of use.
        </Text>
      )}
      {act.error && <Problem error={act.error} />}
    </section>
  )
}
