import { caseStates } from '../../cases/states.ts'
import type { Answer } from '../../client/client.ts'
import type { CsvColumn } from '../ui/csv-file.ts'
import { IconFlag } from '../ui/icons.ts'
import { Tag, type Tone } from '../ui/tag.tsx'
import { queueWords } from '../ui/words.ts'

export type CaseRow = Answer<'case.list'>['items'][number]
export type Case = Answer<'case.read'>
export type CaseEvent = Case['timeline'][number]

const priorityTones = { P1: 'danger', P2: 'warn', P3: 'plain', P4: 'dim' } as const satisfies Record<string, Tone>
export const PriorityTag = ({ of }: { readonly of: CaseRow['priority'] }) => <Tag tone={priorityTones[of]}>{of}</Tag>

const stateTones = {
  new: 'info',
  working: 'plain',
  'waiting-customer': 'warn',
  'waiting-provider': 'plain',
  resolved: 'ok',
  closed: 'dim',
} as const satisfies Record<CaseRow['state'], Tone>
export const StateTag = ({ of }: { readonly of: CaseRow['state'] }) => <Tag tone={stateTones[of]}>{caseStates[of].title}</Tag>

/** What is escalated looks escalated everywhere. */
export const EscalatedTag = ({ of }: { readonly of: Pick<CaseRow, 'escalatedAt'> }) =>
  of.escalatedAt === null ? null : (
    <Tag tone="danger" icon={IconFlag}>
      Escalated
    </Tag>
  )

/** What a case says of itself in a file. */
export const caseFile: readonly CsvColumn<CaseRow>[] = [
  { name: 'Case', of: (row) => row.number },
  { name: 'Priority', of: (row) => row.priority },
  { name: 'Summary', of: (row) => row.summary },
  { name: 'Account', of: (row) => row.account },
  { name: 'Account name', of: (row) => row.accountName },
  { name: 'State', of: (row) => caseStates[row.state].title },
  { name: 'Next step', of: (row) => row.nextStep },
  { name: 'Queue', of: (row) => queueWords[row.queue] },
  { name: 'Owner', of: (row) => row.owner },
  { name: 'Asked by', of: (row) => row.requester },
  { name: 'Reference', of: (row) => row.customerReference },
  { name: 'Serial', of: (row) => row.serial },
  { name: 'Product', of: (row) => row.product },
  { name: 'Service', of: (row) => row.offering },
  { name: 'Contract', of: (row) => row.contract },
  { name: 'Reported', of: (row) => row.reportedAt },
  { name: 'Due', of: (row) => row.dueAt },
  { name: 'Answered', of: (row) => row.respondedAt },
  { name: 'First response', of: (row) => row.response },
  { name: 'Escalated', of: (row) => row.escalatedAt },
  { name: 'Updated', of: (row) => row.updatedAt },
  { name: 'Closed', of: (row) => row.closedAt },
]
