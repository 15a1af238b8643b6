import type { Parts } from '../assemble.ts'
import { accessHasEnded, askForAccess, grantAccess, listAccess } from '../cases/access/service.ts'
import { announceSession, endSession, logWork, observeSession, startSession } from '../cases/access/sessions/service.ts'
import { askFor, giveItem } from '../cases/asking/service.ts'
import { acceptRates, billCase, logTime } from '../cases/charging/service.ts'
import { confirmExcluded, disputeExcluded, markExcluded } from '../cases/excluding/service.ts'
import { openCase } from '../cases/opening/service.ts'
import { holdCase, logContact } from '../cases/service.ts'
import { dayOf } from '../contracts/service.ts'
import type { Tx } from '../db/scope.ts'
import { accountScope, inScope, providerScope } from '../db/scope.ts'
import { type AccountRef, type Principal, theClock } from '../lib/principal.ts'
import { daysMs, hoursMs, type Instant, minutesMs } from '../lib/time.ts'
import { findPrincipal } from '../parties/service.ts'
import type { Built } from './build.ts'

const serial = 'PROVTOOL-1'
const nothing = { component: '', document: '', section: '', modifiedBy: '', modifiedOn: '', text: '' } as const

/** Two cases of custom software in the demonstration: one that was worked on with access and partly at rates, one that waits for the customer. */
export async function playWork(parts: Parts, { accounts, people }: Built, now: Instant): Promise<void> {
  const account = accounts.get('ALBION')
  const principal = (who: string) =>
    inScope(parts.db, providerScope, (tx) => findPrincipal(tx, { personId: people.get(who)?.personId ?? '' })) as Promise<Principal>
  const [ann, lewis, engineer, manager, finance] = await Promise.all(
    ['ann', 'lewis', 'senior', 'service-manager', 'finance'].map(principal),
  )
  if (!account || !ann || !lewis || !engineer || !manager || !finance) return
  const whole = Math.floor(now / minutesMs) * minutesMs
  await inScope(parts.db, accountScope(account.id), async (tx) => {
    await playWorkedOn(tx, account, whole - 6 * daysMs, { ann, lewis, engineer, manager, finance })
    await playWaiting(tx, account, whole - 20 * hoursMs, { ann, engineer, manager })
  })
}

const open = async (tx: Tx, account: AccountRef, at: Instant, ann: Principal, summary: string, description: string): Promise<string> => {
  const { number } = await openCase(tx, account, at, ann, {
    kind: 'tech',
    summary,
    description,
    serial,
    priority: 'P3',
    channel: 'web',
    customerReference: '',
    release: '',
    confirmations: ['data-backed-up'],
    reportedAt: at,
    requesterId: ann.personId,
    approval: null,
  })
  return number ?? ''
}

