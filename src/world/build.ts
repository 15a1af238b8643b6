import { checkOffering } from '../catalog/check-offering.ts'
import { builtInOfferings } from '../catalog/offerings/index.ts'
import { isPolicyKey, policies, policyOf } from '../catalog/policies.ts'
import { insertCalendar, insertOffering, insertPolicyRow } from '../catalog/store.ts'
import { announceTerm } from '../contracts/service.ts'
import { insertContract, insertLines } from '../contracts/store.ts'
import { newId } from '../db/ids.ts'
import { nextNumber } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import { normalSerial } from '../installed-base/device.ts'
import { insertDevices } from '../installed-base/store.ts'
import type { AccountRef } from '../lib/principal.ts'
import type { Instant } from '../lib/time.ts'
import { insertAuthorisation, insertLink, insertQualification } from '../parties/partners/store.ts'
import { rolesOf } from '../parties/permissions.ts'
import { addPerson, addSite, openAccount } from '../parties/service.ts'
import type { SignIn } from '../parties/sign-in/gateway.ts'
import * as parties from '../parties/store.ts'
import { buildRosters } from './build-rosters.ts'
import { buildSoftware } from './build-software.ts'
import type { World } from './spec.ts'

/** What stands where in a world that was built: accounts by code, people by short name, whose a serial is. */
export type Built = {
  readonly accounts: ReadonlyMap<string, AccountRef>
  readonly people: ReadonlyMap<
    string,
    { readonly personId: string; readonly email: string; readonly account: string; readonly staff: boolean }
  >
  readonly serials: ReadonlyMap<string, string>
  /** Numbers of contracts that the world gives a name. */
  readonly contracts: ReadonlyMap<string, string>
}

/** The provider's staff that every story may call on without naming them. */
export const cast: Readonly<Record<string, WholeWorld['people'][string]>> = Object.fromEntries(
  (
    [
      ['desk', 'Dana Desk', ['JT'], ['frontline-tac']],
      ['senior', 'Sami Senior', ['SJ'], ['senior-tac']],
      ['advisor', 'Tess Advisor', ['TA'], ['advisors']],
      ['escalations', 'Eli Escalation', ['ED'], ['escalation-desk']],
      ['care', 'Cleo Care', ['CC'], ['customer-care']],
      ['contracts', 'Connie Contracts', ['CE'], ['contracts']],
      ['sales', 'Sol Sales', ['SO'], []],
      ['qualifier', 'Quinn Qualifier', ['QA'], []],
      ['policy', 'Paz Policy', ['PA'], []],
      ['export', 'Ezra Export', ['EX'], []],
      ['manager', 'Mona Management', ['MG'], ['management']],
      ['service-manager', 'Milo Manager', ['SM'], ['service-managers']],
      ['engineer', 'Enno Engineer', ['AE'], ['engineers']],
      ['finance', 'Fay Finance', ['FI'], ['finance']],
      ['auditor', 'Aud Auditor', ['AU'], []],
      ['admin', 'Ada Admin', ['AD'], []],
    ] as const
  ).map(([key, name, roles, teams]) => [
    key,
    { account: 'VENDOR', name, roles: [...roles], teams: [...teams], phone: '', senior: key === 'senior', contact: [] },
  ]),
) as never

const titled = (key: string) => key.replace(/(^|-)([a-z])/g, (_, gap: string, letter: string) => `${gap ? ' ' : ''}${letter.toUpperCase()}`)

/**
 * Builds a world in one transaction of the provider's scope. What a world states is taken as it stands: contracts in it
 * are in place, not judged; judging begins with the first step.
 * @throws Error in plain words when the world refers to something it does not hold
 */
