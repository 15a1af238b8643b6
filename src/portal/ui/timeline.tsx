import { Group, Text } from '@mantine/core'
import type { ComponentType, ReactNode } from 'react'
import { IconLock } from './icons.ts'
import { Tag } from './tag.tsx'
import { When } from './when.tsx'

type Icon = ComponentType<{ size?: number | string; 'aria-hidden'?: boolean; stroke?: number | string }>

type Props = {
  readonly icon: Icon
  readonly who: ReactNode
  readonly what?: ReactNode
  readonly at: string
  /** Written down later than it happened. */
  readonly loggedAt?: string | undefined
  readonly internal?: boolean
  readonly by?: 'provider' | 'customer' | undefined
  readonly tone?: 'danger' | 'ok' | undefined
  /** Text that somebody wrote stands in a bubble; a mere fact does not. */
  readonly children?: ReactNode
}

/** One thing that happened. What only staff sees says so in words, with a lock, a dashed frame and another ground. */
export function Happened({ icon: Shape, who, what, at, loggedAt, internal = false, by, tone, children }: Props) {
  const head = (
    <Group gap={8} justify="space-between" wrap="wrap">
      <Group gap={7}>
        <Text size="sm" component="span">
          <b>{who}</b> {what}
        </Text>
        {internal && (
          <Tag tone="warn" icon={IconLock}>
            Internal, staff only
          </Tag>
        )}
      </Group>
      <Text size="xs" c="dimmed" component="span">
        <When at={at} show="both" />
        {loggedAt && (
          <>
            , logged <When at={loggedAt} />
          </>
        )}
      </Text>
    </Group>
  )
  return (
    <li {...(tone ? { 'data-tone': tone } : {})}>
      <span className="dot">
        <Shape size={15} stroke={1.9} aria-hidden />
      </span>
      {children ? (
        <article className="bubble" data-visibility={internal ? 'internal' : 'public'} {...(by ? { 'data-by': by } : {})}>
          {head}
          <div style={{ marginTop: 6 }}>{children}</div>
        </article>
      ) : (
        <div style={{ paddingTop: 4 }}>{head}</div>
      )}
    </li>
  )
}
