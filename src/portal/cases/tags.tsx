import { caseStates } from '../../cases/states.ts'
import type { Answer } from '../../client/client.ts'
import { IconFlag } from '../ui/icons.ts'
import { Tag, type Tone } from '../ui/tag.tsx'

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