export async function buildWorld(
  tx: Tx,
  given: World,
  now: Instant,
  signIn?: { readonly gateway: SignIn; readonly password: string; readonly who: ReadonlySet<string> },
): Promise<Built> {
  const world = withDefaults(given)
  const accounts = new Map<string, AccountRef>()
  accounts.set(
    'VENDOR',
    await openAccount(tx, now, 'world', {
      code: 'VENDOR',
      kind: 'provider',
      name: 'Northwind Networks',
      theatre: 'EMEA',
      country: 'NL',
      zone: 'Europe/Amsterdam',
      address: 'Keizersgracht 1, Amsterdam',
    }),
  )
  for (const [code, { authorised, partners: _, ...given }] of Object.entries(world.accounts)) {
    const account = await openAccount(tx, now, 'world', { code, ...given })
    accounts.set(code, account)
    for (const { from, to, kind, territory } of authorised)
      await insertAuthorisation(tx, account.id, newId(now), { kind, territory, startsOn: from, endsOn: to })
  }
  const need = (code: string, what: string): AccountRef => {
    const account = accounts.get(code)
    if (!account) throw new Error(`${what}: no account ${code} in the world; it holds ${[...accounts.keys()].join(', ')}`)
    return account
  }
  for (const [code, { partners }] of Object.entries(world.accounts)) {
    for (const link of partners)
      await insertLink(tx, newId(now), {
        customerId: need(code, code).id,
        partnerId: need(link.partner, `partner of ${code}`).id,
        kind: link.kind,
        seesCases: link.seesCases,
        startsOn: link.from,
        endsOn: link.to,
      })
  }
  const sites = await buildSites(tx, world, now, need)
  const people = await buildPeople(tx, world, now, need, signIn)
  const devices = await buildDevices(tx, world, now, need, sites)
  const contracts = await buildContracts(tx, world, now, need, devices)
  await buildCatalogue(tx, world, now, need)
  await buildRosters(tx, world.rosters, need('VENDOR', 'rosters'), people)
  return { accounts, people, contracts, serials: new Map([...devices].map(([serial, device]) => [serial, device.account])) }
}

const theatreOf = (zone: string): 'AMERICAS' | 'EMEA' | 'APAC' =>
  /^(America|Canada|US)\//.test(zone) ? 'AMERICAS' : /^(Asia|Australia|Pacific)\//.test(zone) ? 'APAC' : 'EMEA'

/** Fills in what a story may leave out: names, theatres, the only customer, a site at the account's own address. */
function withDefaults(world: World) {
  const customers = Object.entries(world.accounts).filter(([, account]) => account.kind === 'customer')
  const only = customers.length === 1 ? customers[0]?.[0] : undefined
  const owned = <T extends { account?: string | undefined }>(what: string, item: T): T & { account: string } => {
    const account = item.account ?? only
    if (account === undefined)
      throw new Error(`${what}: say whose it is with "account", one of ${customers.map(([code]) => code).join(', ') || 'none'}`)
    return { ...item, account }
  }
  const each = <T extends { account?: string | undefined }>(what: string, items: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(items).map(([name, item]) => [name, owned(`${what} ${name}`, item)]))
  const accounts = Object.fromEntries(
    Object.entries(world.accounts).map(([code, account]) => [
      code,
      { ...account, name: account.name ?? code, theatre: account.theatre ?? theatreOf(account.zone) },
    ]),
  )
  const sites = each('site', world.sites)
  const siteOf = (code: string): string => {
    const first = Object.entries(sites).find(([, site]) => site.account === code)
    if (first) return first[0]
    const name = `${code.toLowerCase()} main`
    sites[name] = { account: code, address: accounts[code]?.address ?? '', city: '', owner: '' }
    return name
  }
  const devices = Object.fromEntries(
    Object.entries(each('device', world.devices)).map(([serial, device]) => [
      serial,
      { ...device, site: device.site === undefined ? siteOf(device.account) : device.site },
    ]),
  )
  return {
    ...world,
    accounts,
    sites,
    devices,
    people: each('person', world.people),
    base_contracts: world.base_contracts.map((item) => owned('base contract', item)),
    contracts: world.contracts.map((item) => owned('contract', item)),
    qualifications: world.qualifications.map((item) => owned('qualification', item)),
  }
}

type WholeWorld = ReturnType<typeof withDefaults>

type Need = (code: string, what: string) => AccountRef

async function buildSites(tx: Tx, world: WholeWorld, now: Instant, need: Need) {
  const sites = new Map<string, string>()
  for (const [name, { account: code, country, zone, ...given }] of Object.entries(world.sites)) {
    const account = need(code, `site ${name}`)
    const site = await addSite(tx, account, now, 'world', {
      name,
      country: country ?? account.country,
      zone: zone ?? account.zone,
      ...given,
    })
    sites.set(`${code} ${name}`, site.id)
  }
  return sites
}

