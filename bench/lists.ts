// How long the lists, the queue, the case page and the search take while cases grow: percentiles of the whole request, with
// sign-in, walls and checks, one caller, on a database of its own.
import { startApi } from '../test/support/api.ts'
import { fillCases, type Sample, scaleWorld, vocabulary } from './cases-at-scale.ts'

export type ListFigure = { readonly what: string; readonly aimMs: number; readonly p50: number; readonly p95: number }

const turns = 120
const views = [
  ...['P1', 'P2', 'P3', 'P4'].map((priority) => ({ priority })),
  ...['unassigned', 'team', 'waiting', 'escalated', 'at-risk'].map((lens) => ({ lens })),
  { open: 'false' },
]

/**
 * @param cases how many cases there are; devices are half as many, up to 200,000
 * @returns a figure for each kind of question; the aims are those of the desk: 50 ms, for a search 100 ms
 */
export async function benchLists(cases: number): Promise<readonly ListFigure[]> {
  const api = await startApi(scaleWorld)
  try {
    const samples = await fillCases(api.database, cases, turns)
    for (const [index, picks] of views.entries()) await api.call('eng', 'POST', '/api/queue/views', { name: `View ${index}`, picks })
    const rare = (words: readonly string[]) => [...words].sort((a, b) => vocabulary.indexOf(b) - vocabulary.indexOf(a)).slice(0, 2)
    const mistyped = (word: string) => word.slice(0, 2) + word.slice(3)
    const kinds: readonly (readonly [string, number, string, (sample: Sample) => string])[] = [
      ['cases, newest first', 50, 'eng', () => '/api/cases?limit=50'],
      ['cases of the largest customer', 50, 'ann', () => '/api/cases?limit=50'],
      ['queue by next due', 50, 'eng', () => '/api/queue?limit=50'],
      ['queue, most urgent first', 50, 'eng', () => '/api/queue?limit=50&order=priority'],
      ['queue, last changed first', 50, 'eng', () => '/api/queue?limit=50&order=updated'],
      ['queue, due within the hour', 50, 'eng', () => '/api/queue?limit=50&lens=at-risk'],
      ['counts of the lenses', 50, 'eng', () => '/api/queue/counts'],
      ['counts of ten kept views', 100, 'eng', () => '/api/queue/views/counts'],
      ['beside a case', 50, 'eng', (s) => `/api/accounts/${s.code}/cases/${s.number}/beside`],
      ['case page', 50, 'eng', (s) => `/api/accounts/${s.code}/cases/${s.number}`],
      ['search: number', 100, 'eng', (s) => `/api/cases?query=${s.number}`],
      ['search: reference', 100, 'eng', (s) => `/api/cases?query=INC${s.n}`],
      ['search: serial', 100, 'eng', (s) => `/api/cases?query=${s.serial}`],
      ['search: two rare words', 100, 'eng', (s) => `/api/cases?query=${rare(s.words).join('%20')}`],
      ['search: a frequent word', 100, 'eng', (s) => `/api/cases?query=${vocabulary[s.n % 12]}`],
      ['search: a mistyped word', 100, 'eng', (s) => `/api/cases?query=${mistyped(vocabulary[s.n % 12] as string)}`],
      ['search: the end of a serial', 100, 'eng', (s) => `/api/cases?query=${s.serial.slice(4)}`],
      ['search by the largest customer', 100, 'ann', (s) => `/api/cases?query=${vocabulary[s.n % 12]}`],
      ['search by a small customer', 100, 'low', (s) => `/api/cases?query=${vocabulary[s.n % 12]}`],
    ]
    const figures: ListFigure[] = []
    for (const [what, aimMs, who, url] of kinds) {
      const times: number[] = []
      for (const sample of samples) {
        const from = performance.now()
        const answer = await api.call(who, 'GET', url(sample))
        times.push(performance.now() - from)
        if (answer.status !== 200) throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 200)}`)
      }
      times.sort((a, b) => a - b)
      figures.push({ what, aimMs, p50: times[Math.floor(times.length / 2)] ?? 0, p95: times[Math.floor(times.length * 0.95)] ?? 0 })
    }
    return figures
  } finally {
    await api.close()
  }
}

if (import.meta.main) {
  const cases = Number(process.argv[2] ?? 100_000)
  const from = performance.now()
  const figures = await benchLists(cases)
  console.log(`${cases.toLocaleString('en')} cases, ${((performance.now() - from) / 1000).toFixed(0)} s in all`)
  for (const { what, p50, p95, aimMs } of figures)
    console.log(`${what.padEnd(34)} p50 ${p50.toFixed(1).padStart(7)} ms  p95 ${p95.toFixed(1).padStart(7)} ms  aim ${aimMs}`)
}
