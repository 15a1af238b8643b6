import { Group, Text } from '@mantine/core'
import { type Doing, usePresent } from '../live.ts'
import { useMe } from '../session.tsx'
import { IconEye, IconNote, IconSend } from '../ui/icons.ts'

const words: Readonly<Record<Doing, string>> = {
  replying: 'is writing a reply',
  noting: 'is writing a note',
  viewing: 'is looking at this',
  away: 'has it open, but looks elsewhere',
}
const shapes = { replying: IconSend, noting: IconNote, viewing: IconEye, away: IconEye } as const

const useOthers = (number: string) => {
  const me = useMe()
  return usePresent(number).filter(({ person }) => person !== me.person.id)
}

/** Who else of the staff is at the case. Said in words, so that two do not answer at once. */
export function Colleagues({ number }: { readonly number: string }) {
  const others = useOthers(number)
  return (
    <div aria-live="polite" className="colleagues noprint">
      {others.map(({ person, name, doing }) => {
        const Shape = shapes[doing]
        return (
          <span key={person} className="colleague" data-doing={doing}>
            <Shape size={14} aria-hidden /> <b>{name}</b> {words[doing]}
          </span>
        )
      })}
    </div>
  )
}

/** The same in a row of a list: who, in few words. */
export function AtIt({ number }: { readonly number: string }) {
  const others = useOthers(number)
  const first = others.find(({ doing }) => doing === 'replying' || doing === 'noting') ?? others[0]
  if (!first) return null
  const Shape = shapes[first.doing]
  const text = first.doing === 'viewing' || first.doing === 'away' ? 'looks at it' : 'is writing'
  return (
    <Group component="span" gap={4} wrap="nowrap" className="colleague" data-doing={first.doing}>
      <Shape size={13} aria-hidden />
      <Text span size="xs">
        {first.name} {text}
        {others.length > 1 ? `, ${others.length - 1} more` : ''}
      </Text>
    </Group>
  )
}