async function buildPeople(tx: Tx, world: WholeWorld, now: Instant, need: Need, signIn: Parameters<typeof buildWorld>[3]) {
  const people = new Map<string, { personId: string; email: string; account: string; staff: boolean }>()
  for (const [key, given] of Object.entries({ ...cast, ...world.people })) {
    const account = need(given.account, `person ${key}`)
    const allowed: readonly string[] = rolesOf(account.kind)
    const wrong = given.roles.filter((role) => !allowed.includes(role))
    if (wrong.length > 0) throw new Error(`person ${key}: role ${wrong.join(', ')} is not for a ${account.kind}; use ${allowed.join(', ')}`)
    const email = given.email ?? `${key}@${given.account.toLowerCase()}.example`
    const signs = signIn?.who.has(key)
    const person = await addPerson(tx, signs ? signIn?.gateway : undefined, account, now, 'world', {
      name: given.name ?? titled(key),
      email,
      phone: given.phone,
      zone: given.zone ?? account.zone,
      theatre: given.theatre ?? (account.kind === 'provider' ? account.theatre : undefined),
      roles: given.roles,
      teams: given.teams,
      senior: given.senior,
      password: signs ? signIn?.password : undefined,
    })
    people.set(key, { personId: person.id, email, account: given.account, staff: account.kind === 'provider' })
    for (const contact of given.contact) {
      const certificate = contact.certificate
        ? { level: contact.certificate.level, number: contact.certificate.number, expiresOn: contact.certificate.expires }
        : null
      await parties.insertContact(
        tx,
        account.id,
        {
          id: newId(now),
          personId: person.id,
          role: contact.role,
          offering: contact.offering,
          startsOn: contact.from,
          endsOn: contact.to ?? null,
          certificate,
          grantedBy: contact.certificate?.granted ? 'world' : null,
        },
        now,
      )
    }
  }
  return people
}

async function buildDevices(tx: Tx, world: WholeWorld, now: Instant, need: Need, sites: ReadonlyMap<string, string>) {
  const devices = new Map<string, { id: string; account: string }>()
  for (const [serial, { account }] of Object.entries(world.devices)) devices.set(normalSerial(serial), { id: newId(now), account })
  const rows = Object.entries(world.devices).map(([key, { account, parent, site, registered, endOfSupport, software: _, ...given }]) => {
    const serial = normalSerial(key)
    need(account, `device ${serial}`)
    const siteId = site === null ? null : sites.get(`${account} ${site}`)
    if (siteId === undefined) throw new Error(`device ${serial}: no site ${site} of ${account} in the world`)
    const parentDevice = parent === undefined ? undefined : devices.get(normalSerial(parent))
    if (parent !== undefined && !parentDevice) throw new Error(`device ${serial}: no parent ${parent} in the world`)
    const registeredOn = siteId === null ? null : registered
    return {
      account,
      row: {
        id: devices.get(serial)?.id ?? '',
        serial,
        ...given,
        parentId: parentDevice?.id ?? null,
        siteId,
        registeredOn,
        registeredSiteId: registeredOn === null ? null : siteId,
        endOfSupportOn: endOfSupport,
      },
    }
  })
  for (const top of [true, false]) {
    for (const [code, group] of Map.groupBy(
      rows.filter(({ row }) => (row.parentId === null) === top),
      ({ account }) => account,
    ))
      await insertDevices(
        tx,
        need(code, code).id,
        group.map(({ row }) => row),
        now,
      )
  }
  await buildSoftware(tx, world, now, devices, (code) => need(code, code).id)
  return devices
}

const waysToPay = (service: string) => builtInOfferings.find(({ code }) => code === service)?.purchase.methods[0]?.method ?? 'price-list'

