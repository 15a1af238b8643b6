import type { Answer } from '../../client/client.ts'
import { IconCheck, IconCircleDashed, IconHourglass, IconX } from '../ui/icons.ts'
import { Tag } from '../ui/tag.tsx'
import { useToday } from '../ui/today.ts'

export type Contract = Answer<'contract.list'>['items'][number]

/** Pending, running, over or cancelled where the account is: in a word and a shape. */
export function ContractTag({ account, of }: { readonly account: string; readonly of: Pick<Contract, 'state' | 'startsOn' | 'endsOn'> }) {
  const day = useToday(account)
  if (of.state === 'pending')
    return (
      <Tag tone="warn" icon={IconHourglass}>
        Not active yet
      </Tag>
    )
  if (of.state === 'cancelled')
    return (
      <Tag tone="dim" icon={IconX}>
        Ended early
      </Tag>
    )
  if (of.endsOn < day)
    return (
      <Tag tone="dim" icon={IconCircleDashed}>
        Expired
      </Tag>
    )
  if (of.startsOn > day)
    return (
      <Tag tone="info" icon={IconHourglass}>
        Starts later
      </Tag>
    )
  const soon = Date.parse(of.endsOn) - Date.parse(day) < 61 * 86_400_000
  return soon ? (
    <Tag tone="warn" icon={IconHourglass}>
      Ends soon
    </Tag>
  ) : (
    <Tag tone="ok" icon={IconCheck}>
      In force
    </Tag>
  )
}
