import { toIso } from '../../lib/time.ts'
import { foci, type Indicator, type Review, type ReviewItem, reviewTitles } from './review.ts'

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

const dataOf = (at: string | null): string => (at === null ? 'none' : `${at.slice(0, 16).replace('T', ' ')} UTC`)

/** Each indicator with its limits, and what was seen when on which device (MSP-3.1.8.p1). */
function indicatorTable(indicators: readonly Indicator[]): readonly string[] {
  if (indicators.length === 0) return []
  return [
    '## Indicators',
    '',
    '| indicator | recommended | device | outcome | seen | sample of |',
    '|---|---|---|---|---|---|',
    ...indicators.flatMap(({ key, title, limits, samples }) =>
      samples.map(
        ({ serial, at, outcome, values }) =>
          `| ${plain(key)} | ${[title, ...limits].map(plain).join('; ')} | ${plain(serial)} | ${outcome} | ${values.map(plain).join('; ')} | ${dataOf(at)} |`,
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
              : 'Whether downtime is to be expected is not said.',
          ]),
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
