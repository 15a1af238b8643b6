import { Text } from '@mantine/core'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import type { Case } from './tags.tsx'

/** Cases that belong together with this one: a duplicate, the same cause, or a part that was split off. */
export const LinkedCases = ({ of }: { readonly of: Case }) => (
  <Card title="Linked cases">
    <ul className="lines">
      {of.links.map((link) => (
        <li key={link.number + link.kind}>
          <TextLink to="/accounts/$account/cases/$case" params={{ account: of.account, case: link.number }}>
            {link.number}
          </TextLink>{' '}
          <Text span size="sm">
            {link.summary}
          </Text>
          <Text size="xs" c="dimmed">
            {link.kind.replace('-', ' ')}, {link.state}
          </Text>
        </li>
      ))}
    </ul>
  </Card>
)
