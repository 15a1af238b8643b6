import { Select } from '@mantine/core'
import { useApi } from '../api.ts'
import { inOrder, stateWords } from '../duties/words.tsx'
import type { Whole } from './whole.ts'

type Props = { readonly account: string; readonly of: Whole; readonly value: string; readonly onChange: (clause: string) => void }

/** Picks the duty of the customer that was missed, by its clause; those that are not kept come first (MSP-5.r2). */
export function MissedDuty({ account, of, value, onChange }: Props) {
  const query = useApi('duty.list', { params: { account }, query: { contract: of.contract, side: 'customer', ended: 'true' } })
  const contract = query.data?.contracts.find(({ number }) => number === of.contract)
  const own = contract?.engagements.find(({ id }) => id === of.id)
  const found = inOrder([...(own?.items ?? []), ...(contract?.items ?? [])]).filter(({ sum }) => !sum)
  const options = new Map(
    found.toReversed().flatMap(({ clauses, title, state }) => {
      const [clause] = clauses
      return clause === undefined ? [] : [[clause, { value: clause, label: `${title} (${clause}): ${stateWords(state).toLowerCase()}` }]]
    }),
  )
  return (
    <Select
      label="Which duty of the customer was missed"
      placeholder={query.isPending ? 'Reading the duties…' : 'Choose a duty'}
      required
      searchable
      data={[...options.values()].toReversed()}
      value={value || null}
      onChange={(clause) => onChange(clause ?? '')}
      nothingFoundMessage="No such duty"
      error={query.error && 'The duties could not be read; open this again'}
    />
  )
}
