import { formatLocal } from '../../calendar/local-time.ts'
import { toIso } from '../../lib/time.ts'
import { type NodesAlike, nodesAlike } from './downtime.ts'
import { reviewTitles } from './kinds.ts'
import { foci, type Indicator, type Review, type ReviewItem } from './review.ts'
import { missingBefore, owedAfter, talkTitles } from './talk.ts'

/** Text of somebody else inside of Markdown: nothing of it is read as form. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|]/g, '\\$&').replace(/\r?\n/g, ' ')
const block = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line) => plain(line))
    .join('  \n')
const day = (at: number): string => toIso(at).slice(0, 10)

/** A review as a document: what a manager reads first, then what an engineer acts on. */
export function markdownOf(review: Review): string {
  const { number, kind, account, content, notes, engineer, cutoff, releasedAt, state } = review
  const items = content.items.filter(({ key }) => !notes.items[key]?.left)
  const lines = [
    `# ${reviewTitles[kind]} ${number}`,
    '',
    `${plain(account)}. Data up to ${day(cutoff)}. By ${plain(engineer || 'nobody yet')}. ${state === 'draft' ? 'Draft, not released.' : `Released on ${day(releasedAt as number)}.`}`,
    '',
    '## Summary',
    '',
    notes.summary.trim() === '' ? 'Not written yet.' : block(notes.summary),
    '',
    `${content.devices.length} devices were looked at; ${items.length === 0 ? 'nothing was found' : `${items.length} findings, ${counted(items)}`}.`,
    '',
    ...talksOf(review),
    ...sections(review, items),
    ...indicatorTable(content.indicators),
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
        `| ${plain(serial)} | ${plain(product)} | ${plain(release || 'not known')} | ${dataOf(configurationAt)} | ${dataOf(sampledAt)} |`,
    ),
    '',
  ]
  return lines.join('\n')
}

/** Each talk with its time in the zone it was given in, who was there, and what was said. */
function talksOf({ kind, state, talks }: Review): readonly string[] {
  const owed = owedAfter(kind, talks)
  const missing = missingBefore(kind, talks)
  return [
    ...talks.flatMap(({ kind: talk, heldAt, zone, engineer, ours, theirs, said, recordedBy, recordedAt, struck }) => [
      `## ${talkTitles[talk]}${struck ? ', struck' : ''}`,
      '',
      `${plain(whenSaid(heldAt, zone))}. Led by ${plain(engineer)}. For the provider: ${ours.map(plain).join(', ')}. For the customer: ${theirs.map(plain).join(', ')}.`,
      '',
      block(said),
      '',
      `Recorded by ${plain(recordedBy)} on ${day(recordedAt)}.`,
      '',
      ...(struck ? [`Struck by ${plain(struck.by)} on ${day(struck.at)}, as it was recorded by mistake: ${plain(struck.why)}`, ''] : []),
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

const dataOf = (at: string | null): string => (at === null ? 'none' : `${at.slice(0, 16).replace('T', ' ')} UTC`)

/** Each indicator with its limits, and what was seen when on which device (MSP-3.1.8.p1). */
function indicatorTable(indicators: readonly Indicator[]): readonly string[] {
  if (indicators.length === 0) return []
  return [
    '## Indicators',
    '',
    '| indicator | recommended | device | outcome | seen | sample of |',
    '|---|---|---|---|---|---|',
    ...indicators.flatMap(({ key, title, recommended, samples }) =>
      samples.map(
        ({ serial, at, outcome, values }) =>
          `| ${plain(key)} | ${[title, ...recommended].map(plain).join('; ')} | ${plain(serial)} | ${outcome} | ${values.map(plain).join('; ')} | ${dataOf(at)} |`,
      ),
    ),
    '',
  ]
}

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
  if (kind !== 'CACR') return items.length === 0 ? [] : ['## Findings', '', ...items.flatMap(whole)]
  // all three headings stand there, also over nothing (MSP-3.1.7.p3)
  return foci.flatMap((focus) => {
    const of = items.filter((item) => item.foci[0] === focus)
    return [`## ${focus.charAt(0).toUpperCase()}${focus.slice(1)}`, '', ...(of.length === 0 ? ['No finding.', ''] : of.flatMap(whole))]
  })
}
