import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { ChangeRow } from '../change.ts'
import { cite } from '../citing.ts'
import { openIssues, standingOf } from '../happened.ts'
import { type By, happened, managerOf, type Terms, tell } from '../service.ts'
import { listEvents, patchChange } from '../store.ts'

const fallbackWords = { 'end-user-contact': 'your own contact', 'support-centre': 'JTAC follow-up' } as const

/** Who follows up on what is open after a window: the service manager, else where policy B70 says. */
export async function followersOf(tx: Tx, account: AccountRef, { book }: Pick<Terms, 'book'>) {
  const stays = book.get('handover.none').stayWith.map((each) => fallbackWords[each])
  return { manager: await managerOf(tx, account), stays }
}

/** What came up after the window has an owner at once, and both sides hear whose it is (ISS-3.1.4). */
export async function followUp(tx: Tx, account: AccountRef, by: By, change: ChangeRow, terms: Terms): Promise<void> {
  const entries = openIssues(standingOf(await listEvents(tx, account.id, change.id)).entries)
  const entry = entries.at(-1)
  if (!entry) return
  const { manager, stays } = await followersOf(tx, account, terms)
  const owner = manager ?? stays.join(' and ')
  await happened(tx, account, by, change, 'follow-up', { entry: entry.id, owner, text: 'It came up after the window.' })
  await patchChange(tx, account.id, change.id, { openIssues: entries.length, followedUpBy: owner })
  const said = manager === undefined ? `No service manager is assigned: it stays with ${owner}` : `${manager} follows up on it`
  await tell(tx, account, by, change, {
    to: 'both',
    subject: 'Something came up after the window',
    text: [`${entry.by}: ${entry.text}`, `${said}${cite(terms.offering, 'handover')}.`],
  })
}
