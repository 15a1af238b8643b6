import { Group, Stack, Text } from '@mantine/core'
import { useApi } from '../api.ts'
import { AccountPage } from '../ui/account-page.tsx'
import { usePath } from '../ui/filters.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'

/** How ready partners were found; the provider sees every evaluation, a partner its own. */
export function ReadinessPage() {
  const { account } = usePath()
  const query = useApi('readiness.list', { params: { account } })
  return (
    <AccountPage
      title="Readiness of partners"
      lead="What was evaluated during onboarding. Only the provider and the partner itself see it."
    >
      <Loaded query={query} lines={6}>
        {({ items }) =>
          items.length === 0 ? (
            <Card label="Evaluations">
              <Empty title="No partner was evaluated">An evaluation is part of service management onboarding.</Empty>
            </Card>
          ) : (
            <Stack gap="md">
              {items.map(
                ({ seq, request, body, saidBy }) =>
                  body.item === 'f' && (
                    <Card
                      key={`${request} ${seq}`}
                      title={`${body.partner}, ${request}`}
                      aside={<Tag tone={body.result === 'ready' ? 'ok' : 'warn'}>{body.result === 'ready' ? 'Ready' : 'Not ready'}</Tag>}
                    >
                      <Stack gap="sm">
                        <Text size="sm" c="dimmed">
                          {saidBy}, <Day on={body.evaluatedOn} />
                        </Text>
                        <ul className="lines small">
                          {body.criteria.map(({ title, met, note }) => (
                            <li key={title}>
                              <Group gap={8}>
                                <Tag tone={met ? 'ok' : 'warn'}>{met ? 'Met' : 'Not met'}</Tag>
                                <span className="break">
                                  {title}
                                  {note && `: ${note}`}
                                </span>
                              </Group>
                            </li>
                          ))}
                          {(body.gaps ?? []).map(({ text, owner }) => (
                            <li key={text}>
                              Gap: {text}, owned by {owner}
                            </li>
                          ))}
                        </ul>
                      </Stack>
                    </Card>
                  ),
              )}
            </Stack>
          )
        }
      </Loaded>
    </AccountPage>
  )
}
