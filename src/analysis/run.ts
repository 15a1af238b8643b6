import type { Skipped } from '../junos/config/columns.ts'
import type { Configuration, ReadConfigurations } from '../junos/config/configuration.ts'
import type { Viewpoint } from '../junos/config/groups.ts'
import { hostNameOf } from '../junos/config/host-name.ts'
import type { Statement } from '../junos/config/statement.ts'
import { isMark } from '../lib/secrets/secret.ts'
import type { Instant } from '../lib/time.ts'
import { configChecks } from './checks/config/all.ts'
import type { ConfigCheck, Fault } from './configuration/check.ts'
import { type Device, deviceOf } from './configuration/device.ts'
import { type Doubt, doubtsAbout, doubtsOf, standsIn } from './configuration/doubts.ts'
import { type Shown, shownBeside } from './configuration/shown.ts'
import { type Profile, settingsOf, type Waiver, waiversOn } from './profile.ts'
import { type CheckResult, type Finding, type Report, resultOf, summaryOf } from './result.ts'

/** The configuration of one device with what was left out of its text. */
export type CheckedConfiguration = Configuration & { readonly skipped: readonly Skipped[] }

/** Each device of a text with what was left out; in a capture of several, with what stands among its own lines. */
export function checkedConfigurations({ configurations, skipped }: ReadConfigurations): readonly CheckedConfiguration[] {
  if (configurations.length === 1) return configurations.map((configuration) => ({ ...configuration, skipped }))
  const stretches = configurations.map(({ tree }) => linesOf(tree))
  return configurations.map((configuration, at) => ({
    ...configuration,
    skipped: skipped.filter(({ line }) => !isOfAnother(line, stretches, at)),
  }))
}

const isOfAnother = (line: number, stretches: readonly Stretch[], own: number): boolean =>
  line > 0 && !inside(line, stretches[own]!) && stretches.some((each, at) => at !== own && inside(line, each))

type Stretch = { readonly first: number; readonly last: number }
const inside = (line: number, { first, last }: Stretch): boolean => line >= first && line <= last

function linesOf(tree: Statement): Stretch {
  let [first, last] = [Number.POSITIVE_INFINITY, 0]
  const look = ({ below }: Statement): void => {
    for (const each of below) {
      if (each.line > 0) first = Math.min(first, each.line)
      last = Math.max(last, each.line)
      look(each)
    }
  }
  look(tree)
  return { first, last }
}

/** Findings of one check that are listed; further ones are counted. */
const mostFindings = 200

const mostDoubts = 3

/** Runs the checks of a profile on a configuration, through the eyes of each node or engine that has a group of its own. */
export function runChecks(configuration: CheckedConfiguration, profile: Profile, now: Instant): Report {
  const { tree, skipped } = configuration
  const name = configuration.device ?? hostNameOf(tree)
  const views = viewpointsOf(tree).map((viewpoint) => {
    const device = deviceOf(tree, viewpoint)
    return { viewpoint, device, doubts: doubtsOf(device, skipped) }
  })
  const shown = shownBeside(tree)
  const waivers = waiversOn(name, profile, now)
  const masked = holdsMarks(tree)
  const results = configChecks
    .filter(({ id }) => !profile.off.has(id))
    .map((check) =>
      check.readsSecrets && masked
        ? resultOf(check, 'not-judged', { why: maskedWhy })
        : judge(check, views, settingsOf(profile, check), shown, (statement) => waivers.for(check.id, statement)),
    )
  return {
    kind: 'check-report',
    device: name === null ? null : shown.sentence(name),
    profile: profile.name,
    results,
    summary: summaryOf(results),
    doubts: [...new Set(views.flatMap(({ doubts }) => doubts.map(({ why }) => shown.sentence(why))))],
    notes: waivers.notes(),
  }
}

/** Why a check of secrets says nothing of a text in which they are masked. */
export const maskedWhy = 'the secrets of the text are masked'

const holdsMarks = ({ word, below }: Statement): boolean => isMark(word) || below.some(holdsMarks)

