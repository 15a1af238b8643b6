import { z } from 'zod'
import { type Call, contractParams, created, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import type { MeetingsOf } from '../components/service.ts'

import { openOf, percentDone, stateOf, taskStates, toolsNow } from './plan.ts'
import * as automation from './service.ts'

const line = z.string().trim().min(1).max(300)
const prose = z.string().trim().max(10_000)
const instant = instantText.nullable()
const field = z.object({ field: line, expected: z.string().trim().max(300), found: z.string().trim().max(300).default('') })

const automationSchema = z
  .object({
    contract: z.string(),
    state: z.enum(['off', 'test', 'live']),
    plan: z
      .object({
        text: z.string(),
        plannedOn: dateText,
        manager: z.string(),
        engineer: z.string().nullable(),
        licence: z.string().nullable(),
        licenceBy: z.string().nullable(),
        licenceOn: dateText.nullable(),
        enabledAt: instant,
        liveAt: instant,
        version: z.number(),
      })
      .nullable(),
    /** Whether whoever reads this is the consulting engineer. */
    consults: z.boolean(),
    /** Whole percent of the tasks that are done. */
    percent: z.number(),
    tasks: z.array(
      z.object({
        task: z.number(),
        title: z.string(),
        owner: z.string(),
        dueOn: dateText,
        state: z.enum(taskStates),
        stateBy: z.string(),
        stateAt: instantText,
        guidance: z.array(z.object({ text: z.string(), givenBy: z.string(), at: instantText })),
      }),
    ),
    tools: z.array(
      z.object({
        tool: z.string(),
        version: z.string(),
        place: z.string(),
        installedOn: dateText,
        installedBy: z.string(),
        working: z.boolean(),
        note: z.string(),
      }),
    ),
    /** Newest first. */
    tests: z.array(
      z.object({
        test: z.number(),
        trigger: z.string(),
        fields: z.array(z.object({ field: z.string(), expected: z.string(), found: z.string() })),
        passed: z.boolean(),
        testedOn: dateText,
        testedBy: z.string(),
      }),
    ),
    open: z.array(z.object({ clause: z.string(), what: z.string() })),
  })
  .meta({ id: 'RollOut' })

async function viewOf({ tx, account, now, principal }: Call, meetingsOf: MeetingsOf, number: string) {
  const all = await automation.readAutomation(tx, account, now, meetingsOf, number)
  const { contract, today, plan, tasks, advice, tools, tests } = all
  const at = (instantOf: number | null) => (instantOf === null ? null : toIso(instantOf))
  return {
    contract: contract.number,
    state: stateOf(plan),
    plan: plan && {
      text: plan.text,
      plannedOn: plan.plannedOn,
      manager: plan.manager,
      engineer: plan.engineer,
      licence: plan.licence,
      licenceBy: plan.licenceBy,
      licenceOn: plan.licenceOn,
      enabledAt: at(plan.enabledAt),
      liveAt: at(plan.liveAt),
      version: plan.version,
    },
    consults: plan?.engineerId === principal.personId,
    percent: percentDone(tasks),
    tasks: tasks.map(({ seq, stateAt, ...task }) => ({
      ...task,
      task: seq,
      stateAt: toIso(stateAt),
      guidance: advice.filter((each) => each.task === seq).map(({ text, givenBy, at: given }) => ({ text, givenBy, at: toIso(given) })),
    })),
    tools: toolsNow(tools).map(({ tool, toolVersion, place, installedOn, installedBy, working, note }) => ({
      tool,
      version: toolVersion,
      place,
      installedOn,
      installedBy,
      working,
      note,
    })),
    tests: tests
      .toReversed()
      .map(({ seq, trigger, fields, passed, testedOn, testedBy }) => ({ test: seq, trigger, fields, passed, testedOn, testedBy })),
    open: openOf(all, today),
  }
}

const path = '/api/accounts/:account/contracts/:contract/automation'
const taskParams = contractParams.extend({ task: z.coerce.number().int().min(1).max(100_000) })
const acting = (call: Call) => ({ ...byOf(call), personId: call.principal.personId })

type FindStaff = (given: string) => Promise<{ readonly id: string; readonly name: string } | undefined>

/** The roll-out of service automation under a contract (SSM-3.1.a6, SSM-3.2.p1). */
export const automationOperations = (findStaff: FindStaff, meetingsOf: MeetingsOf): readonly Operation[] => {
  const view = (call: Call, number: string) => viewOf(call, meetingsOf, number)
  const write = { permission: 'onboarding.tick', scope: 'account', method: 'POST' } as const
  const answers = { 201: automationSchema }
  return [
    operation({
      id: 'automation.read',
      method: 'GET',
      path,
      summary: 'The roll-out of service automation: plan, tasks with guidance, tools, tests, and what is open',
      permission: 'onboarding.read',
      scope: 'account',
      params: contractParams,
      answers: { 200: automationSchema },
      handle: async (call, { params: { contract } }) => ok(await view(call, contract)),
    }),
    operation({
      id: 'automation.plan',
      method: 'PUT',
      path: `${path}/plan`,
      summary: 'Write the plan of the roll-out, with the consulting engineer beside the manager',
      permission: 'onboarding.tick',
      scope: 'account',
      params: contractParams,
      body: z.object({ text: prose.min(1), plannedOn: dateText, engineer: z.string().trim().max(200).optional() }),
      answers: { 200: automationSchema },
      handle: async (call, { params: { contract }, body: { engineer, ...plan } }) => {
        const found = engineer === undefined ? null : await findStaff(engineer)
        if (found === undefined)
          throw badRequest('No such person of the provider', { found: engineer ?? '', expected: 'an e-mail address of the staff' })
        const manager = { id: call.principal.personId, name: call.principal.name }
        await automation.writePlan(call.tx, call.account, byOf(call), contract, { ...plan, manager, engineer: found })
        return ok(await view(call, contract))
      },
    }),
    operation({
      ...write,
      id: 'automation.add-task',
      path: `${path}/tasks`,
      summary: 'Add a task to the roll-out',
      params: contractParams,
      body: z.object({ title: line, owner: line, dueOn: dateText }),
      answers,
      handle: async (call, { params: { contract }, body }) => {
        await automation.addTask(call.tx, call.account, byOf(call), contract, body)
        return created(await view(call, contract))
      },
    }),
    operation({
      ...write,
      id: 'automation.move-task',
      path: `${path}/tasks/:task/state`,
      summary: 'Say how a task stands',
      params: taskParams,
      body: z.object({ state: z.enum(taskStates) }),
      answers: { 200: automationSchema },
      handle: async (call, { params: { contract, task }, body }) => {
        await automation.moveTask(call.tx, call.account, byOf(call), contract, task, body.state)
        return ok(await view(call, contract))
      },
    }),
    operation({
      ...write,
      id: 'automation.advise',
      path: `${path}/tasks/:task/guidance`,
      summary: 'Guide a task, as the consulting engineer',
      params: taskParams,
      body: z.object({ text: prose.min(1) }),
      answers,
      handle: async (call, { params: { contract, task }, body }) => {
        await automation.advise(call.tx, call.account, acting(call), contract, task, body.text)
        return created(await view(call, contract))
      },
    }),
    operation({
      ...write,
      id: 'automation.record-tool',
      path: `${path}/tools`,
      summary: 'Say what was installed where, and whether it works',
      params: contractParams,
      body: z.object({
        tool: line,
        version: z.string().trim().min(1).max(60),
        place: line,
        installedOn: dateText,
        installedBy: line,
        working: z.boolean(),
        note: prose.default(''),
      }),
      answers,
      handle: async (call, { params: { contract }, body: { version, ...tool } }) => {
        await automation.recordTool(call.tx, call.account, byOf(call), contract, { ...tool, toolVersion: version })
        return created(await view(call, contract))
      },
    }),
    operation({
      ...write,
      id: 'automation.accept-licence',
      path: `${path}/licence`,
      summary: 'Accept the licence of the tools, by its version',
      permission: 'licence.accept',
      params: contractParams,
      body: z.object({ licence: line }),
      answers,
      handle: async (call, { params: { contract }, body }) => {
        await automation.acceptLicence(call.tx, call.account, byOf(call), contract, body.licence)
        return created(await view(call, contract))
      },
    }),
    operation({
      ...write,
      id: 'automation.enable',
      path: `${path}/switch`,
      summary: 'Enable automatic cases for tests, once the licence was accepted',
      params: contractParams,
      answers: { 200: automationSchema },
      handle: async (call, { params: { contract } }) => {
        await automation.enable(call.tx, call.account, byOf(call), contract)
        return ok(await view(call, contract))
      },
    }),
    operation({
      ...write,
      id: 'automation.test',
      path: `${path}/tests`,
      summary: 'Test whether an automatic case comes out right, as the consulting engineer',
      params: contractParams,
      body: z.object({
        trigger: line,
        case: z.string().trim().min(3).max(40).nullable().default(null),
        fields: z.array(field).min(1).max(50),
      }),
      answers,
      handle: async (call, { params: { contract }, body }) => {
        await automation.testCases(call.tx, call.account, acting(call), contract, body)
        return created(await view(call, contract))
      },
    }),
    operation({
      ...write,
      id: 'automation.go-live',
      path: `${path}/live`,
      summary: 'Let automatic cases count, after a test that passed',
      params: contractParams,
      answers: { 200: automationSchema },
      handle: async (call, { params: { contract } }) => {
        await automation.goLive(call.tx, call.account, byOf(call), contract)
        return ok(await view(call, contract))
      },
    }),
  ]
}
