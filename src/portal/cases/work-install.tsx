import { Group, Text } from '@mantine/core'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { IconAlertTriangle } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'
import { countWords } from '../ui/words.ts'
import type { Case } from './tags.tsx'

/** Releases that were directed to be installed on the software of this case and are not; nothing while there is none. */
export function ToInstallCard({ of }: { readonly of: Case }) {
  if (of.toInstall.length === 0 || of.serial === null) return null
  return (
    <Card
      title="To be installed"
      aside={
        <TextLink to="/accounts/$account/software/$software" params={{ account: of.account, software: of.serial }} className="mono">
          {of.serial}
        </TextLink>
      }
    >
      <ul className="lines">
        {of.toInstall.map(({ version, unit, dueOn, daysOverdue, clauses }) => (
          <li key={version}>
            <Group gap={8}>
              <Text size="sm" fw={600} className="mono">
                {version}
              </Text>
              {daysOverdue > 0 && (
                <Tag tone="danger" icon={IconAlertTriangle}>
                  Overdue for {countWords(daysOverdue, 'day')}
                </Tag>
              )}
              <ClauseChips ids={clauses} />
            </Group>
            <Text size="xs" c="dimmed">
              Directed by {unit}, due {dateWords(dueOn)}
            </Text>
          </li>
        ))}
      </ul>
    </Card>
  )
}
