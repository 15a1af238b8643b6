import { Select, Text, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { statusOf, useApi } from '../api.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { useCaseAct } from './act.ts'
import { Stale } from './stale.tsx'
import type { Case } from './tags.tsx'

type Props = { readonly of: Case; readonly onClose: () => void }

/** The same thing came twice: this case closes as part of the other one, found by number or words among the open ones of the account. */
export function MergeDialog({ of, onClose }: Props) {
  const [other, setOther] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const [reason, setReason] = useState('')
  const [late] = useDebouncedValue(search.trim(), 200)
  const query = late === '' || late.startsWith(`${other} `) ? undefined : late
  const list = useApi('case.list', { query: { account: of.account, open: 'true', query, limit: 30 } }, { keep: true })
  const data = (list.data?.items ?? [])
    .filter(({ number }) => number !== of.number)
    .map(({ number, summary, priority }) => ({ value: number, label: `${number} ${priority} ${summary}` }))
  const act = useCaseAct('case.merge', { done: (after) => `${after.number} is part of ${other} now`, after: onClose })
  const stale = statusOf(act.error) === 412
  return (
    <Dialog title="Merge into another case" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          other && act.mutate({ params: { account: of.account, case: of.number }, body: { other, reason }, ifMatch: of.version })
        }
      >
        <Text size="sm">{of.number} closes and goes on as part of the other case. Nothing is moved; both say it. It can be reopened.</Text>
        <Select
          label="The case that goes on"
          description="Number, serial, name or words; open cases of this account."
          placeholder="Choose or search"
          searchable
          required
          data={data}
          value={other}
          onChange={setOther}
          searchValue={search}
          onSearchChange={setSearch}
          filter={({ options }) => options}
          nothingFoundMessage={list.isFetching ? 'Searching' : 'No other open case of this account.'}
          data-autofocus
        />
        <Textarea
          label="Why"
          description="Both people are told."
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {stale && <Stale of={of} done={act.reset} />}
        <Send busy={act.isPending} error={stale ? undefined : act.error} onCancel={onClose}>
          Merge
        </Send>
      </Form>
    </Dialog>
  )
}
