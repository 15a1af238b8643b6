import type { Instant, LocalDate } from '../../lib/time.ts'

/** The roll-out of service automation under a contract, as it is kept (SSM-3.1.a6). */
export type Plan = {
  readonly text: string
  readonly plannedOn: LocalDate
  readonly managerId: string
  readonly manager: string
  /** Who consults, another person than the manager (SSM-3.2.a). */
  readonly engineerId: string | null
  readonly engineer: string | null
  readonly licence: string | null
  readonly licenceBy: string | null
  readonly licenceOn: LocalDate | null
  readonly enabledAt: Instant | null
  readonly liveAt: Instant | null
  readonly version: number
}

export const taskStates = ['open', 'under-way', 'done', 'dropped'] as const
export type TaskState = (typeof taskStates)[number]
export type Task = {
  readonly seq: number
  readonly title: string
  readonly owner: string
  readonly dueOn: LocalDate
  readonly state: TaskState
  readonly stateBy: string
  readonly stateAt: Instant
}
export type Advice = { readonly task: number; readonly seq: number; readonly text: string; readonly givenBy: string; readonly at: Instant }
export type Tool = {
  readonly seq: number
  readonly tool: string
  readonly toolVersion: string
  readonly place: string
  readonly installedOn: LocalDate
  readonly installedBy: string
  readonly working: boolean
  readonly note: string
  readonly saidBy: string
  readonly at: Instant
}
export type Field = { readonly field: string; readonly expected: string; readonly found: string }
export type Test = {
  readonly seq: number
  readonly trigger: string
  readonly fields: readonly Field[]
  readonly passed: boolean
  readonly testedOn: LocalDate
  readonly testedBy: string
  readonly at: Instant
}

export type Automation = {
  readonly plan: Plan | null
  readonly tasks: readonly Task[]
  readonly advice: readonly Advice[]
  /** Oldest first. */
  readonly tools: readonly Tool[]
  readonly tests: readonly Test[]
  /** Clauses of training that was held: how to get most of it (SSM-3.2.d) is another than how to open cases with it (SSM-3.1.c1). */
  readonly taught: readonly string[]
}

/** `off`: not enabled yet; `test`: enabled, and no case that it opens counts before a test passed; `live`: it opens cases. */
export type AutomationState = 'off' | 'test' | 'live'
export const stateOf = (plan: Plan | null): AutomationState => (plan?.liveAt ? 'live' : plan?.enabledAt ? 'test' : 'off')

/** How much of the roll-out is done, in whole percent; tasks that were dropped count for nothing. */
export function percentDone(tasks: readonly Pick<Task, 'state'>[]): number {
  const counted = tasks.filter(({ state }) => state !== 'dropped')
  if (counted.length === 0) return 0
  return Math.floor((counted.filter(({ state }) => state === 'done').length * 100) / counted.length)
}

/** How each tool stands at each place: the newest word of it. */
export const toolsNow = (tools: readonly Tool[]): readonly Tool[] => [
  ...new Map(tools.map((each) => [`${each.tool}\n${each.place}`, each])).values(),
]

/** A test passed when every expected field came as expected. */
export const hasPassed = (fields: readonly Field[]): boolean =>
  fields.length > 0 && fields.every(({ expected, found }) => expected === found)

export type Open = { readonly clause: string; readonly what: string }

/** What of the roll-out is open, by its clause (SSM-3.1.a6, SSM-3.2.a to SSM-3.2.d, SSM-1.p5). */
export function openOf({ plan, tasks, advice, tests, taught }: Automation, today: LocalDate): readonly Open[] {
  if (!plan) return [{ clause: 'SSM-3.1.a6', what: 'no plan is written' }]
  const wanted = tasks.filter(({ state }) => state !== 'dropped')
  const unadvised = wanted.filter(({ seq }) => !advice.some(({ task }) => task === seq))
  const late = wanted.filter(({ state, dueOn }) => state !== 'done' && dueOn < today)
  const newest = tests.at(-1)
  return [
    ...(plan.engineer === null ? [{ clause: 'SSM-3.2.a', what: 'no consulting engineer is named' }] : []),
    ...(wanted.length === 0 ? [{ clause: 'SSM-3.1.a6', what: 'the plan has no tasks' }] : []),
    ...late.map(({ title, dueOn }) => ({ clause: 'SSM-3.1.a6', what: `"${title}" was due on ${dueOn}` })),
    ...unadvised.map(({ title }) => ({ clause: 'SSM-3.2.b', what: `no guidance on "${title}"` })),
    ...(plan.licence === null ? [{ clause: 'SSM-1.p5', what: 'the licence is not accepted' }] : []),
    ...(newest?.passed ? [] : [{ clause: 'SSM-3.2.c', what: newest ? 'the newest test failed' : 'automatic cases are not tested' }]),
    ...(taught.includes('SSM-3.2.d') ? [] : [{ clause: 'SSM-3.2.d', what: 'no session on getting most of it' }]),
  ]
}
