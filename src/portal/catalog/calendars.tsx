import { SimpleGrid, Text } from '@mantine/core'
import { useApi } from '../api.ts'
import { More } from '../ui/decision-view.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Day } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'

type Data = { readonly holidays?: readonly { readonly date: string; readonly name: string }[]; readonly loadedYears?: readonly number[] }

/** The holidays that working hours leave out. */
export function CalendarsPage() {
  const query = useApi('calendar.list', {})
  return (
    <Page title="Calendars" lead="Holidays of the provider. Loading new ones makes a new version; old promises keep theirs.">
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Card label="Calendars">
              <Empty title="No calendar is loaded">
                Working hours then leave out weekends only. Load holidays with the API, operation calendar.load.
              </Empty>
            </Card>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {items.map(({ id, version, title, data }) => {
                const { holidays = [], loadedYears = [] } = (data ?? {}) as Data
                return (
                  <Card key={id} title={title}>
                    <Facts
                      of={[
                        ['Name', id],
                        ['Version', version],
                        ['Years loaded', loadedYears.join(', ')],
                      ]}
                    />
                    <More title={countWords(holidays.length, 'holiday')} nothing={holidays.length === 0}>
                      <ul className="lines">
                        {holidays.map(({ date, name }) => (
                          <li key={date + name}>
                            <Text size="sm">
                              <Day on={date} /> {name}
                            </Text>
                          </li>
                        ))}
                      </ul>
                    </More>
                  </Card>
                )
              })}
            </SimpleGrid>
          )
        }
      </Loaded>
    </Page>
  )
}
