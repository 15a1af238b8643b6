import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { dayOf, listContracts } from '../../contracts/service.ts'
import { send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { listConfiguredDevices, newestTexts } from '../../installed-base/configurations/service.ts'
import { newestInventories } from '../../installed-base/readings/service.ts'
import { type EffectiveConfiguration, effectiveConfiguration } from '../../junos/config/effective.ts'
import { readConfigurations } from '../../junos/config/read.ts'
import type { Statement } from '../../junos/config/statement.ts'
import { printRelease } from '../../junos/release/release.ts'
import { same } from '../../lib/same.ts'
import type { Instant } from '../../lib/time.ts'
import { findAccount, listPeople } from '../../parties/service.ts'
import { listStaff } from '../../parties/staff/service.ts'
import { newlyTouched, openFollowUps, serialsTouched, type Touched } from '../follow-up/store.ts'
import { type Evidence, evidenceOf } from '../matching/configuration.ts'
import { byWeight, fleetJudge } from '../matching/fleet.ts'
import { type ReadyAdvisory, ready } from '../matching/match.ts'
import type { Match } from '../matching/outcome.ts'
import { severities } from '../record/severity.ts'
import { findEntered, listChanged } from '../register/store.ts'
import type { ExposedBrief } from './brief.ts'
import { deviceFacts, factsKey, isJudged, type KnownDevice, type SharedFacts, sharedFacts } from './facts.ts'
import * as store from './store.ts'
import { mostListed, mostSerials, type NoticeOf, wordOf } from './word.ts'

/** The register changed: every account with devices is matched anew against what is new in it. */
export const registerTimer = 'register-changed'
const rank = 8

/** Has every account matched against what changed in the register, each in a transaction of its own. */
export async function announceRegister(tx: Tx, now: Instant): Promise<void> {
  for (const accountId of await store.accountsWithDevices(tx))
    await setTimer(tx, { accountId, now, kind: registerTimer, subjectId: accountId, dueAt: now, rank, again: true })
}

/**
 * Brings an account up to date: devices that changed since `from` come to the combination of their facts, combinations are judged by the
 * records that are new to them, and what came of it is written where it differs from what stood there.
 */
export async function matchAccount(tx: Tx, accountId: string, from: Instant, now: Instant): Promise<void> {
  await store.holdExposure(tx, accountId)
  await settleDevices(tx, accountId, await store.listTouched(tx, accountId, from), now)
  await judge(tx, accountId, now)
}

/** The same after a change of the register, which may ask for more of the configurations that are known. */
export async function rematchAccount(tx: Tx, accountId: string, now: Instant): Promise<void> {
  await store.holdExposure(tx, accountId)
  const configured = (await listConfiguredDevices(tx, accountId)).map(({ id }) => id)
  await settleDevices(tx, accountId, await store.listWithParts(tx, accountId, configured), now)
  await judge(tx, accountId, now)
}

async function judge(tx: Tx, accountId: string, now: Instant): Promise<void> {
  await judgeBehind(tx, accountId, now)
  const fresh = await newlyTouched(tx, accountId)
  if (fresh.length === 0) return
  await openFollowUps(tx, accountId, fresh, now)
  await tellAbout(tx, accountId, fresh, now)
}

/** What is in effect, through the eyes of both engines or nodes where the other one has groups of its own. */
function viewsOf(tree: Statement): readonly EffectiveConfiguration[] {
  const groups = tree.find('groups')
  const hasOther = groups?.find('re1') !== undefined || groups?.find('node1') !== undefined
  return [effectiveConfiguration(tree), ...(hasOther ? [effectiveConfiguration(tree, { engine: 're1', node: 'node1' })] : [])]
}

/** So many texts are held at once. */
const textsAtOnce = 200

/** What the newest configurations of devices have of what records ask for. */
export async function evidenceFor(tx: Tx, accountId: string, deviceIds: readonly string[]): Promise<ReadonlyMap<string, Evidence>> {
  const found = new Map<string, Evidence>()
  let paths: readonly string[] | undefined
  for (let i = 0; i < deviceIds.length; i += textsAtOnce)
    for (const { deviceId, text, skipped } of await newestTexts(tx, accountId, deviceIds.slice(i, i + textsAtOnce))) {
      paths ??= await store.listRequiredPaths(tx)
      const tree = readConfigurations(text).configurations[0]?.tree
      if (!tree) continue
      const seen = viewsOf(tree).map((view) => evidenceOf(view.tree, paths ?? [], skipped.length === 0 && view.skipped.length === 0))
      found.set(deviceId, {
        present: [...new Set(seen.flatMap(({ present }) => present))].sort(),
        whole: seen.every(({ whole }) => whole),
      })
    }
  return found
}

async function settleDevices(tx: Tx, accountId: string, touched: readonly KnownDevice[], now: Instant): Promise<void> {
  const below = Map.groupBy(touched, ({ parentId }) => parentId)
  const partsOf = (id: string): readonly KnownDevice[] => (below.get(id) ?? []).flatMap((part) => [part, ...partsOf(part.id)])
  const chassis = touched.filter(({ kind }) => kind === 'chassis' || kind === 'member')
  const evidence = await evidenceFor(
    tx,
    accountId,
    chassis.map(({ id }) => id),
  )
  const inventories = await newestInventories(
    tx,
    accountId,
    chassis.map(({ id }) => id),
  )
  const judged = chassis.map((device) => ({
    id: device.id,
    facts: isJudged(device)
      ? sharedFacts(device, {
          parts: partsOf(device.id),
          inventory: inventories.get(device.id),
          evidence: evidence.get(device.id) ?? null,
        })
      : null,
  }))
  const current = await store.currentCombinations(
    tx,
    accountId,
    judged.map(({ id }) => id),
  )
  const changed = judged.filter(({ id, facts }) => current.get(id)?.facts !== (facts === null ? undefined : factsKey(facts)))
  const ids = await store.combinationsOf(
    tx,
    accountId,
    changed.flatMap(({ facts }): readonly SharedFacts[] => (facts === null ? [] : [facts])),
    now,
  )
  await store.moveDevices(
    tx,
    accountId,
    changed.map(({ id, facts }) => ({ deviceId: id, to: facts === null ? null : (ids.get(factsKey(facts)) as string) })),
    now,
  )
}

async function judgeBehind(tx: Tx, accountId: string, now: Instant): Promise<void> {
  const seq = await store.latestSeq(tx)
  const behind = await store.listBehind(tx, accountId, seq)
  // those that have seen the same of the register are judged together, by the same records
  for (const [seen, combinations] of Map.groupBy(behind, ({ matchedSeq }) => matchedSeq)) {
    const changed = (await listChanged(tx, seen)).map(({ record }) => ready(record))
    const open = await store.listOpen(
      tx,
      accountId,
      combinations.map(({ id }) => id),
      changed.map(({ advisory }) => advisory.key),
    )
    const before = new Map(open.map((each) => [`${each.combinationId} ${each.key}`, each]))
    const after = exposuresAt(combinations, changed)
    const begun = after.filter((each) => !sameAs(before.get(`${each.combinationId} ${each.key}`), each))
    const standing = new Set(after.filter((each) => !begun.includes(each)).map((each) => `${each.combinationId} ${each.key}`))
    const ended = open.filter((each) => !standing.has(`${each.combinationId} ${each.key}`))
    await store.writeExposures(tx, accountId, { ended, begun }, now)
    await store.markJudged(
      tx,
      accountId,
      combinations.map(({ id }) => id),
      seq,
    )
  }
}

const sameAs = (before: store.Exposure | undefined, after: store.Exposure): boolean =>
  before !== undefined && before.verdict === after.verdict && same(before.match, after.match)

/** What records come to for combinations, but for what is not affected. */
function exposuresAt(combinations: readonly store.Combination[], records: readonly ReadyAdvisory[]): readonly store.Exposure[] {
  const known = combinations.flatMap((combination) => {
    const facts = deviceFacts(combination)
    return facts ? [{ id: combination.id, facts }] : []
  })
  const facts = known.map((each) => each.facts)
  const judge = fleetJudge(facts, new Uint32Array(facts.length))
  return records.flatMap((record) => {
    const { verdicts, explain } = judge(record)
    const found = verdicts()
    return known.flatMap(({ id }, at): readonly store.Exposure[] => {
      if (byWeight[found[at] as number] === 'not affected') return []
      const match = explain(at)
      if (match.verdict === 'not affected') return []
      return [{ combinationId: id, key: record.advisory.key, verdict: match.verdict, match: keptOf(match) }]
    })
  })
}

/** What is kept of a match. */
const keptOf = ({ why, judgement, needs, doubts }: Match): store.Kept => ({
  why,
  row: judgement?.row ?? null,
  fix: judgement?.fix ? printRelease(judgement.fix) : (judgement?.row?.lessThan ?? null),
  needs,
  doubts,
})

/**
 * One letter about all security bulletins that are new and one about all product notices: to the contacts of an account that bought early word, from the severity on that policy H6 names
 * (ACP-12.p1, SSM-3.3.p1), and to the advisors of the provider where one has to follow it up (ACP-12.p2).
 */
async function tellAbout(tx: Tx, accountId: string, fresh: readonly Touched[], now: Instant): Promise<void> {
  const account = await findAccount(tx, { id: accountId })
  if (!account) return
  const today = dayOf(account.zone, now)
  const policy = policyBook(today, await readOverrides(tx)).get('advisory.word')
  const services = (await listContracts(tx, accountId))
    .filter(({ kind, state, startsOn, endsOn }) => kind === 'service' && state === 'active' && startsOn <= today && today <= endsOn)
    .flatMap(({ service }) => (service in policy ? [service] : []))
  const places = services.map((service) => severities.indexOf(policy[service] ?? 'none'))
  if (places.length === 0) return
  const told = fresh.filter(({ severity }) => severities.indexOf(severity) <= Math.max(...places))
  if (told.length === 0) return
  const contacts = (await listPeople(tx, accountId)).filter(
    ({ status, roles }) => status === 'active' && roles.some((role) => role === 'LC' || role === 'NC'),
  )
  const advisors = services.includes('ACP') ? await advisorsOf(tx) : []
  const sorts = Map.groupBy(told, ({ kind }): NoticeOf => (kind === 'JSA' ? 'security-bulletin' : 'product-notice'))
  // of those alone that the letters list
  const listed = [...sorts.values()].flatMap((records) => records.slice(0, mostListed).map(({ key }) => key))
  const serials = await serialsTouched(tx, accountId, listed, mostSerials)
  const tell = async (people: readonly { readonly id: string; readonly name: string }[], whose: string, more = '') => {
    if (people.length === 0) return
    const to = people.map(({ id, name }) => ({ personId: id, name }))
    for (const [event, records] of sorts) {
      const { about, subject, text } = wordOf(
        event,
        records.map((each) => ({ ...each, serials: serials.get(each.key) ?? [] })),
        whose,
      )
      const payload = { to, event, subject, text: `${text}${more}`, advisories: records.map(({ key }) => key) }
      await send(tx, { accountId, now, kind: 'advisory-notice', subject: about, payload })
    }
  }
  await tell(contacts, 'yours')
  await tell(
    advisors,
    account.name,
    '\n\nSay of each whether it is relevant, and talk it through with the customer (ACP-12.p1, ACP-12.p2).',
  )
}

/** The provider's advisors. */
const advisorsOf = async (tx: Tx) => (await listStaff(tx)).filter(({ status, teams }) => status === 'active' && teams.includes('advisors'))

/** The worst of what affects a device, or may: what somebody who works on it has to know. */
export async function exposedBriefs(tx: Tx, accountId: string, deviceId: string, most: number): Promise<readonly ExposedBrief[]> {
  const rows = await exposuresOf(tx, accountId, deviceId)
  const open = new Map(
    rows.flatMap(({ key, verdict, match }) =>
      verdict === 'affected' || verdict === 'unknown' ? [[key, { verdict, fix: match.fix }]] : [],
    ),
  )
  const entered = await findEntered(tx, [...open.keys()])
  const place = ({ key }: { readonly key: string }) => Number(open.get(key)?.verdict === 'unknown')
  return entered
    .toSorted((one, other) => place(one) - place(other) || Number(other.exploited) - Number(one.exploited) || other.weight - one.weight)
    .slice(0, most)
    .map(({ key, number, kind, title, severity, exploited }) => {
      const { verdict, fix } = open.get(key) as { verdict: ExposedBrief['verdict']; fix: string | null }
      return { key, number, kind, title, severity, exploited, verdict, fix }
    })
}

/** What records come to for a device now. */
export const exposuresOf = async (tx: Tx, accountId: string, deviceId: string) =>
  (await store.listOfDevice(tx, accountId, deviceId)).filter(({ until }) => until === null)
