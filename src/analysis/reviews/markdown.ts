import { subjects } from '../../advisories/record/advisory.ts'
import { formatLocal, localClock, localDate, wordsForTime } from '../../calendar/local-time.ts'
import { fromIso, toIso, type Zone } from '../../lib/time.ts'
import { type NodesAlike, nodesAlike } from './downtime.ts'
import { type ReviewKind, reviewTitles } from './kinds.ts'
import { foci, type Indicator, type Review, type ReviewItem } from './review.ts'
import { missingBefore, owedAfter, talkTitles } from './talk.ts'

/** Text of somebody else inside of Markdown: nothing of it is read as form. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&').replace(/\r?\n/g, ' ')
const block = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => plain(line))
    .join('  \n')
/** The day of an instant where the account is. */
const day = (zone: Zone, at: number): string => {
  const on = localDate(zone, at)
  return typeof on === 'string' ? on : toIso(at).slice(0, 10)
}

/** A review as a document: what a manager reads first, then what an engineer acts on. */
export function markdownOf(review: Review): string {
  const { number, kind, account, zone, content, notes, engineer, cutoff, releasedAt, state } = review
  const items = content.items.filter(({ key }) => !notes.items[key]?.left)
  const lines = [
    `# ${reviewTitles[kind]} ${number}`,
    '',
    `${plain(account)}. Data up to ${day(zone, cutoff)}. By ${plain(engineer || 'nobody yet')}. ${state === 'draft' ? 'Draft, not released.' : `Released on ${day(zone, releasedAt as number)}.`}`,
    '',
    '## Summary',
    '',
    notes.summary.trim() === '' ? 'Not written yet.' : block(notes.summary),
    '',
    `${content.devices.length} devices were looked at; ${items.length === 0 ? 'nothing was found' : `${items.length} findings, ${counted(items)}`}.${bySubject(kind, items)} Days and times are those of ${zone}.`,
    '',
    ...talksOf(review),
    ...sections(review, items),
    ...(content.noMatch
      ? [
          '## Published, and no match',
          '',
          ...(content.noMatch.length === 0 ? ['None.'] : content.noMatch.map(({ key, title }) => `- ${plain(key)}: ${plain(title)}`)),
          '',
        ]
      : []),
    ...indicatorTable(zone, content.indicators),
    '## What could not be judged',
    '',
    ...(content.notJudged.length === 0 ? ['Nothing was left open.'] : content.notJudged.map((line) => `- ${plain(line)}`)),
    '',
    '## Devices',
    '',
    '| serial | product | release | configuration of | answers of |',
    '|---|---|---|---|---|',
    ...content.devices.map(
      ({ serial, product, release, configurationAt, sampledAt }) =>
        `| ${plain(serial)} | ${plain(product)} | ${plain(release || 'not known')} | ${dataOf(zone, configurationAt)} | ${dataOf(zone, sampledAt)} |`,
    ),
    '',
  ]
  return lines.join('\n')
}

/** Each talk with its time in the zone it was given in, who was there, and what was said. */
function talksOf({ kind, state, talks, zone: home }: Review): readonly string[] {
  const owed = owedAfter(kind, talks)
  const missing = missingBefore(kind, talks)
  return [
    ...talks.flatMap(({ kind: talk, heldAt, zone, engineer, ours, theirs, said, agreement, recordedBy, recordedAt, struck }) => [
      `## ${talkTitles[talk]}${struck ? ', struck' : ''}`,
      '',
      `${plain(whenSaid(heldAt, zone))}. Led by ${plain(engineer)}. For the provider: ${ours.map(plain).join(', ')}. For the customer: ${theirs.map(plain).join(', ')}.${agreement === '' ? '' : ` Outside the usual hours by agreement ${plain(agreement)}.`}`,
      '',
      block(said),
      '',
      `Recorded by ${plain(recordedBy)} on ${day(home, recordedAt)}.`,
      '',
      ...(struck
        ? [`Struck by ${plain(struck.by)} on ${day(home, struck.at)}, as it was recorded by mistake: ${plain(struck.why)}`, '']
        : []),
    ]),
    ...(missing ? [`Missing before the analysis: ${missing}.`, ''] : []),
    ...(state === 'released' && owed ? [`Still to come: ${owed}.`, ''] : []),
  ]
}

