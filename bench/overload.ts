// What is still done when ten times as many ask as are served best: cases opened a second by 32 clients, then by 320, and
// how many of the P1 get through meanwhile.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { newId } from '../src/db/ids.ts'

type Ready = { readonly address: string; readonly keys: Readonly<Record<string, string>> }
export type OverloadFigures = {
  readonly peakPerSecond: number
  readonly goodputPerSecond: number
  readonly refusedPerSecond: number
  readonly refusedP99Ms: number
  readonly urgentShare: number
}

const roundMs = 6000

export async function benchOverload(): Promise<OverloadFigures> {
  const child = fork(join(import.meta.dirname, 'intake-server.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [{ address, keys }] = (await once(child, 'message')) as [Ready]
  const agent = new Agent({ keepAlive: true, maxSockets: 400 })
  const { hostname, port } = new URL(address)
  const codes = Object.keys(keys)
  const open = (client: number, turn: number, priority: string) =>
    new Promise<number>((resolve) => {
      const code = codes[client % codes.length] as string
      const body = JSON.stringify({
        device: `${code}-${turn % 20}`,
        priority,
        summary: 'BGP session flaps',
        description: 'Hold timer expired.',
      })
      const sent = request(
        {
          agent,
          hostname,
          port,
          method: 'POST',
          path: `/api/accounts/${code}/cases`,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'x-api-key': keys[code],
            'idempotency-key': newId(Date.now()),
          },
        },
        (answer) => {
          answer.resume()
          answer.on('end', () => resolve(answer.statusCode ?? 0))
        },
      )
      sent.on('error', () => resolve(0))
      sent.end(body)
    })
  const round = async (clients: number, urgent: number) => {
    const until = performance.now() + roundMs
    const count = { done: 0, refused: 0, urgentDone: 0, urgent: 0 }
    const refusals: number[] = []
    await Promise.all(
      Array.from({ length: clients + urgent }, async (_, client) => {
        for (let turn = 0; performance.now() < until; turn++) {
          const from = performance.now()
          const status = await open(client, turn, client < clients ? 'P3' : 'P1')
          if (client >= clients) {
            count.urgent++
            if (status === 201) count.urgentDone++
            // somebody who opens a P1 does not open the next one at once
            await new Promise((resolve) => setTimeout(resolve, 200))
          } else if (status === 201) count.done++
          else {
            count.refused++
            refusals.push(performance.now() - from)
            // a client that was told to come again does, sooner than it should
            await new Promise((resolve) => setTimeout(resolve, 250))
          }
        }
      }),
    )
    refusals.sort((a, b) => a - b)
    return { ...count, refusedP99: refusals[Math.floor(refusals.length * 0.99)] ?? 0 }
  }
  await round(32, 0) // warm
  const peak = await round(32, 0)
  const flooded = await round(320, 8)
  child.send('end')
  agent.destroy()
  const perSecond = (count: number) => (count / roundMs) * 1000
  return {
    peakPerSecond: perSecond(peak.done),
    goodputPerSecond: perSecond(flooded.done + flooded.urgentDone),
    refusedPerSecond: perSecond(flooded.refused),
    refusedP99Ms: flooded.refusedP99,
    urgentShare: flooded.urgent === 0 ? 0 : flooded.urgentDone / flooded.urgent,
  }
}

if (import.meta.main) console.log(await benchOverload())
