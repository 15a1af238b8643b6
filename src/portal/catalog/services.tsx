import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { ActLink } from '../ui/act.tsx'
import { IconUpload } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'

/** The services in the catalogue. */
export function ServicesPage() {
  const query = useApi('offering.list', {})
  const me = useMe()
  const may = useMay()
  const load = me.account.kind === 'provider' && (
    <ActLink to="/services/load" variant="default" reason={may('policy.edit')} leftSection={<IconUpload size={16} aria-hidden />}>
      Load a service
    </ActLink>
  )
  return (
    <Page
      title="Services"
      lead="What can be bought, what each gives, and what each asks of both sides. Every line names its clause."
      actions={load}
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Card label="Services">
              <Empty title="The catalogue is empty">Load a service from its file.</Empty>
            </Card>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {items.map((each) => (
                <Card key={`${each.code} ${each.version}`} label={each.title}>
                  <Stack gap={6}>
                    <Group gap={8}>
                      <Tag>{each.code}</Tag>
                      <TextLink
                        to="/services/$code"
                        params={{ code: each.code }}
                        search={{ version: String(each.version) } as never}
                        fw={650}
                      >
                        {each.title}
                      </TextLink>
                    </Group>
                    <Text size="sm">{each.summary}</Text>
                    <Text size="xs" c="dimmed">
                      Version {each.version}, in force since <Day on={each.effectiveFrom} />
                    </Text>
                  </Stack>
                </Card>
              ))}
            </SimpleGrid>
          )
        }
      </Loaded>
    </Page>
  )
}
