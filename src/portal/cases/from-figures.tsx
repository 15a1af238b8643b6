import { Button, Group, Text } from '@mantine/core'
import { type MissReason, missReasons } from '../../cases/lists/miss-reasons.ts'
import { type Picks, usePicks } from '../ui/filters.ts'
import { dateWords, minutesWords } from '../ui/time.ts'
import { queueWords } from '../ui/words.ts'

/** Filters that a figure brings along; nobody picks them by hand. */
export const figureFilters = [
  'response',
  'answered',
  'lateOver',
  'lateUpTo',
  'missedWhy',
  'openedFrom',
  'openedBefore',
  'closedFrom',
  'closedBefore',
  'weekday',
  'hourFrom',
  'hourTo',
  'zone',
  'team',
] as const

/** The same as the API names them. */
export const figureQuery = (picks: Picks): Readonly<Record<string, never>> =>
  Object.fromEntries(figureFilters.map((name) => [name === 'team' ? 'queue' : name, picks[name] as never]))

export const fromFigure = (picks: Picks): boolean => figureFilters.some((name) => picks[name] !== undefined)

const weekdays = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays']
const day = (at: string) => dateWords(at.slice(0, 10))

const wordsOf = (picks: Picks): string =>
  [
    picks.response && `first response ${picks.response}`,
    picks.answered === 'false' && 'never answered',
    picks.lateOver && `more than ${minutesWords(Number(picks.lateOver))} late`,
    picks.lateUpTo && `at most ${minutesWords(Number(picks.lateUpTo))} late`,
    picks.missedWhy && (missReasons[picks.missedWhy as MissReason] ?? picks.missedWhy),
    picks.openedFrom && `opened from ${day(picks.openedFrom)}`,
    picks.openedBefore && `opened before ${day(picks.openedBefore)}`,
    picks.closedFrom && `closed from ${day(picks.closedFrom)}`,
    picks.closedBefore && `closed before ${day(picks.closedBefore)}`,
    picks.weekday && `opened on ${weekdays[Number(picks.weekday) - 1] ?? 'that day'}`,
    picks.hourFrom && `from ${picks.hourFrom} to ${picks.hourTo} o’clock`,
    picks.team && (queueWords[picks.team as keyof typeof queueWords] ?? picks.team),
  ]
    .filter(Boolean)
    .join(', ')

/** What a figure brought along, in words, and a way to take it off. */
export function FromFigures() {
  const [picks, pick] = usePicks()
  if (!fromFigure(picks)) return null
  return (
    <Group gap={8} px="md" py="xs">
      <Text size="sm">Only: {wordsOf(picks)}.</Text>
      <Button size="compact-xs" variant="default" onClick={() => pick(Object.fromEntries(figureFilters.map((name) => [name, undefined])))}>
        Show all
      </Button>
    </Group>
  )
}
