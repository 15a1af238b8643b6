// How long after its commit a change reaches open pages: every page by a stream of its own, over real sockets.
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { startApi } from '../test/support/api.ts'

export type LiveFigure = { readonly streams: number; readonly p50: number; readonly p95: number; readonly last: number }

const account = { name: 'Acme', theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }
const perPerson = 10
const turns = 40

/** From the request that writes a note to its arrival at each of the streams, in milliseconds. */
export async function benchLive(streams = 1000): Promise<LiveFigure> {
  const people = Array.from({ length: Math.ceil(streams / perPerson) }, (_, i) => `e${i}`)
  const api = await startApi({
    accounts: { ACME: account },
    people: {
      ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
      ...Object.fromEntries(people.map((name) => [name, { account: 'VENDOR', roles: ['JT'] }])),
    },
    devices: { A1: { account: 'ACME', product: 'MX204' } },
    base_contracts: [{ account: 'ACME', devices: ['A1'], from: '2026-01-01', to: '2027-12-31' }],
    contracts: [{ account: 'ACME', offering: 'ACP', devices: ['A1'], from: '2026-01-01', to: '2026-12-31' }],
  })
  try {
    const address = new URL(await api.app.listen({ host: '127.0.0.1', port: 0 }))
    const arrived: number[] = []
    let ready = 0
    /** Opens one stream; goes on once the server has taken it. */
    const open = (index: number) =>
      new Promise<void>((taken, failed) => {
        const headers = { 'x-person': people[index % people.length] }
        const sent = request({ hostname: address.hostname, port: address.port, path: '/api/live', agent: false, headers }, (answer) => {
          if (answer.statusCode !== 200) return failed(new Error(`stream ${index}: ${answer.statusCode}`))
          answer.setEncoding('utf8').on('data', (text: string) => {
            if (text.includes('event: hello')) {
              ready++
              taken()
            }
            if (text.includes('event: case')) arrived.push(performance.now())
          })
          answer.on('error', () => {}) // cut off at the end
        })
        sent.on('error', failed)
        sent.end()
      })
    for (let index = 0; index < streams; index += 5)
      await Promise.all(Array.from({ length: Math.min(5, streams - index) }, (_, i) => open(index + i)))
    for (let tries = 0; ready < streams && tries < 500; tries++) await sleep(20)
    if (ready < streams) throw new Error(`${ready} of ${streams} streams are open`)
    const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority: 'P3', summary: 'Link flaps' })
    const { number } = opened.body as { number: string }
    await sleep(500)
    const times: number[] = []
    const lasts: number[] = []
    for (let turn = 0; turn < turns; turn++) {
      arrived.length = 0
      const asked = performance.now()
      const answer = await api.call('desk', 'POST', `/api/accounts/ACME/cases/${number}/notes`, { text: 'a note' })
      if (answer.status !== 200) throw new Error(answer.text)
      for (let tries = 0; arrived.length < streams && tries < 500; tries++) await sleep(5)
      if (arrived.length < streams) throw new Error(`${arrived.length} of ${streams} heard of it`)
      for (const at of arrived) times.push(at - asked)
      lasts.push(Math.max(...arrived) - asked)
    }
    const at = (values: number[], part: number) => values.sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0
    return { streams, p50: at(times, 0.5), p95: at(times, 0.95), last: at(lasts, 0.5) }
  } finally {
    await api.close()
  }
}

if (import.meta.main) {
  const { streams, p50, p95, last } = await benchLive(Number(process.argv[2] ?? 1000))
  console.log(
    `${streams} open pages, from the request to the page: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, the last page ${last.toFixed(1)} ms`,
  )
}
