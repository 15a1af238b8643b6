import { Group, Text } from '@mantine/core'
import { Act } from '../ui/act.tsx'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import type { Found } from './rolled-out.ts'

type Props = { readonly of: Found; readonly reason: string | undefined; readonly onWrite: (() => void) | undefined }

/** Scripts and tools as they stand at each place. */
export const Tools = ({ of, reason, onWrite }: Props) => (
  <Card
    title="Tools"
    aside={
      onWrite && (
        <Act size="compact-sm" variant="default" reason={reason} onClick={onWrite}>
          Write a tool down
        </Act>
      )
    }
    flush
  >
    {of.tools.length === 0 ? (
      <Empty title="Nothing is installed yet">Scripts and tools stand here with their version, place and whether they work.</Empty>
    ) : (
      <ul className="lines" style={{ padding: '8px 16px' }}>
        {of.tools.map(({ tool, version, place, installedOn, installedBy, working, note }) => (
          <li key={`${tool} ${place}`}>
            <Group gap={8}>
              <Text size="sm" fw={600}>
                {tool} {version}
              </Text>
              <Text size="sm">on {place}</Text>
              {working ? <Tag tone="ok">Works</Tag> : <Tag tone="danger">Does not work</Tag>}
            </Group>
            <Text size="xs" c="dimmed">
              <Day on={installedOn} />, {installedBy}
              {note && `: ${note}`}
            </Text>
          </li>
        ))}
      </ul>
    )}
  </Card>
)

/** Tests of automatic cases, the newest first. */
export const Tests = ({ of, reason, onWrite }: Props) => (
  <Card
    title="Tests of automatic cases"
    aside={
      onWrite && (
        <Act size="compact-sm" variant="default" reason={reason} onClick={onWrite}>
          Write a test down
        </Act>
      )
    }
    flush
  >
    {of.tests.length === 0 ? (
      <Empty title="Nothing was tested yet">Automatic cases count once a test shows that they come out right.</Empty>
    ) : (
      <ul className="lines" style={{ padding: '8px 16px' }}>
        {of.tests.map((test) => (
          <li key={test.test}>
            <Group gap={8}>
              <Text size="sm" fw={600}>
                {test.trigger}
              </Text>
              {test.passed ? <Tag tone="ok">Passed</Tag> : <Tag tone="danger">Failed</Tag>}
              <Text size="xs" c="dimmed">
                <Day on={test.testedOn} />, {test.testedBy}
              </Text>
            </Group>
            {test.fields.map(({ field, expected, found }) => (
              <Text key={field} size="sm" className="break">
                {field}: {found || 'nothing'}
                {found !== expected && <b>, expected {expected}</b>}
              </Text>
            ))}
          </li>
        ))}
      </ul>
    )}
  </Card>
)
