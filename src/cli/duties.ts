import { accountOf, connect } from './login.ts'
import { columns, say } from './say.ts'

/** What each side owes under each contract and each piece of work: the same list for both. */
export async function list(
  given: string | undefined,
  { unmet, side, json }: { readonly unmet?: boolean; readonly side?: 'provider' | 'customer'; readonly json?: boolean },
): Promise<void> {
  const connected = connect()
  const { contracts } = await connected.client.call('duty.list', {
    params: { account: await accountOf(connected, given) },
    query: { ...(unmet ? { state: 'unmet' } : {}), ...(side ? { side } : {}) },
  })
  if (json) return say(JSON.stringify(contracts, null, 2))
  const groups = contracts.flatMap(({ number, title, items, engagements }) => [
    { title: `${number}, ${title}`, items },
    ...engagements.map((each) => ({ title: `${number}, ${each.title}`, items: each.items })),
  ])
  const shown = groups.filter(({ items }) => items.length > 0)
  if (shown.length === 0) return say(unmet ? 'Every duty is met.' : 'No duties.')
  for (const group of shown) {
    say(group.title)
    say(
      columns(
        group.items.map(({ code, party, state, title, due, clauses }) => [
          `  ${party}`,
          code,
          state,
          due.on ?? due.words,
          `${title} (${clauses[0] ?? ''})`,
        ]),
      ),
    )
  }
}
