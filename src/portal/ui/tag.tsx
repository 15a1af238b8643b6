import type { ComponentType, ReactNode } from 'react'

export type Tone = 'plain' | 'ok' | 'warn' | 'danger' | 'info' | 'alarm' | 'dim'
type Icon = ComponentType<{ size?: number | string; 'aria-hidden'?: boolean; stroke?: number | string }>

type Props = { readonly tone?: Tone; readonly icon?: Icon; readonly long?: boolean; readonly children: ReactNode }

/** A word with a colour and, where it is a state, a shape. */
export function Tag({ tone = 'plain', icon: Shape, long = false, children }: Props) {
  return (
    <span className={long ? 'tag long' : 'tag'} data-tone={tone}>
      {Shape && <Shape size={13} stroke={2.2} aria-hidden />}
      {children}
    </span>
  )
}
