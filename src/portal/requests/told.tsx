import { Text } from '@mantine/core'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Card } from '../ui/page.tsx'
import { Day } from '../ui/when.tsx'
import type { Whole } from './whole.ts'

/** What the customer told that whoever does the work has to know: rules of law, safety on site (MSP-5.k1, MSP-5.k2). */
export function Told({ of }: { readonly of: Whole['told'] }) {
  if (of.length === 0) return null
  return (
    <Card title="To know before the work">
      <ul className="lines">
        {of.map(({ title, clauses, text, nothing, by, on }) => (
          <li key={title}>
            <Text size="sm" fw={600}>
              {title}
            </Text>
            <Text size="sm" className="break">
              {text || (nothing ? 'There is nothing to tell.' : 'It stands in a file on the page Duties.')}
            </Text>
            <Text size="xs" c="dimmed">
              {by}, <Day on={on} />
            </Text>
            <ClauseChips ids={clauses} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
