import type { Parts } from '../assemble.ts'
import { listContracts } from '../contracts/service.ts'
import { inScope, providerScope } from '../db/scope.ts'
import type { AdviceDuty } from '../guidance/advising/advice.ts'
import { type Logged, logAdvice } from '../guidance/advising/service.ts'
import { issuePlan, writePlan } from '../guidance/releases/service.ts'
import { listDevices } from '../installed-base/service.ts'
import { actorOf } from '../lib/principal.ts'
import { daysMs, type Instant, toIso } from '../lib/time.ts'
import { findPrincipal } from '../parties/service.ts'
import { reportsOf, sendReport } from '../reports/network/service.ts'
import type { Built } from './build.ts'

/** The advisor of the demonstration: what was done under the duties in the last weeks, and the reports about the network that were due, each sent in time. */

const done: readonly { readonly daysAgo: number; readonly duty: AdviceDuty; readonly text: string }[] = [
  {
    daysAgo: 62,
    duty: 'b',
    text: 'PBN-9003 talked through: two routers of the core may lose a member of a bundle; traffic is moved by hand until the upgrade.',
  },
  {
    daysAgo: 41,
    duty: 'c',
    text: 'Release of the core for the next year: 22.4 stays until March, the lab tries its successor from January on.',
  },
  { daysAgo: 20, duty: 'a', text: 'Joined the call on the switchover and brought the engineer of the last upgrade in.' },
]
const asked = { daysAgo: 9, text: 'Told by mail, with the table of both platforms.' }

/** A plan that waits for what the customer decides. */
const planned = {
  daysAgo: 3,
  plan: {
    target: '23.4R2-S5',
    features: 'None that the core needs.',
    problems: 'The member of a bundle that stays down after a card restarts (PBN-9003) is gone.',
    risks: 'Two restarts of each routing engine; the lab found none beyond them.',
    benefits: 'Engineering goes on until 2028.',
    advice: 'In the window of January, one router a night.',
  },
}

export async function playAdvice(parts: Parts, { accounts, people }: Built, now: Instant): Promise<void> {
  const account = accounts.get('ALBION')
  const [personId, annId] = [people.get('advisor')?.personId, people.get('ann')?.personId]
  if (!account || !personId || !annId) return
  await inScope(parts.db, providerScope, async (tx) => {
    const principal = await findPrincipal(tx, { personId })
    const contract = (await listContracts(tx, account.id)).find(
      ({ service, state, endsOn }) => service === 'ACP' && state === 'active' && endsOn >= toIso(now).slice(0, 10),
    )
    if (!principal || !contract) return
    const entry = (duty: AdviceDuty, text: string, question: Logged['question'] = null): Logged => ({
      duty,
      text,
      on: undefined,
      case: null,
      question,
    })
    for (const { daysAgo, duty, text } of done)
      await logAdvice(tx, account, { now: now - daysAgo * daysMs, principal }, contract.number, entry(duty, text))
    const question = {
      channel: 'email',
      asker: annId,
      product: 'MX304',
      question: 'How many routes does the card of the new platform hold?',
      answer: 'Twice as many as the card that is there today; the table is attached.',
      fault: false,
    } as const
    await logAdvice(tx, account, { now: now - asked.daysAgo * daysMs, principal }, contract.number, entry('e', asked.text, question))
    const [device] = (await listDevices(tx, account.id, { limit: 200, topOnly: true })).filter(
      ({ release, releaseSeenOn }) => release !== '' && releaseSeenOn !== null && Date.parse(releaseSeenOn) > now - 30 * daysMs,
    )
    const by = { now: now - planned.daysAgo * daysMs, principal }
    if (device) {
      await writePlan(tx, account, by, contract.number, { ...planned.plan, serials: [device.serial] })
      await issuePlan(tx, account, by, contract.number, 1)
    }
    const { reports } = await reportsOf(tx, account, now, contract.number)
    for (const { kind, from, dueOn, state } of reports)
      if (state === 'late' && dueOn !== null)
        await sendReport(
          tx,
          account,
          { now: Date.parse(`${dueOn}T09:00:00Z`) - daysMs, actor: actorOf(principal), name: principal.name },
          contract.number,
          { kind, from, why: '' },
        )
  })
}