/** Devices alike, whether downtime is to be expected, why, and what is not known. */
const nodeLine = ({ serials, expected, why, notKnown }: NodesAlike): string =>
  `- ${serials.map(plain).join(', ')}: downtime by the issue itself: ${expected}. ${why.map(plain).join(' ')}${notKnown.length > 0 ? ` Not known: ${notKnown.map(plain).join('; ')}.` : ''}`

const whenSaid = (at: number, zone: string): string => {
  const said = formatLocal(zone, at)
  return typeof said === 'string' ? `${said} (${zone})` : toIso(at)
}

const dataOf = (zone: Zone, at: string | null): string => (at === null ? 'none' : whenHere(zone, fromIso(at)))

/** `2026-04-20 11:00`, where the account is. */
const whenHere = (zone: Zone, at: number): string => {
  const clock = localClock(zone, at)
  return 'kind' in clock ? toIso(at) : `${clock.date} ${wordsForTime(clock.millisOfDay)}`
}

/** Each indicator with its limits, and what was seen when on which device (MSP-3.1.8.p1). */
function indicatorTable(zone: Zone, indicators: readonly Indicator[]): readonly string[] {
  if (indicators.length === 0) return []
  return [
    '## Indicators',
    '',
    '| indicator | recommended | device | outcome | seen | sample of |',
    '|---|---|---|---|---|---|',
    ...indicators.flatMap(({ key, title, recommended, samples }) =>
      samples.map(
        ({ serial, at, outcome, values }) =>
          `| ${plain(key)} | ${[title, ...recommended].map(plain).join('; ')} | ${plain(serial)} | ${outcome} | ${values.map(plain).join('; ')} | ${dataOf(zone, at)} |`,
      ),
    ),
    '',
  ]
}

/** How much of each type was found, `none found` where nothing was (MSP-3.1.6.p1). */
const bySubject = (kind: ReviewKind, items: readonly ReviewItem[]): string =>
  kind === 'PIIR'
    ? ` ${subjects
        .map((subject) => `${subject}: ${items.filter(({ about = 'software' }) => about === subject).length || 'none found'}`)
        .toReversed()
        .join('; ')}.`
    : ''

function counted(items: readonly ReviewItem[]): string {
  const bySeverity = Map.groupBy(items, ({ severity }) => severity)
  return [...bySeverity].map(([severity, each]) => `${each.length} ${severity}`).join(', ')
}

function sections({ kind, notes }: Review, items: readonly ReviewItem[]): readonly string[] {
  const whole = (item: ReviewItem): readonly string[] => {
    const note = notes.items[item.key]
    return [
      `### ${plain(item.key)}: ${plain(item.title)}`,
      '',
      `Severity: ${plain(item.severity)}. Devices: ${item.devices.map(plain).join(', ')}.`,
      ...(item.downtime === null
        ? []
        : [
            '',
            item.downtime.length > 0
              ? `Downtime is to be expected on: ${item.downtime.map(plain).join(', ')}.`
              : 'Of no device it is said that the issue itself leads to downtime.',
          ]),
      ...(item.nodes?.length ? ['', ...nodesAlike(item.nodes).map(nodeLine)] : []),
      '',
      ...item.facts.map((fact) => `- ${plain(fact)}`),
      '',
      `**Assessment.** ${block(note?.assessment.trim() || 'Not written yet.')}`,
      '',
      `**Recommendation.** ${block(note?.recommendation.trim() || 'None known.')}`,
      '',
    ]
  }
  // both types stand there, also over nothing (MSP-3.1.6.p1)
  if (kind === 'PIIR')
    return subjects.toReversed().flatMap((subject) => {
      const of = items.filter(({ about = 'software' }) => about === subject)
      return [`## ${heading(subject)}`, '', ...(of.length === 0 ? ['None found.', ''] : of.flatMap(whole))]
    })
  if (kind !== 'CACR') return items.length === 0 ? [] : ['## Findings', '', ...items.flatMap(whole)]
  // all three headings stand there, also over nothing (MSP-3.1.7.p3)
  return foci.flatMap((focus) => {
    const of = items.filter((item) => item.foci[0] === focus)
    return [`## ${heading(focus)}`, '', ...(of.length === 0 ? ['No finding.', ''] : of.flatMap(whole))]
  })
}

const heading = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`
