import type { ShowKind } from '../../junos/show/reply.ts'
import type { Instant } from '../../lib/time.ts'
import type { CheckText, Parameters, Settings, SettingsOf } from '../check.ts'
import { commandsOf, type Reading, type Spot } from './reading.ts'

/** One device as a health check sees it. */
export type HealthDevice = {
  readonly reading: Reading
  /** An earlier reading of the same device. */
  readonly before: Reading | null
  readonly now: Instant
}

/**
 * What a check saw of one thing, with its value and unit: well, wrong, or not to be told. A check that saw nothing that is
 * well has not passed.
 */
export type Observation = {
  readonly kind: 'well' | 'wrong' | 'open'
  readonly at: Spot
  readonly saw: string
  /** What to do: commands to type, or sentences. */
  readonly remedy: readonly string[]
}

export const well = (at: Spot, saw: string): Observation => ({ kind: 'well', at, saw, remedy: [] })
export const wrong = (at: Spot, saw: string, ...remedy: readonly string[]): Observation => ({ kind: 'wrong', at, saw, remedy })
/** Neither well nor wrong by what the answer says: never a pass. */
export const open = (at: Spot, saw: string): Observation => ({ kind: 'open', at, saw, remedy: [] })
/** The usual case: one thing that is as it should be, or is not. */
export const judged = (isWell: boolean, at: Spot, saw: string, ...remedy: readonly string[]): Observation =>
  isWell ? well(at, saw) : wrong(at, saw, ...remedy)

type Asked = {
  /** Commands without whose answers nothing is said. */
  readonly asks: readonly ShowKind[]
  /** Commands that sharpen the judgement where their answers are there. */
  readonly helps?: readonly ShowKind[]
  /** Judges what became of something between two readings. */
  readonly twice?: true
  /** Why it does not apply where the answers list nothing that it looks at. */
  readonly none: string
}

export type HealthCheck = CheckText & Asked & { readonly judge: (device: HealthDevice, settings: Settings) => readonly Observation[] }

type Written<P extends Parameters> = Omit<CheckText, 'parameters' | 'needs' | 'looksAt'> &
  Asked & {
    readonly parameters?: P
    readonly judge: (device: HealthDevice, settings: SettingsOf<P>) => readonly Observation[]
  }

/** A check of what a device answers to show commands. */
export const healthCheck = <const P extends Parameters = Record<never, never>>(written: Written<P>): HealthCheck => ({
  ...written,
  needs: written.twice ? 'two readings of the device, one of them earlier' : 'answers of the device to show commands',
  looksAt: [...written.asks, ...(written.helps ?? [])].flatMap(commandsOf),
  parameters: written.parameters ?? {},
  // a profile that was read holds every parameter in its kind
  judge: written.judge as HealthCheck['judge'],
})

/** A parameter that is a limit in some unit. */
export const limit = <const Default extends number>(what: string, usual: Default, least: number, most: number) =>
  ({ kind: 'number', what, default: usual, least, most }) as const

export const wordList = (what: string, ...usual: readonly string[]) => ({ kind: 'words', what, default: usual }) as const

/** Whether one of the words stands in a text, in any letters. */
export const names = (text: string, words: readonly string[]): boolean =>
  words.some((word) => text.toLowerCase().includes(word.toLowerCase()))
