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