async function buildContracts(
  tx: Tx,
  world: WholeWorld,
  now: Instant,
  need: Need,
  devices: ReadonlyMap<string, { id: string; account: string }>,
) {
  const all = [
    ...world.base_contracts.map((each) => ({
      ...each,
      kind: 'base' as const,
      service: each.type,
      version: null,
      state: 'active' as const,
      advisor: undefined,
      method: undefined,
    })),
    ...world.contracts.map((each) => ({ ...each, kind: 'service' as const, service: each.offering })),
  ]
  const named = new Map<string, string>()
  for (const given of all) {
    const account = need(given.account, `contract ${given.service}`)
    const lines = given.devices.map((key) => {
      const device = devices.get(normalSerial(key))
      if (device?.account !== given.account)
        throw new Error(`contract ${given.service} of ${given.account}: no device ${key} in that account`)
      return { deviceId: device.id, startsOn: given.from, endsOn: given.to }
    })
    const contract = {
      id: newId(now),
      number: await nextNumber(tx, account, 'contract'),
      kind: given.kind,
      service: given.service,
      offeringVersion: given.version,
      orderId: null,
      renewsId: null,
      state: given.state,
      activatedOn: given.state === 'active' ? given.from : null,
      startsOn: given.from,
      endsOn: given.to,
      zone: account.zone,
      territory: account.country,
      poNumber: '',
      sellerId: null,
      terms: {
        agreement: {
          kind: 'posted' as const,
          name: 'posted agreement',
          version: '1',
          vendorSignedOn: null,
          customerSignedOn: null,
          coversSupport: true,
        },
        documents: [],
        method: given.method ?? waysToPay(given.service),
        endUserName: account.name,
        endUserAddress: '',
        addendum: null,
        ...(given.advisor ? { advisor: given.advisor } : {}),
      },
    }
    await insertContract(tx, account.id, contract, now)
    if (lines.length > 0) await insertLines(tx, account.id, contract.id, lines)
    if (given.kind === 'service') await announceTerm(tx, account.id, now)
    if (given.name) named.set(given.name, contract.number)
  }
  return named
}

async function buildCatalogue(tx: Tx, world: WholeWorld, now: Instant, need: Need) {
  for (const { account, on, until, ...given } of world.qualifications)
    await insertQualification(tx, need(account, 'qualification').id, {
      id: newId(now),
      decidedBy: 'Quinn Qualifier',
      decidedOn: on,
      validUntil: until,
      footprint: null,
      ...given,
    })
  for (const [id, { title, holidays, loadedYears }] of Object.entries(world.calendars))
    await insertCalendar(
      tx,
      {
        id,
        version: 1,
        title: title ?? id,
        data: { holidays: Object.entries(holidays).map(([date, name]) => ({ date, name })), loadedYears },
      },
      now,
    )
  for (const { key: given, value, from, reason } of world.policies) {
    const key = policies.find((each) => each.id === given)?.key ?? given
    if (!isPolicyKey(key)) throw new Error(`policy ${given}: no such policy, neither a key such as response.clock nor a number B1 to B81`)
    const parsed = policyOf(key).schema.safeParse(value)
    if (!parsed.success)
      throw new Error(
        `policy ${given}: ${parsed.error.issues.map((issue) => `${['value', ...issue.path].join('.')}: ${issue.message}`).join('; ')}`,
      )
    await insertPolicyRow(
      tx,
      { id: newId(now), key, value, effectiveFrom: from, author: 'Paz Policy', approver: 'Connie Contracts', reason },
      now,
    )
  }
  for (const given of world.offerings) {
    const checked = checkOffering(likeAnother(given))
    if (!checked.ok)
      throw new Error(
        `an offering of the world has mistakes: ${checked.problems.map((each) => `${each.path}: found ${each.found}, expected ${each.expected}`).join('; ')}`,
      )
    await insertOffering(
      tx,
      {
        code: checked.offering.code,
        version: checked.offering.version,
        effectiveFrom: checked.offering.effectiveFrom,
        data: checked.offering,
      },
      now,
    )
  }
}

/** `like: ACP` takes that service and changes what is written beside it; entries of a list are known by their first key. */
function likeAnother(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('like' in given)) return given
  const { like, ...changes } = given
  const model = builtInOfferings.find((each) => each.code === like)
  if (!model)
    throw new Error(
      `an offering like ${String(like)}: there is no such service; there are ${builtInOfferings.map((each) => each.code).join(', ')}`,
    )
  return merged(model, changes)
}

function merged(model: unknown, change: unknown): unknown {
  if (
    Array.isArray(model) &&
    Array.isArray(change) &&
    change.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
  ) {
    const items: unknown[] = [...model]
    for (const item of change) {
      const [key, value] = Object.entries(item as object)[0] ?? []
      const at = items.findIndex((each) => (each as Record<string, unknown> | null)?.[key ?? ''] === value)
      if (at === -1) items.push(item)
      else items[at] = merged(items[at], item)
    }
    return items
  }
  if (
    typeof model !== 'object' ||
    model === null ||
    Array.isArray(model) ||
    typeof change !== 'object' ||
    change === null ||
    Array.isArray(change)
  )
    return change
  const whole: Record<string, unknown> = { ...model }
  for (const [key, value] of Object.entries(change)) whole[key] = key in whole ? merged(whole[key], value) : value
  return whole
}
