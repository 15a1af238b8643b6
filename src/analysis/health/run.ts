import { maskLine } from '../../junos/config/mask.ts'
import type { ShowKind, ShowReply } from '../../junos/show/reply.ts'
import type { Instant } from '../../lib/time.ts'
import { healthChecks } from '../checks/health/all.ts'
import { type Profile, settingsOf, type WaiversInForce, waiversOn } from '../profile.ts'
import { type CheckResult, type Finding, type Report, resultOf, summaryOf } from '../result.ts'
import type { HealthCheck, HealthDevice, Observation } from './check.ts'
import type { DeviceReplies } from './devices.ts'
import { commandsOf, keyOf, type Reading, readingOf, repliesOf } from './reading.ts'

/** Findings of one check that are listed; further ones are counted. */
const mostFindings = 200
const mostSeen = 100
const mostDoubts = 3
const mostNotUnderstood = 200

/** Runs the health checks of a profile on what one device answered, where there is one beside what it answered earlier. */
export function runHealthChecks({ name, replies, before }: DeviceReplies, profile: Profile, now: Instant): Report {
  const device: HealthDevice = { reading: readingOf(replies), before: before ? readingOf(before) : null, now }
  const waivers = waiversOn(name, profile, now)
  const results = healthChecks
    .filter(({ id }) => !profile.off.has(id))
    .map((check) => judge(check, device, settingsOf(profile, check), waivers))
  return {
    kind: 'check-report',
    device: name,
    profile: profile.name,
    results,
    summary: summaryOf(results),
    doubts: device.reading.replies
      .flatMap(({ warnings, line }) => warnings.map((each) => shown(`line ${each.line || line}: ${each.message}`)))
      .slice(0, mostNotUnderstood),
    notes: waivers.notes(),
  }
}

function judge(check: HealthCheck, device: HealthDevice, settings: ReturnType<typeof settingsOf>, waivers: WaiversInForce): CheckResult {
  const doubts: string[] = []
  for (const kind of check.asks) {
    const standing = standingOf(device.reading, kind, '')
    if (standing.kind !== 'read') return resultOf(check, standing.kind, { why: shown(standing.why) })
    doubts.push(...standing.doubts)
    if (!check.twice) continue
    if (device.before === null)
      return resultOf(check, 'not-judged', { why: 'a second, earlier reading is needed: it looks at what has changed' })
    const earlier = standingOf(device.before, kind, 'earlier reading: ')
    if (earlier.kind !== 'read') return resultOf(check, 'not-judged', { why: shown(earlier.why) })
    doubts.push(...earlier.doubts)
  }
  for (const kind of check.helps ?? []) doubts.push(...warningsOf(repliesOf(device.reading, kind), ''))
  return outcomeOf(check, once(check.judge(device, settings)), doubts, waivers)
}

function outcomeOf(check: HealthCheck, observed: readonly Observation[], doubts: readonly string[], waivers: WaiversInForce): CheckResult {
  const open = observed.filter(({ kind }) => kind === 'open').map(({ at, saw }) => `${at.element}: ${saw}`)
  const all = [...new Set([...open, ...doubts])]
  const more = all.length > mostDoubts ? [`and ${all.length - mostDoubts} more`] : []
  const why = all.length > 0 ? shown([...all.slice(0, mostDoubts), ...more].join('; ')) : null
  const seen = observed.slice(0, mostSeen).map(({ at, saw }) => shown(`${at.engine ? `${at.engine} ` : ''}${at.element}: ${saw}`))
  const faults = observed.filter(({ kind }) => kind === 'wrong')
  if (faults.length === 0) {
    if (why !== null) return resultOf(check, 'not-judged', { why, seen })
    return observed.length === 0 ? resultOf(check, 'not-applicable', { why: check.none }) : resultOf(check, 'pass', { seen })
  }
  const findings = faults.slice(0, mostFindings).map((each) => findingOf(check, each, waivers))
  const waived = findings.every((each) => each.waived !== null) && faults.length <= mostFindings
  return resultOf(check, waived ? 'waived' : 'finding', { findings, more: faults.length - findings.length, why, seen })
}

function findingOf({ id }: HealthCheck, { at, saw, remedy }: Observation, waivers: WaiversInForce): Finding {
  const waiver = waivers.for(id, at.element)
  return {
    what: shown(`${at.element}: ${saw}`),
    place: { line: at.line, from: at.command, scope: null, statement: shown(at.element), missing: null, only: at.engine },
    remedy,
    waived: waiver ? { reason: waiver.reason, until: waiver.until } : null,
  }
}

type Standing =
  | { readonly kind: 'read'; readonly doubts: readonly string[] }
  | { readonly kind: 'not-judged' | 'not-applicable'; readonly why: string }

/** Whether there are answers to go by, and what of them is in doubt. */
function standingOf(reading: Reading, kind: ShowKind, when: string): Standing {
  const replies = repliesOf(reading, kind)
  const asked = commandsOf(kind).join(' or ')
  if (replies.length === 0) return { kind: 'not-judged', why: `${when}there is no answer to ${asked}` }
  const lost = replies.flatMap((reply) => lostOf(reply, when))
  if (replies.some(({ outcome }) => outcome === 'read')) return { kind: 'read', doubts: [...lost, ...warningsOf(replies, when)] }
  const idle = replies.find((reply) => reply.outcome === 'not-running')
  return lost.length === 0 && idle?.outcome === 'not-running'
    ? { kind: 'not-applicable', why: `${when}${idle.message}` }
    : { kind: 'not-judged', why: lost[0]! }
}

function lostOf(reply: ShowReply, when: string): readonly string[] {
  if (reply.outcome === 'read' || reply.outcome === 'not-running') return []
  const command = reply.kind === 'unknown' ? 'a command' : (reply.command ?? commandsOf(reply.kind)[0]!)
  const said = reply.outcome === 'refused' ? `was refused: ${reply.message}` : reply.outcome === 'empty' ? 'is empty' : 'was not understood'
  return [`${when}line ${reply.line}: the answer ${reply.engine ? `of ${reply.engine} ` : ''}to ${command} ${said}`]
}

const warningsOf = (replies: readonly ShowReply[], when: string): readonly string[] =>
  replies.flatMap(({ line, warnings }) => warnings.map((each) => `${when}line ${each.line || line}: ${each.message}`))

/** The same seen twice, in the answers to two forms of a command. */
const once = (observed: readonly Observation[]): readonly Observation[] => [
  ...new Map(observed.map((each) => [`${keyOf(each.at)}\n${each.kind}\n${each.saw}`, each])).values(),
]

/** Descriptions and other words of a device are foreign text: what looks like a secret in them has a mark in its place. */
const shown = (text: string): string => maskLine(text, [])
