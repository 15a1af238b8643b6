import { isStale } from '../../advisories/guidance/guide.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { holdContract } from '../../contracts/service.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { tellCustomer, tellStaff } from '../../duties/telling/service.ts'
import { type Device, normalSerial } from '../../installed-base/device.ts'
import { findDevices } from '../../installed-base/service.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { conflict, notFound, unprocessable } from '../../lib/problem.ts'
import { type Instant, type LocalDate, toIso } from '../../lib/time.ts'
import { type Advised, advised, logAdvice, requireNotOver } from '../advising/service.ts'
import { barOfIssuing, currentOf, type ReleasePlan, type RunningDevice, type Weighed } from './plan.ts'
import * as store from './store.ts'

type By = { readonly now: Instant; readonly principal: Principal }
export type PlanGiven = Weighed & { readonly serials: readonly string[]; readonly target: string }

/** The plans of a contract; a customer reads those that were issued. */
export async function plansOf(tx: Tx, account: AccountRef, { now, principal }: By, number: string): Promise<readonly ReleasePlan[]> {
  const { contract } = await advised(tx, account, now, number)
  const plans = await store.listPlans(tx, account.id, contract.id)
  return principal.accountKind === 'provider' ? plans : plans.filter(({ issued }) => issued !== null)
}

async function running(tx: Tx, account: AccountRef, serials: readonly string[], today: LocalDate): Promise<readonly RunningDevice[]> {
  const { days } = policyBook(today, await readOverrides(tx)).get('release.stale')
  const wanted = [...new Set(serials.map(normalSerial))]
  const found = new Map((await findDevices(tx, account.id, wanted)).map((device) => [device.serial, device]))
  const unknown = wanted.filter((serial) => !found.has(serial))
  if (unknown.length > 0)
    throw unprocessable('These serials are not in the installed base', {
      found: unknown.join(', '),
      expected: `devices of ${account.code}`,
      toDo: 'Correct the serials, or add the devices first.',
    })
  return wanted.map((serial) => {
    const { release, releaseSeenOn: seenOn } = found.get(serial) as Device
    return { serial, release, seenOn, stale: isStale(seenOn, today, days) }
  })
}

/** A plan as it stands once nobody else writes about its contract. */
async function planIn(tx: Tx, account: AccountRef, { contract }: Advised, seq: number): Promise<ReleasePlan> {
  await holdContract(tx, account.id, contract.id)
  const found = (await store.listPlans(tx, account.id, contract.id)).find((each) => each.seq === seq)
  if (!found) throw notFound('release plan')
  return found
}

const written = (tx: Tx, account: AccountRef, { now, principal }: By, action: string, contract: string, seq: number) =>
  audit(tx, { accountId: account.id, now, actor: actorOf(principal), action, subject: contract, detail: { plan: seq } })

/** Writes a plan, or writes one anew that was not issued yet (ACP-13.p1). */
export async function writePlan(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: PlanGiven & { readonly plan?: number | undefined },
) {
  const about = await advised(tx, account, by.now, number)
  requireNotOver(about)
  const { plan, ...said } = given
  const devices = await running(tx, account, given.serials, about.today)
  const row = {
    ...said,
    serials: devices.map(({ serial }) => serial),
    current: currentOf(devices),
    writtenBy: by.principal.name,
    writtenAt: by.now,
  }
  if (plan !== undefined) {
    const found = await planIn(tx, account, about, plan)
    if (found.issued)
      throw conflict('It was issued already', {
        found: `issued by ${found.issued.by}`,
        toDo: 'Write a further plan: what was issued stays.',
      })
    await store.changePlan(tx, account.id, about.contract.id, plan, row)
  }
  await holdContract(tx, account.id, about.contract.id)
  const seq = plan ?? ((await store.listPlans(tx, account.id, about.contract.id))[0]?.seq ?? 0) + 1
  if (plan === undefined) await store.insertPlan(tx, account.id, about.contract.id, seq, row)
  await written(tx, account, by, 'release-plan.write', about.contract.number, seq)
  return seq
}

/** Issues a plan, over what runs on the day: the customer reads it and decides; it counts as what the advisor did (ACP-10.a-e). */
export async function issuePlan(tx: Tx, account: AccountRef, by: By, number: string, seq: number): Promise<void> {
  const about = await advised(tx, account, by.now, number)
  requireNotOver(about)
  const plan = await planIn(tx, account, about, seq)
  if (plan.issued) throw conflict('It was issued already', { found: `issued by ${plan.issued.by}`, toDo: 'Nothing is left to do.' })
  const devices = await running(tx, account, plan.serials, about.today)
  const bar = barOfIssuing(plan, devices)
  if (bar) throw unprocessable(bar.title, bar)
  const current = currentOf(devices)
  await store.changePlan(tx, account.id, about.contract.id, seq, { issued: { by: by.principal.name, at: by.now }, current })
  const what = `Release plan ${seq}: ${current} to ${plan.target}, ${plan.serials.join(', ')}`
  await logAdvice(tx, account, by, number, { duty: 'c', text: what, on: undefined, case: null, question: null })
  await tellCustomer(tx, account, by.now, {
    about: number,
    subject: `${what}: yours to decide`,
    text: `${plan.advice}\n\nFeatures: ${plan.features}\nProblems: ${plan.problems}\nRisks: ${plan.risks}\nBenefits: ${plan.benefits}\n\nIt stands on the page Advisor of contract ${number}, where you say what you decide (ACP-13.p1).`,
  })
  await written(tx, account, by, 'release-plan.issue', number, seq)
}

/** The customer's own decision on a plan, given once (ACP-13.p1). */
export async function decidePlan(tx: Tx, account: AccountRef, by: By, number: string, seq: number, text: string): Promise<void> {
  const about = await advised(tx, account, by.now, number)
  const plan = await planIn(tx, account, about, seq)
  if (!plan.issued) throw notFound('release plan')
  if (plan.decision)
    throw conflict('It is decided already', {
      found: `${plan.decision.by}, ${toIso(plan.decision.at)}`,
      toDo: 'Ask the advisor for a further plan.',
    })
  await store.changePlan(tx, account.id, about.contract.id, seq, { decision: { text, by: by.principal.name, at: by.now } })
  await tellStaff(tx, account, by.now, about.contract.terms.advisor?.personId ?? null, {
    about: number,
    subject: `${account.code} decided on release plan ${seq}`,
    text: `${by.principal.name}: ${text}`,
  })
  await written(tx, account, by, 'release-plan.decide', number, seq)
}
