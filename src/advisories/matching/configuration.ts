import type { Statement } from '../../junos/config/statement.ts'
import type { Requirement } from '../record/advisory.ts'
import type { Match } from './outcome.ts'

/** What the configuration of a device has of what records ask for. */
export type Evidence = {
  /** Paths that are in effect, as records write them. */
  readonly present: readonly string[]
  /** False when lines of it were left out: then nothing can be said to be absent. */
  readonly whole: boolean
}

/** Where a path may begin: anything else in brackets is prose. */
const hierarchies = new Set(
  (
    'access access-profile applications bridge-domains chassis class-of-service diameter dynamic-profiles ethernet-switching-options event-options ' +
    'fabric firewall forwarding-options interfaces jsrc logical-systems multi-chassis multicast-snooping-options poe policy-options protocols ' +
    'routing-instances routing-options security services session-limit-group smtp snmp switch-options system tenants unified-edge ' +
    'virtual-chassis vlans vmhost wlan'
  ).split(' '),
)

/**
 * The words of a path, `<name>` and `*` for any word, `...` for any number of words; undefined for what is no path. Only the words up to
 * the first sign of prose count.
 */
export function pathWords(path: string): readonly string[] | undefined {
  const words = path
    .replace(/^(?:(?:set|edit)\s+)+/i, '')
    .replace(/^(\S+)\s+set\s/i, '$1 ')
    .replace(/[\u2026]/g, '...')
    .split(/\s+/)
    .filter(Boolean)
  if (!hierarchies.has(words[0] ?? '')) return undefined
  return words.every((word) => /^(?:\.\.\.|\*|<[^<>]*>|(?=.*\w)[\w.:/@-]+\*?)$/.test(word)) ? words : undefined
}

/** Stands for a name or a value, though not in angle brackets: `profile-name`, `kbps`, `irb.0`, `ge-0/0/0`. */
const standsForAny =
  /^(?:.+-)?(?:name|value|number|id|string|address|seconds|percent|kbps)$|[A-Z_:@]|^[\d./]+$|\d\.\d|^[a-z]+\d*\.\d+$|^[a-z]+-\d+\//
/** Behind these stands a name, which records leave out or give as an example: `routing-instances evpna`, `security ike gateway ike-policy`. */
const takesName = new Set(
  (
    'active-policy area bridge-domains client filter gateway group idp-policy instance interface interfaces logical-systems neighbor policy ' +
    'policy-statement profile proposal routing-instances rule rule-set security-zone server tenants term unit user vlans vpn'
  ).split(' '),
)

/** A word of a path, and whether any word is it. */
type Step = { readonly word: string; readonly any: boolean }

const stepsOf = (words: readonly string[]): readonly Step[] =>
  words.map((word, at) => ({
    word,
    any: word === '*' || word.startsWith('<') || standsForAny.test(word) || takesName.has(words[at - 1] ?? ''),
  }))

/**
 * Which of these paths an effective configuration has: at its top, and in each logical system, tenant, routing instance and dynamic profile. A
 * path is had where any reading of it is there, since what it lacks frees a device. Whole is what has `system` and `interfaces`.
 */
export function evidenceOf(effective: Statement, paths: Iterable<string>, whole: boolean): Evidence {
  const tops = topsOf(effective)
  const there = wordsIn(effective)
  const present = [...new Set(paths)].filter((path) => {
    const steps = stepsOf(pathWords(path) ?? [])
    // most paths have a word that stands nowhere
    return steps.length > 0 && steps.every((step) => mayStand(step, there)) && tops.some((top) => leads(top, steps, 0))
  })
  const hasBoth = effective.find('system') !== undefined && effective.find('interfaces') !== undefined
  return { present: present.sort(), whole: whole && hasBoth }
}

function wordsIn(node: Statement, found = new Set<string>()): ReadonlySet<string> {
  for (const each of node.below) {
    found.add(each.word)
    if (each.below.length > 0) wordsIn(each, found)
  }
  return found
}

const mayStand = ({ word, any }: Step, there: ReadonlySet<string>): boolean => any || word === '...' || /[*/]/.test(word) || there.has(word)

function topsOf(tree: Statement): readonly Statement[] {
  const inside = ['logical-systems', 'tenants', 'routing-instances', 'dynamic-profiles'].flatMap((word) => tree.find(word)?.below ?? [])
  return [tree, ...inside.flatMap(topsOf)]
}

/** Records leave names out, and the keyword before one: so many words of a configuration may stand between two of a path. */
const mostBetween = 2

function leads(node: Statement, steps: readonly Step[], at: number, between = 0): boolean {
  const step = steps[at]
  if (step === undefined) return true
  const { word, any } = step
  if (word === '...') return leads(node, steps, at + 1) || node.below.some((each) => leads(each, steps, at))
  const mayLeaveOut = at > 0 && between < mostBetween
  return node.below.some(
    (each) => ((any || isOneOf(each.word, word)) && leads(each, steps, at + 1)) || (mayLeaveOut && leads(each, steps, at, between + 1)),
  )
}

/** `master/slave` is either, `junos-*` whatever begins so. */
const isOneOf = (word: string, wanted: string): boolean =>
  word === wanted ||
  (wanted.endsWith('*') && word.startsWith(wanted.slice(0, -1))) ||
  (wanted.includes('/') && wanted.split('/').includes(word))

/** The text of a record says that something is not configured, or when it does not apply: what a device lacks then frees nobody. */
const turnsRound = /\b(?:not?|unless|without|except|absen(?:t|ce)|missing|lacks?|disabled?|removed)\b|n't\b/i
const frees = /\b(?:is|are) not (?:affected|vulnerable|impacted|exposed)\b/gi

/**
 * Looks at a match with the configuration. A device is free only when the record names paths, all of them are understood, the whole
 * configuration was read, and none of them is in effect: then neither every one nor any one of them is there, however the prose is meant.
 */
export function byConfiguration(match: Match, requirements: readonly Requirement[], evidence: Evidence | null): Match {
  if (match.verdict !== 'affected' && match.verdict !== 'unknown') return match
  const paths = requirements.flatMap((requirement) => requirement.paths)
  if (evidence === null || paths.length === 0) return match
  const present = paths.filter((path) => evidence.present.includes(path))
  const say = (why: string): Match => ({ ...match, why: [...match.why, why] })
  if (present.length > 0)
    return { ...say(`Its configuration has [ ${present.join(' ], [ ')} ].`), needs: present.length === paths.length ? [] : match.needs }
  if (paths.some((path) => pathWords(path) === undefined))
    return say('Not every path that the record names is understood, so its configuration does not free it.')
  if (requirements.some(({ text }) => turnsRound.test(text.replace(frees, ''))))
    return say('The record also says what must not be configured, so its configuration does not free it.')
  if (!evidence.whole) return say('Its configuration was not read whole, so it does not free it.')
  return { ...say(`Its configuration has none of [ ${paths.join(' ], [ ')} ].`), verdict: 'not affected', needs: [] }
}
