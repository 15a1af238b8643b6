import { accountIn } from './cases.ts'
import { connect } from './login.ts'
import { columns, say } from './say.ts'

/** Who is on call, what rings, and escalations on the command line. */

export async function onCall({ at, json }: { at?: string; json?: boolean }): Promise<void> {
  const { client } = connect()
  const { items } = await client.call('roster.list', { query: at ? { at } : {} })
  if (json) return say(JSON.stringify(items, null, 2))
  if (items.length === 0) return say('No roster yet. Write one in the portal under On call.')
  say(
    columns(
      items.map((roster) => [
        roster.title,
        roster.onCall.map((duty) => duty.name).join(', then ') || 'nobody',
        roster.nextGap ? `nobody from ${roster.nextGap.from}` : 'no gap for four weeks',
      ]),
    ),
  )
}

export async function calls({ json }: { json?: boolean }): Promise<void> {
  const { client } = connect()
  const { items } = await client.call('page.list', { query: { state: 'ringing' } })
  if (json) return say(JSON.stringify(items, null, 2))
  if (items.length === 0) return say('Nothing rings.')
  say(
    columns(items.map((page) => [page.case, page.priority, page.team, page.calls.map((call) => call.name).join(', then '), page.summary])),
  )
}

/** Answers what rings for a case. */
export async function acknowledge(number: string): Promise<void> {
  const { client } = connect()
  const { items } = await client.call('page.list', { query: { state: 'ringing' } })
  const mine = items.filter((page) => page.case === number.toUpperCase())
  if (mine.length === 0) return say(`Nothing rings for ${number.toUpperCase()}.`)
  for (const page of mine) await client.call('page.acknowledge', { params: { account: page.account, case: page.case, page: page.id } })
  say(`${number.toUpperCase()}: you answered, the calling is over. The customer still waits for a response.`)
}

export async function escalate(number: string, reason: string, severity: 'high' | 'medium' | 'low'): Promise<void> {
  const { client } = connect()
  const raised = await client.call('escalation.raise', {
    params: { account: accountIn(number), case: number.toUpperCase() },
    body: { reason, severity },
  })
  say(
    `${raised.number} is with: ${raised.levelTitle}. ${raised.lead === 'desk' ? 'The escalation desk' : 'The advisor'} leads; the next word is due ${raised.reportDueAt}.`,
  )
}

type Offer = { readonly situation: string; readonly next: string; readonly promised?: string; readonly by?: string }

/** Offers a case to a colleague; it changes hands when it is accepted. */
export async function offer(number: string, to: string, { situation, next, promised, by }: Offer): Promise<void> {
  const { client } = connect()
  const made = await client.call('hand-over.offer', {
    params: { account: accountIn(number), case: number },
    body: { to, situation, nextStep: next, ...(promised ? { promised } : {}), ...(by ? { promisedAt: by } : {}) },
  })
  say(`${number} is offered to ${made.to}; it stays with you until it is accepted`)
}

/** Accepts or declines what is offered to me on a case. */
export async function answerOffer(number: string, no?: string): Promise<void> {
  const { client } = connect()
  const { items } = await client.call('hand-over.waiting', {})
  const waiting = items.find((each) => each.case.toUpperCase() === number.toUpperCase())
  if (!waiting) return say(`Nothing on ${number} waits for your answer.`)
  const params = { account: waiting.account, case: waiting.case, handover: waiting.id }
  const after =
    no === undefined
      ? await client.call('hand-over.accept', { params, body: {} })
      : await client.call('hand-over.decline', { params, body: { reason: no } })
  say(`${number}: ${after.state}`)
}
