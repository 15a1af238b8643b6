import type { Parts } from '../assemble.ts'
import { addDays } from '../calendar/terms.ts'
import { answerOwnData, openRound, sayOfContact } from '../contacts/service.ts'
import { contractLevels } from '../contracts/levels/service.ts'
import { listContracts } from '../contracts/service.ts'
import { inScope, providerScope, type Tx } from '../db/scope.ts'
import {
  type By,
  listDifferences,
  listRounds,
  openRound as openComparison,
  settle,
  sign,
} from '../installed-base/reconciliation/service.ts'
import { listDevices } from '../installed-base/service.ts'
import { csvText } from '../lib/csv.ts'
import type { AccountRef, Principal } from '../lib/principal.ts'
import { actorOf } from '../lib/principal.ts'
import { daysMs, type Instant, toIso } from '../lib/time.ts'
import { meetingState } from '../meetings/overview/service.ts'
import { tick } from '../onboarding/service.ts'
import { publishMatrix, type StepInput, writePart } from '../parties/matrix/service.ts'
import { correctPerson, findPrincipal, listAccounts, listSites, markSeen } from '../parties/service.ts'
import type { Built } from './build.ts'

/**
 * Contacts of the demonstration: a matrix in force and one that is out of date, a round that waits for answers, two lists of devices that
 * agreed and two that do not yet, and contracts that are being set up.
 */

const phones: Readonly<Record<string, string>> = {
  ann: '+44 113 496 0011',
  bob: '+44 113 496 0012',
  lewis: '+44 113 496 0010',
  mia: '+61 2 5550 0110',
  noah: '+61 2 5550 0111',
  beth: '+1 512 555 0120',
  dale: '+1 512 555 0121',
  lena: '+1 512 555 0122',
  'service-manager': '+1 408 555 0130',
  advisor: '+31 20 555 0131',
  manager: '+1 408 555 0132',
}

type Stage = { readonly tx: Tx; readonly built: Built; readonly now: Instant; readonly who: (name: string) => Promise<Principal> }

export async function playContacts(parts: Parts, built: Built, now: Instant): Promise<void> {
  await inScope(parts.db, providerScope, async (tx) => {
    const who = async (name: string) => {
      const found = await findPrincipal(tx, { personId: built.people.get(name)?.personId ?? '' })
      if (!found) throw new Error(`the demonstration has no ${name}`)
      return found
    }
    await everybodySeen({ tx, built, now, who })
  })
  for (const [code, play] of [
    ['ALBION', playAlbion],
    ['PRAIRIE', playPrairie],
  ] as const) {
    const account = built.accounts.get(code)
    if (!account) continue
    await inScope(parts.db, providerScope, async (tx) => {
      const principals = new Map<string, Principal>()
      for (const [name, { personId }] of built.people) {
        const found = await findPrincipal(tx, { personId })
        if (found) principals.set(name, found)
      }
      await play({ tx, built, now, who: async (name) => principals.get(name) as Principal }, account)
    })
  }
}

/** Everybody was here this week, but for one who was not seen since spring. */
async function everybodySeen({ tx, built, now }: Stage): Promise<void> {
  const homes = new Map((await listAccounts(tx)).map(({ code, id }) => [code, id]))
  for (const [name, { personId, account }] of built.people) {
    const accountId = homes.get(account)
    if (accountId === undefined) continue
    await markSeen(tx, accountId, personId, now - (name === 'una' ? 124 : 2) * daysMs)
    const phone = phones[name]
    if (phone) await correctPerson(tx, accountId, personId, { phone })
  }
}

const step = (personId: string | null, role: string, more: Partial<StepInput> = {}): StepInput => ({
  personId,
  name: '',
  role,
  phone: '',
  email: '',
  hours: 'Working hours',
  ...more,
})
const allDay = 'Every hour of every day'

async function matrix({ tx, built, now, who }: Stage, account: AccountRef, lead: string, customer: readonly StepInput[]): Promise<void> {
  const person = (name: string) => built.people.get(name)?.personId ?? null
  const at = now - 96 * daysMs
  const staff = await who(lead)
  await writePart(tx, account, at, staff, 'provider', {
    seen: 0,
    steps: [
      step(null, 'First call, every case', { name: 'Support centre', phone: '+1 888 555 0100', hours: allDay }),
      step(null, 'Escalation', { name: 'Escalation desk', phone: '+1 888 555 0101', email: 'escalations@vendor.example', hours: allDay }),
      step(person(lead), lead === 'advisor' ? 'Advisor' : 'Service manager'),
      step(person('manager'), 'Management', { hours: allDay }),
    ],
  })
  await writePart(tx, account, at, staff, 'customer', { seen: 0, steps: customer })
  await publishMatrix(tx, account, at + daysMs, staff)
}

