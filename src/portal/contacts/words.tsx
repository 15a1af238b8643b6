import type { CheckState } from '../../contacts/checks.ts'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconRefresh, IconX } from '../ui/icons.ts'
import { Tag } from '../ui/tag.tsx'

const looks = {
  right: { word: 'Right', tone: 'ok', icon: IconCheck },
  wrong: { word: 'Wrong', tone: 'danger', icon: IconX },
  unchecked: { word: 'Not checked', tone: 'warn', icon: IconCircleDashed },
  changed: { word: 'Changed, not checked', tone: 'warn', icon: IconRefresh },
  missing: { word: 'Missing', tone: 'danger', icon: IconAlertTriangle },
} as const

export const CheckTag = ({ state }: { readonly state: CheckState }) => (
  <Tag tone={looks[state].tone} icon={looks[state].icon}>
    {looks[state].word}
  </Tag>
)
export const checkWords = (state: CheckState): string => looks[state].word
