import type { Answer } from '../../client/client.ts'
import type { TaskState } from '../../guidance/automation/plan.ts'
import type { Item } from '../../guidance/setting-up/record.ts'
import type { Tone } from '../ui/tag.tsx'

/** Items of onboarding, in the words of the page (MSP-3.1.1.a to MSP-3.1.1.g). */
export const itemTitles: Readonly<Record<Item, string>> = {
  a: 'Access to the case system',
  b: 'How to open and escalate cases',
  c: 'Inventory and entitlement',
  d: 'Rules of the support centre',
  e: 'Logistics',
  f: 'Readiness of the partner',
  g: 'Advice on cases',
}

export const taskTones: Readonly<Record<TaskState, Tone>> = { open: 'warn', 'under-way': 'info', done: 'ok', dropped: 'dim' }
export const taskWords: Readonly<Record<TaskState, string>> = { open: 'Open', 'under-way': 'Under way', done: 'Done', dropped: 'Dropped' }

type State = Answer<'automation.read'>['state']
export const automationWords: Readonly<Record<State, readonly [Tone, string]>> = {
  off: ['dim', 'Off'],
  test: ['warn', 'Test only'],
  live: ['ok', 'Live'],
}

/** Lines of a text, each a value; empty ones are left out. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
