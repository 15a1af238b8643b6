import { askedBy, type CheckText, type Parameters, type Settings, type SettingsOf } from '../check.ts'
import type { Device } from './device.ts'
import type { Place } from './place.ts'

/** What a check has against a configuration, and what would take it away. */
export type Fault = {
  readonly kind: 'fault'
  /** The statement that is wrong, or the nearest above the one that is missing. */
  readonly at: Place
  /** The words that are missing below it; null where the statement itself is wrong. */
  readonly missing: string | null
  /** Whether it is at fault for something that is nowhere: only who has read everything can say so. */
  readonly elsewhere: boolean
  readonly what: string
  readonly remedy: readonly string[]
}

/** A place that the text does not say enough about. */
export type Unclear = { readonly kind: 'unclear'; readonly at: Place; readonly what: string }

export type NotApplicable = { readonly kind: 'not-applicable'; readonly why: string }

/** Nothing to say is a pass. */
export type Answer = readonly (Fault | Unclear)[] | NotApplicable

type Asked = {
  /** Looks at everything: a part of a configuration never passes. */
  readonly asksTheWhole?: true
  /** Looks at the secrets themselves: a text in which they are masked is not judged. */
  readonly readsSecrets?: true
}

export type ConfigCheck = CheckText &
  Asked & { readonly hierarchies: readonly string[]; readonly judge: (device: Device, settings: Settings) => Answer }

type Written<P extends Parameters> = Omit<CheckText, 'parameters' | 'needs'> &
  Asked & {
    readonly parameters?: P
    readonly judge: (device: Device, settings: SettingsOf<P>) => Answer
  }

/** A check of an effective configuration. */
export const configCheck = <const P extends Parameters = Record<never, never>>(written: Written<P>): ConfigCheck => ({
  ...written,
  needs: 'a configuration',
  hierarchies: askedBy(written),
  parameters: written.parameters ?? {},
  // a profile that was read holds every parameter in its kind
  judge: written.judge as ConfigCheck['judge'],
})

export const fault = (at: Place, what: string, ...remedy: readonly string[]): Fault => ({
  kind: 'fault',
  at,
  missing: null,
  elsewhere: false,
  what,
  remedy,
})

/** What should be there and is not. */
export function lacking(from: Place, words: readonly string[], what: string, ...remedy: readonly string[]): Fault {
  let at = from
  let there = 0
  for (const word of words) {
    const next = at.at(word)
    if (next === undefined) break
    at = next
    there += 1
  }
  return { kind: 'fault', at, missing: words.slice(there).join(' '), elsewhere: false, what, remedy }
}

/** A statement that is only wrong because of what is not there elsewhere, such as a definition. */
export const unmatched = (at: Place, what: string, ...remedy: readonly string[]): Fault => ({
  ...fault(at, what, ...remedy),
  elsewhere: true,
})

export const unclear = (at: Place, what: string): Unclear => ({ kind: 'unclear', at, what })

export const notApplicable = (why: string): NotApplicable => ({ kind: 'not-applicable', why })