async function playWorkedOn(
  tx: Tx,
  account: AccountRef,
  from: Instant,
  { ann, lewis, engineer, manager, finance }: Readonly<Record<'ann' | 'lewis' | 'engineer' | 'manager' | 'finance', Principal>>,
): Promise<void> {
  const at = (hours: number) => from + hours * hoursMs
  const number = await open(
    tx,
    account,
    from,
    ann,
    'The export leaves nodes out',
    'Since Monday eleven nodes of the ring are missing in the nightly export.',
  )
  if (number === '') return
  const found = () => holdCase(tx, account, number)
  const said = { medium: 'phone', numberLeft: false, text: 'Went through the export together; it ends without an error.' } as const
  await logContact(tx, await found(), at(1), engineer, { ...said, at: at(1) })
  const wish = { level: 'configure', environment: 'the provisioning server in Leeds', devices: [serial], reason: 'performance' } as const
  await askForAccess(tx, account, await found(), at(1), engineer, {
    ...wish,
    why: 'To read the log of the export and correct its settings.',
    from: at(1),
    to: at(30),
  })
  const grant = { request: 1, level: 'read', from: at(3), to: at(12), text: 'To look, for today.' } as const
  await grantAccess(tx, account, await found(), at(3), lewis, grant)
  const session = { request: 1, level: 'read', location: 'emea', exception: '', join: 'Bridge 4 of the desk, from the start on' } as const
  await announceSession(tx, account, await found(), at(3), engineer, { ...session, at: at(4) })
  await startSession(tx, account, await found(), at(4), engineer, 1)
  await observeSession(tx, await found(), at(4.2), ann, { session: 1, who: '' })
  await logWork(tx, account, await found(), at(4.4), engineer, {
    session: 1,
    text: 'The export skips nodes whose names have more than 32 letters.',
  })
  await logWork(tx, account, await found(), at(4.8), engineer, {
    session: 1,
    text: 'The check of names was changed in June; it is not ours.',
  })
  await endSession(tx, await found(), at(5), engineer, { session: 1, done: 'Looked, and changed nothing.' })
  const due = dayOf(account.zone, at(30))
  await askFor(tx, account, await found(), at(6), engineer, {
    item: 'logs',
    what: 'The log of the export of last night.',
    reason: 'performance',
    dueOn: due,
  })
  const [access] = await listAccess(tx, account.id, { caseId: (await found()).id })
  if (access) await accessHasEnded(tx, await found(), at(12), theClock(), access.id)
  await giveItem(tx, account, await found(), at(26), ann, {
    item: 1,
    text: 'It is under /var/log/export on the server; you may read it.',
    attachment: null,
  })
  const change = { modifiedBy: 'third-party', modifiedOn: dayOf(account.zone, from - 40 * daysMs) } as const
  await markExcluded(tx, account, await found(), at(27), engineer, {
    code: 'modified-code',
    part: 'The check of names',
    how: 'charge',
    evidence: { ...nothing, ...change, text: 'The module carries the mark of an integrator.' },
  })
  await confirmExcluded(tx, account, await found(), at(28), manager, { number: 1, confirm: true, reason: '' })
  await acceptRates(tx, account, await found(), at(30), lewis, { currency: 'EUR', hourAmount: 24_000 })
  const work = { from: at(47), to: at(49.5), what: 'Put the check of names back and tried the export.' }
  await logTime(tx, account, await found(), at(50), engineer, work)
  await billCase(tx, account, await found(), at(70), finance)
  const more = { from: at(96), to: at(96.5), what: 'Looked at the next export with the customer.' }
  await logTime(tx, account, await found(), at(97), engineer, more)
}

async function playWaiting(
  tx: Tx,
  account: AccountRef,
  from: Instant,
  { ann, engineer, manager }: Readonly<Record<'ann' | 'engineer' | 'manager', Principal>>,
): Promise<void> {
  const at = (hours: number) => from + hours * hoursMs
  const number = await open(tx, account, from, ann, 'The import takes an hour', 'It took ten minutes before the last update of the parser.')
  if (number === '') return
  const found = () => holdCase(tx, account, number)
  await logContact(tx, await found(), at(1), engineer, {
    medium: 'phone',
    numberLeft: false,
    text: 'It is slow with large files alone.',
    at: at(1),
  })
  await askForAccess(tx, account, await found(), at(2), engineer, {
    level: 'read',
    environment: 'the provisioning server in Leeds',
    devices: [],
    reason: 'efficiency',
    why: 'To watch an import while it runs.',
    from: at(2),
    to: at(72),
  })
  await askFor(tx, account, await found(), at(2), engineer, {
    item: 'configurations',
    what: 'The settings of the parser, and the release in use.',
    reason: 'performance',
    dueOn: dayOf(account.zone, at(50)),
  })
  await markExcluded(tx, account, await found(), at(3), engineer, {
    code: 'open-source-parts',
    part: 'Reading of files above 100 MB',
    how: 'decline',
    evidence: { ...nothing, component: 'libyaml', text: 'The time is spent in its reader.' },
  })
  await confirmExcluded(tx, account, await found(), at(5), manager, { number: 1, confirm: true, reason: 'its makers know of it' })
  await disputeExcluded(tx, account, await found(), at(8), ann, {
    number: 1,
    reason: 'you chose the reader, and you set how it is called',
  })
}