async function playAlbion(stage: Stage, account: AccountRef): Promise<void> {
  const { tx, built, now, who } = stage
  const person = (name: string) => built.people.get(name)?.personId ?? ''
  await matrix(stage, account, 'advisor', [
    step(person('ann'), 'Network operations', { hours: allDay }),
    step(person('bob'), 'Head of operations'),
    step(person('lewis'), 'Director of networks'),
  ])
  const advisor = await who('advisor')
  await openRound(tx, account, { now: now - 3 * daysMs, actor: actorOf(advisor) })
  const site = (await listSites(tx, account.id)).find(({ name }) => name === 'Leeds core')?.id ?? null
  const right = (field: 'email' | 'account') => ({ field, outcome: 'right' as const, note: '', correction: null })
  for (const name of ['ann', 'lewis']) {
    const own = await who(name)
    await answerOwnData(tx, account, { now: now - 2 * daysMs, actor: actorOf(own) }, own.personId, [
      right('email'),
      // one of them sits at another desk since the matrix was published
      { field: 'phone', outcome: 'right', note: '', correction: name === 'ann' ? '+44 113 496 0019' : (phones[name] ?? '') },
      { field: 'address', outcome: 'right', note: '', correction: site },
      right('account'),
    ])
  }
  await sayOfContact(tx, account, { now: now - daysMs, actor: actorOf(advisor) }, person('bob'), [
    { field: 'phone', outcome: 'wrong', note: 'Called twice: the number belongs to the reception.', correction: null },
  ])
  await setUp(stage, account, 'ACP', actorOf(advisor), [
    ['ACP-4', 'Called the desk by night; it answered within a minute.', null],
    ['ACP-8', 'A test case reached the senior engineers.', null],
    ['ACP-9', 'The targets were gone through with the named contacts.', null],
    ['ACP-10', 'Tess introduced herself to everybody on the roster.', null],
  ])
}

/** Said before the records came that show it today. */
const beforeRecords = { shownBy: async () => [], meetingNamed: meetingState }

async function setUp(
  { tx, now }: Stage,
  account: AccountRef,
  service: string,
  actor: string,
  items: readonly (readonly [item: string, text: string, meeting: string | null])[],
): Promise<void> {
  const today = toIso(now).slice(0, 10)
  const contract = (await listContracts(tx, account.id)).find(
    (each) => each.service === service && each.startsOn <= today && today <= each.endsOn,
  )
  if (!contract) return
  for (const [item, text, meeting] of items) {
    const on = meeting === null ? null : addDays(contract.activatedOn ?? contract.startsOn, 4)
    await tick(tx, account, { now: now - 5 * daysMs, actor }, beforeRecords, contract.number, {
      item,
      state: 'done',
      on,
      text,
      document: null,
      meeting,
    })
  }
}

async function playPrairie(stage: Stage, account: AccountRef): Promise<void> {
  const { tx, built, now, who } = stage
  const person = (name: string) => built.people.get(name)?.personId ?? ''
  await matrix(stage, account, 'service-manager', [
    step(person('beth'), 'Network operations', { hours: allDay }),
    step(person('dale'), 'Head of operations'),
    step(person('lena'), 'Chief of infrastructure'),
  ])
  const manager = actorOf(await who('service-manager'))
  const provider = (days: number): By => ({ now: now - days * daysMs, actor: manager, side: 'provider' })
  const lena = actorOf(await who('lena'))
  const customer = (days: number): By => ({ now: now - days * daysMs, actor: lena, side: 'customer' })
  const sites = new Map((await listSites(tx, account.id)).map(({ id, name }) => [id, name]))
  const list = async (spoil: (row: readonly string[], index: number) => readonly string[] | undefined) => {
    const devices = await listDevices(tx, account.id, { limit: 1000, topOnly: true })
    const rows = devices.flatMap(({ serial, product, siteId, status }, index) => {
      const row = status === 'decommissioned' ? undefined : spoil([serial, product, sites.get(siteId ?? '') ?? '', ''], index)
      return row ? [row] : []
    })
    return [...rows]
  }
  const compare = async (by: By, name: string, rows: readonly (readonly string[])[]) => {
    const bytes = new TextEncoder().encode([...csvText(['Serial', 'Product', 'Site', 'Contract level'], rows)].join(''))
    return openComparison(tx, account, by, { bytes, name, levelsOf: contractLevels })
  }
  const decide = async (
    by: By,
    number: number,
    field: 'site' | 'not-listed' | 'product' | 'not-held' | 'contract-level',
    most: number,
    reason: string,
  ) => {
    const [round] = await listRounds(tx, account.id, { number })
    const rows = await listDifferences(tx, account.id, round?.id ?? '', { field, open: true, limit: most })
    if (rows.length === 0) return
    const decision = field === 'not-listed' ? 'keep-ours' : field === 'not-held' ? 'not-a-device' : 'keep-ours'
    await settle(tx, account, by, number, { ids: rows.map(({ id }) => id), decision, reason })
  }
  const first = await compare(
    customer(210),
    'prairie-inventory-spring.csv',
    await list((row, index) => (index % 40 === 7 ? undefined : row)),
  )
  await decide(customer(204), first, 'not-listed', 100, 'It stands in the vault and was forgotten in our list.')
  await sign(tx, account, provider(202), first)
  await sign(tx, account, customer(201), first)
  const second = await compare(customer(6), 'prairie-inventory-autumn.csv', [
    ...(await list(([serial = '', product = '', site = ''], index) => {
      if (index % 34 === 5) return undefined
      const place = index % 21 === 3 ? 'Denver branch' : site
      const level = index % 26 === 9 ? 'ACP' : ''
      return [serial, index % 47 === 11 ? `${product}-AC` : product, place, level]
    })),
    ['PX9001K4', 'SRX4600', 'Austin head office', ''],
  ])
  await decide(provider(4), second, 'product', 1, 'The ending names the power supply, not the product.')
  await decide(customer(3), second, 'not-listed', 1, 'It is in the cellar in Dallas.')
  await setUp(stage, account, 'SSM', manager, [
    ['SSM-3.1.a5', 'Published with four steps on our side and three on theirs.', null],
    ['SSM-3.1.b3', 'Every contact could open a case.', null],
    ['SSM-3.1.c2', 'Taught in the review of the week, eleven people.', `${account.code}-M1`],
  ])
}
