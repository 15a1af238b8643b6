import { Group, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { More } from '../ui/decision-view.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Day } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { changesOf, type Holiday, readHolidays, writeHolidays } from './holiday-lines.ts'

type Calendar = Answer<'calendar.list'>['items'][number]
type Data = { readonly holidays?: readonly Holiday[]; readonly loadedYears?: readonly number[] }

const dataOf = ({ data }: Calendar): Required<Data> => {
  const { holidays = [], loadedYears = [] } = (data ?? {}) as Data
  return { holidays, loadedYears }
}

/** The holidays that working hours leave out. */
export function CalendarsPage() {
  const may = useMay()
  const query = useApi('calendar.list', {})
  const [editing, setEditing] = useState<Calendar | 'new'>()
  const reason = may('policy.edit')
  const add = (
    <Act reason={reason} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEditing('new')}>
      Load a calendar
    </Act>
  )
  return (
    <Page title="Calendars" lead="Holidays of the provider. Loading new ones makes a new version; old promises keep theirs." actions={add}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Card label="Calendars">
              <Empty title="No calendar is loaded" action={add}>
                Working hours then leave out weekends only. Write the holidays down, or paste a list: one on a line.
              </Empty>
            </Card>
          ) : (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {items.map((calendar) => {
                const { id, version, title } = calendar
                const { holidays, loadedYears } = dataOf(calendar)
                return (
                  <Card
                    key={id}
                    title={title}
                    aside={
                      <Act
                        size="compact-sm"
                        variant="default"
                        reason={reason}
                        aria-label={`Change the holidays of ${title}`}
                        onClick={() => setEditing(calendar)}
                      >
                        Change
                      </Act>
                    }
                  >
                    <Facts
                      of={[
                        [
                          'Name',
                          <span key="id" className="mono">
                            {id}
                          </span>,
                        ],
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
      {editing !== undefined && <LoadDialog of={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}

const yearsIn = (text: string): readonly number[] => [...new Set((text.match(/\d{4}/g) ?? []).map(Number))].sort((a, b) => a - b)

/** A new version of a calendar, or the first one of a new calendar. */
function LoadDialog({ of, onClose }: { readonly of: Calendar | undefined; readonly onClose: () => void }) {
  const before = of ? dataOf(of) : { holidays: [], loadedYears: [] }
  const [id, setId] = useState(of?.id ?? '')
  const [title, setTitle] = useState(of?.title ?? '')
  const [text, setText] = useState(writeHolidays(before.holidays))
  const [years, setYears] = useState(before.loadedYears.join(', '))
  const { holidays, problems } = readHolidays(text)
  const loadedYears = [...new Set([...yearsIn(years), ...holidays.map(({ date }) => Number(date.slice(0, 4)))])].sort((a, b) => a - b)
  const { added, gone } = changesOf(before.holidays, holidays)
  const act = useAct('calendar.load', { done: (answer) => `${answer.id} is now at version ${answer.version}`, after: onClose })
  const send = () =>
    problems.length === 0 && act.mutate({ body: { id: id.trim(), title: title.trim(), holidays: [...holidays], loadedYears } })
  return (
    <Dialog title={of ? `Holidays of ${of.title}` : 'Load a calendar'} opened onClose={onClose} size={620}>
      <Form onSubmit={send}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label="Name"
            description="vendor-EMEA and the like are the theatres’ own."
            placeholder="vendor-EMEA"
            required
            disabled={of !== undefined}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          <TextInput
            label="Title"
            description="How people call it."
            required
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Textarea
          label="Holidays"
          description="One on a line: the date, then its name."
          placeholder={'2026-12-25 Christmas Day\n2026-12-26 Boxing Day'}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          minRows={8}
          maxRows={16}
          spellCheck={false}
          error={
            problems.length > 0
              ? problems
                  .slice(0, 5)
                  .map(({ line, found, toDo }) => `Line ${line}: found “${found}”. ${toDo}`)
                  .join(' ')
              : undefined
          }
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } }}
        />
        <TextInput
          label="Years that are complete"
          description="A year without its holidays here counts as not loaded, and answers in it say so. Years named above are added."
          placeholder="2026, 2027"
          value={years}
          onChange={(event) => setYears(event.currentTarget.value)}
        />
        <Text size="sm" aria-live="polite">
          {countWords(holidays.length, 'holiday')} in {loadedYears.join(', ') || 'no year'}
          {of && (added + gone === 0 ? ', as before' : `: ${added} new, ${gone} taken away`)}.
        </Text>
        <Group justify="space-between" align="flex-end">
          <Text size="xs" c="dimmed">
            {of ? `Makes version ${of.version + 1}; promises made before keep version ${of.version}.` : ''}
          </Text>
          <Send busy={act.isPending} error={act.error} onCancel={onClose}>
            {of ? 'Load the new version' : 'Load it'}
          </Send>
        </Group>
      </Form>
    </Dialog>
  )
}