type View = { readonly viewpoint: Viewpoint | undefined; readonly device: Device; readonly doubts: readonly Doubt[] }

/** A group that applies on the second node or engine alone makes a second device of one configuration. */
function viewpointsOf(tree: Statement): readonly (Viewpoint | undefined)[] {
  const groups = tree.find('groups')
  return groups?.find('node1') || groups?.find('re1')
    ? [
        { engine: 're0', node: 'node0' },
        { engine: 're1', node: 'node1' },
      ]
    : [undefined]
}

type Seen = { readonly fault: Fault; readonly views: Set<View> }

function judge(
  check: ConfigCheck,
  views: readonly View[],
  settings: ReturnType<typeof settingsOf>,
  shown: Shown,
  waiverFor: (statement: string) => Waiver | undefined,
): CheckResult {
  const faults: Seen[] = []
  const byPlace = new Map<string | Statement, Seen[]>()
  // through the eyes of two, a place is the same by its words
  const placeOf = ({ at }: Fault) => (views.length > 1 ? at.words.join('\n') : at.node)
  const doubts = new Set<string>()
  const without: string[] = []
  for (const view of views) {
    const about = doubtsAbout(view.device, view.doubts, check)
    for (const { why } of about) doubts.add(why)
    const answer = check.judge(view.device, settings)
    if ('why' in answer) {
      if (about.length === 0) without.push(answer.why)
      continue
    }
    for (const each of answer)
      if (each.kind === 'unclear') doubts.add(`${each.at.line > 0 ? `line ${each.at.line}: ` : ''}${each.what}`)
      else if (standsIn(each, about)) {
        const place = placeOf(each)
        const there = byPlace.get(place)
        const seen = there?.find(({ fault }) => fault.missing === each.missing && fault.what === each.what)
        if (seen) {
          seen.views.add(view)
          continue
        }
        const made = { fault: each, views: new Set([view]) }
        faults.push(made)
        if (there) there.push(made)
        else byPlace.set(place, [made])
      }
  }
  const why = doubts.size > 0 ? shown.sentence([...doubts].slice(0, mostDoubts).join('; ')) : null
  if (faults.length === 0) {
    if (why !== null) return resultOf(check, 'not-judged', { why })
    return without.length === views.length ? resultOf(check, 'not-applicable', { why: without[0] ?? null }) : resultOf(check, 'pass')
  }
  const findings = faults.slice(0, mostFindings).map((seen) => findingOf(seen, views.length, shown, waiverFor))
  const outcome = findings.every(({ waived }) => waived !== null) && faults.length <= mostFindings ? 'waived' : 'finding'
  return resultOf(check, outcome, { findings, more: faults.length - findings.length, why })
}

function findingOf({ fault, views }: Seen, viewCount: number, shown: Shown, waiverFor: (statement: string) => Waiver | undefined): Finding {
  const { at, missing, what, remedy } = fault
  const statement = shown.statement(at, missing === null)
  const waiver = waiverFor(statement)
  const [view] = views
  return {
    what: shown.sentence(what),
    place: {
      line: at.line,
      from: at.node.origin === null ? null : shown.sentence(`${at.node.origin.kind.replace('-', ' ')} ${at.node.origin.name}`),
      scope: scopeOf(at.words, shown),
      statement,
      missing: missing === null ? null : shown.sentence(missing),
      only: views.size < viewCount && view?.viewpoint ? `${view.viewpoint.engine}, ${view.viewpoint.node}` : null,
    },
    remedy: remedy.map((line) => shown.line(line)),
    waived: waiver ? { reason: waiver.reason, until: waiver.until } : null,
  }
}

/** The logical system, tenant and routing instance that a path leads through. */
function scopeOf(words: readonly string[], shown: Shown): string | null {
  let end = words[0] === 'logical-systems' || words[0] === 'tenants' ? 2 : 0
  if (words[end] === 'routing-instances') end += 2
  return end === 0 ? null : shown.sentence(words.slice(0, end).join(' '))
}
