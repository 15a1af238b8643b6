import type { Answer } from '../client/client.ts'
import { accountOf, connect } from './login.ts'
import { say } from './say.ts'

type Options = {
  priority: 'P1' | 'P2' | 'P3' | 'P4'
  channel: 'phone' | 'web' | 'api' | 'automation' | 'email'
  account?: string
  person?: string
  at?: string
  json?: boolean
}

/** Asks what would be decided and prints it; ends with 2 when it would be refused, 3 when it needs approval. */
export async function entitle(serial: string, options: Options): Promise<void> {
  const connected = connect()
  const account = await accountOf(connected, options.account)
  const decision = await connected.client.call('decision.preview', {
    params: { account },
    body: {
      act: 'case.open',
      kind: 'tech',
      device: serial,
      priority: options.priority,
      channel: options.channel,
      release: '',
      confirmations: [],
      ask: '',
      ...(options.person ? { person: options.person } : {}),
      ...(options.at ? { at: options.at } : {}),
    },
  })
  if (options.json) say(JSON.stringify(decision, null, 2))
  else printDecision(decision)
  process.exitCode = decision.verdict === 'granted' ? 0 : decision.verdict === 'refused' ? 2 : 3
}

type Shown = Pick<
  Answer<'decision.preview'>,
  'verdict' | 'offering' | 'contract' | 'decidedBy' | 'reasons' | 'cures' | 'policies' | 'alternatives' | 'candidates'
>

/** A decision as text: the verdict, every reason with its clauses, cures, policies. */
export function printDecision(decision: Shown): void {
  say(
    `${decision.verdict}${decision.offering ? ` under ${decision.offering}` : ''}${decision.contract ? ` (${decision.contract})` : ''}: ${decision.decidedBy.join(', ')}`,
  )
  for (const reason of decision.reasons)
    say(`  ${reason.holds ? '+' : reason.weight === 'advise' ? '~' : '-'} ${reason.sentence} [${reason.clauses.join(', ')}]`)
  for (const cure of decision.cures) say(`  cure: ${cure}`)
  for (const each of decision.alternatives) say(`  ${each.offering} would cover it: ${each.why}`)
  for (const each of decision.candidates)
    say(`  ${each.wins ? 'winner' : 'beside'}: ${each.contract} (${each.offering}), ${each.verdict}: ${each.why}`)
  if (decision.policies.length > 0)
    say(`  policies: ${decision.policies.map((use) => `${use.id} ${use.key} (from ${use.effectiveFrom})`).join(', ')}`)
}
