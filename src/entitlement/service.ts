import { addDays } from '../calendar/terms.ts'
import { readOfferings, readOverrides } from '../catalog/service.ts'
import { soldWith } from '../catalog/sold.ts'
import { withSoftware } from '../contracts/custom-software/service.ts'
import * as contracts from '../contracts/service.ts'
import { accountFacts, dayOf, deviceFacts, gatherDevices } from '../contracts/service.ts'
import { newId } from '../db/ids.ts'
import { audit } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import type { Decision } from '../decisions/decision.ts'
import { recordDecision } from '../decisions/service.ts'
import { type Device, normalSerial } from '../installed-base/device.ts'
import { supportEnds } from '../installed-base/lifecycle/service.ts'
import { asOfDay, findDevice } from '../installed-base/service.ts'
import type { AccountRef, Principal } from '../lib/principal.ts'
import { badRequest, notFound, unprocessable } from '../lib/problem.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { type Contact, type ContactRole, playsFor, playsOn } from '../parties/contacts.ts'
import type { Person } from '../parties/service.ts'
import {
  endContact,
  findAccount,
  findPerson,
  findPersonNamed,
  grantExpert,
  insertContact,
  listContacts,
  listEngineerRecords,
  listSites,
} from '../parties/service.ts'
import { coversOf, type DeviceCover } from './cover.ts'
import type { CaseAct, CaseJudgement, CaseQuestion, CoverFacts, ServiceAct } from './facts.ts'
import { judgeCase } from './judge-case.ts'
import { type ContactQuestion, judgeContact } from './judge-contact.ts'

type By = { readonly now: Instant; readonly actor: string }

const coversFrom = (all: readonly contracts.Contract[], lines: readonly contracts.ContractLine[]): readonly CoverFacts[] =>
  all
    .filter((contract) => contract.kind === 'service')
    .map((contract) => {
      const line = lines.find((each) => each.contractId === contract.id)
      return {
        contract: contract.number,
        contractId: contract.id,
        offering: contract.service,
        offeringVersion: contract.offeringVersion ?? 1,
        state: contract.state,
        startsOn: contract.startsOn,
        endsOn: contract.endsOn,
        line: line
          ? { startsOn: line.startsOn, endsOn: line.endsOn, suspendedOn: line.suspendedOn, suspendedReason: line.suspendedReason }
          : null,
      }
    })

/** Gathers everything a case is judged from, at an instant. The device is undefined when the account does not hold the serial. */
export async function gatherCase(
  tx: Tx,
  account: AccountRef,
  at: Instant,
  act: CaseAct | ServiceAct,
  personId: string | null,
): Promise<{ question: CaseQuestion; device: Device | undefined; person: Person | undefined }> {
  const serial = act.kind === 'case.open' ? act.serial : null
  const [full, found, all, lines, sites, person, contacts, overrides] = await Promise.all([
    findAccount(tx, { id: account.id }),
    serial === null ? undefined : findDevice(tx, account.id, { serial: normalSerial(serial) }),
    contracts.listContracts(tx, account.id),
    serial === null ? [] : contracts.listLines(tx, account.id, { serial: normalSerial(serial) }),
    listSites(tx, account.id),
    personId === null ? undefined : findPerson(tx, account.id, { id: personId }),
    personId === null ? [] : listContacts(tx, account.id, personId),
    readOverrides(tx),
  ])
  if (!full) throw notFound('account')
  const roles = person ? contacts : []
  const onDate = dayOf(full.zone, at)
  // the release that is said to run is the one a problem is about
  const running = found && act.kind === 'case.open' && act.release !== '' ? { ...found, release: act.release } : found
  const facts =
    found && running ? deviceFacts(await asOfDay(tx, account, [found], onDate), sites, all, lines, await supportEnds(tx, [running])) : []
  const [asked] = found ? await withSoftware(tx, account.id, [found], facts) : []
  // only software that was made for the customer asks who was trained in it
  const records = person && found?.kind === 'software' ? await listEngineerRecords(tx, account.id, person.id) : undefined
  const question: CaseQuestion = {
    kind: 'case',
    at,
    onDate,
    act,
    account: { ...accountFacts(full, all, []), open: full.status === 'active' },
    person: person
      ? {
          name: person.name,
          active: person.status === 'active',
          roles: person.roles,
          contacts: roles.map(({ role, offering, startsOn, endsOn, certificate }) => ({
            role,
            offering,
            startsOn,
            endsOn,
            certificate: certificate ? { level: certificate.level, expiresOn: certificate.expiresOn, granted: certificate.granted } : null,
          })),
          ...(records ? { trained: records.flatMap(({ offering, trainedOn }) => (trainedOn ? [{ offering, on: trainedOn }] : [])) } : {}),
        }
      : null,
    device: asked ?? null,
    covers: coversFrom(all, lines),
    overrides,
  }
  return { question, device: found, person }
}

/** What would be decided, without storing anything. */
export async function preview(
  tx: Tx,
  account: AccountRef,
  at: Instant,
  act: CaseAct | ServiceAct,
  personId: string | null,
): Promise<CaseJudgement> {
  const { question } = await gatherCase(tx, account, at, act, personId)
  return judgeCase(await readOfferings(tx), question)
}

export type CoverView = { readonly serial: string; readonly covers: readonly DeviceCover[] }

/** Which service contracts cover each of these devices on a day, and why not. */
export async function coverOfDevices(
  tx: Tx,
  account: AccountRef,
  devices: readonly Device[],
  day: LocalDate,
): Promise<readonly CoverView[]> {
  const offerings = await readOfferings(tx)
  const overrides = await readOverrides(tx)
  const all = await contracts.listContracts(tx, account.id)
  const lines = Map.groupBy(
    await contracts.listLines(tx, account.id, { deviceIds: devices.map((device) => device.id) }),
    (line) => line.deviceId,
  )
  const facts = await gatherDevices(tx, account, devices, day)
  const about = accountFacts((await findAccount(tx, { id: account.id })) ?? account, all, [])
  return devices.map((device, index) => {
    const fact = facts[index]
    return {
      serial: device.serial,
      covers: fact ? coversOf(offerings, fact, coversFrom(all, lines.get(device.id) ?? []), about, day, overrides) : [],
    }
  })
}

export type ContactInput = {
  readonly personId: string
  readonly role: ContactRole
  readonly offering: string | null
  readonly startsOn?: LocalDate | undefined
  /** The last day of the part, where it is known: somebody stands in. */
  readonly endsOn?: LocalDate | undefined
  readonly certificate: { level: 'JNCIA' | 'JNCIS' | 'JNCIP' | 'JNCIE'; number: string; expiresOn: LocalDate } | null
}

/** The service whose roster rules apply: the one named, else one the account holds that has such a rule. */
async function rosterOf(tx: Tx, account: AccountRef, day: LocalDate, offering: string | null, role: string) {
  const offerings = await readOfferings(tx)
  const running = (await contracts.listContracts(tx, account.id)).filter(
    (each) => each.kind === 'service' && each.state !== 'cancelled' && each.startsOn <= day && day <= each.endsOn,
  )
  const held = running.flatMap((each) => soldWith(offerings, each) ?? [])
  const cares = (each: (typeof offerings)[number]) =>
    role === 'expert'
      ? each.intake?.expert !== undefined
      : role === 'named'
        ? each.contacts.named !== undefined
        : role === 'lead'
          ? each.contacts.lead !== undefined
          : role === 'signatory'
            ? each.contacts.signOff !== undefined
            : each.contacts.primaryAndBackup !== undefined
  const rule =
    offering === null
      ? (held.find(cares) ?? offerings.find((each) => role === 'expert' && cares(each)))
      : offerings.filter((each) => each.code === offering).at(-1)
  if (offering !== null && !rule)
    throw badRequest('No such service', { found: offering, expected: 'the code of a service in the catalogue' })
  return { rule, runs: rule !== undefined && running.some((each) => each.service === rule.code && each.state === 'active') }
}

export type ContactOutcome = { readonly contactId: string | null; readonly decision: Decision | null; readonly decisionId: string | null }

/** Names a contact, or asks for a certified expert; refused with clauses when the roster does not allow it. */
export async function addContact(tx: Tx, account: AccountRef, by: By, input: ContactInput): Promise<ContactOutcome> {
  const person = await findPerson(tx, account.id, { id: input.personId })
  if (person?.status !== 'active') throw notFound('person')
  const onDate = dayOf(account.zone, by.now)
  const startsOn = input.startsOn ?? onDate
  const endsOn = input.endsOn ?? null
  if (endsOn !== null && (endsOn < startsOn || endsOn < onDate))
    throw badRequest('The last day lies before the part begins, or is over', {
      found: endsOn,
      expected: `${[startsOn, onDate].toSorted().at(-1)} or later`,
    })
  const decided = await decideContact(tx, account, by, {
    act: 'contact.add',
    role: input.role,
    offering: input.offering,
    person,
    certificate: input.certificate,
    replacedBy: null,
    endsOn,
    without: null,
    onDate,
  })
  if (decided.decision && decided.decision.verdict !== 'granted') return { ...decided, contactId: null }
  const contactId = newId(by.now)
  await insertContact(
    tx,
    account.id,
    {
      id: contactId,
      personId: person.id,
      role: input.role,
      offering: input.offering,
      startsOn,
      endsOn,
      certificate: input.certificate,
      grantedBy: null,
    },
    by.now,
  )
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'contact.add',
    subject: person.email,
    detail: { role: input.role, offering: input.offering, endsOn },
  })
  return { ...decided, contactId }
}

/** Ends a contact's part from today, with a replacement in the same step when one is given. */
export async function dropContact(
  tx: Tx,
  account: AccountRef,
  by: By,
  contactId: string,
  replacementId: string | null,
): Promise<ContactOutcome> {
  const onDate = dayOf(account.zone, by.now)
  const contact = (await listContacts(tx, account.id)).find((each) => each.id === contactId && playsOn(each, onDate))
  if (!contact) throw notFound('contact')
  if (contact.role === 'expert' && replacementId !== null)
    throw unprocessable('An expert is named with a certificate (ACP-18.p6)', {
      found: 'somebody who takes over without one',
      expected: 'nobody who takes over',
      toDo: 'End this part, and name the other expert with their certificate.',
    })
  const replacement = replacementId === null ? null : await findPerson(tx, account.id, { id: replacementId })
  if (replacementId !== null && replacement?.status !== 'active') throw notFound('person')
  const decided = await decideContact(tx, account, by, {
    act: 'contact.end',
    role: contact.role,
    offering: contact.offering,
    person: { id: contact.personId, name: contact.name },
    certificate: null,
    replacedBy: replacement ?? null,
    endsOn: contact.endsOn,
    without: contactId,
    onDate,
  })
  if (decided.decision && decided.decision.verdict !== 'granted') return { ...decided, contactId: null }
  await endContact(tx, account.id, contactId, addDays(onDate, -1))
  if (replacement)
    await insertContact(
      tx,
      account.id,
      {
        id: newId(by.now),
        personId: replacement.id,
        role: contact.role,
        offering: contact.offering,
        startsOn: onDate,
        endsOn: contact.endsOn,
        certificate: null,
        grantedBy: null,
      },
      by.now,
    )
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'contact.end',
    subject: contact.name,
    detail: { role: contact.role, replacedBy: replacement?.name ?? null },
  })
  return { ...decided, contactId }
}

/** Grants a certified expert the access that the customer asked for (ACP-18.p6, policy B35). */
export async function grantExpertAccess(tx: Tx, account: AccountRef, by: By, contactId: string): Promise<ContactOutcome> {
  const onDate = dayOf(account.zone, by.now)
  const contact = (await listContacts(tx, account.id)).find((each) => each.id === contactId && each.role === 'expert')
  if (!contact) throw notFound('expert')
  const decided = await decideContact(tx, account, by, {
    act: 'expert.grant',
    role: 'expert',
    offering: contact.offering,
    person: { id: contact.personId, name: contact.name },
    certificate: contact.certificate,
    replacedBy: null,
    endsOn: contact.endsOn,
    without: contactId,
    onDate,
  })
  if (decided.decision && decided.decision.verdict !== 'granted') return { ...decided, contactId: null }
  await grantExpert(tx, account.id, contactId, by.actor, by.now)
  await audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: 'expert.grant', subject: contact.name })
  return { ...decided, contactId }
}

async function decideContact(
  tx: Tx,
  account: AccountRef,
  by: By,
  given: Pick<ContactQuestion, 'act' | 'role' | 'person' | 'certificate' | 'replacedBy' | 'endsOn' | 'onDate'> & {
    offering: string | null
    without: string | null
  },
): Promise<{ decision: Decision | null; decisionId: string | null }> {
  const { rule, runs } = await rosterOf(tx, account, given.onDate, given.offering, given.role)
  if (!rule) return { decision: null, decisionId: null }
  const counts = (each: Contact) => playsOn(each, given.onDate) || (given.act === 'contact.add' && each.startsOn > given.onDate)
  const roster = (await listContacts(tx, account.id)).filter(
    (each) => each.id !== given.without && counts(each) && playsFor(each, rule.code),
  )
  const question: ContactQuestion = {
    kind: 'contact',
    onDate: given.onDate,
    act: given.act,
    role: given.role,
    person: { id: given.person.id, name: given.person.name },
    certificate: given.certificate ? { level: given.certificate.level, expiresOn: given.certificate.expiresOn } : null,
    replacedBy: given.replacedBy ? { id: given.replacedBy.id, name: given.replacedBy.name } : null,
    endsOn: given.endsOn ?? null,
    roster: roster.map(({ personId, role, name, endsOn }) => ({ personId, role, name, endsOn })),
    serviceRuns: runs,
    overrides: await readOverrides(tx),
  }
  const decision = judgeContact(rule, question)
  if (decision.reasons.length === 0) return { decision: null, decisionId: null }
  const decisionId = await recordDecision(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    subject: given.person.name,
    question,
    decision,
  })
  return { decision, decisionId }
}

/** Somebody of the account by id or e-mail address; oneself when nobody is named. */
export async function personOf(
  call: { readonly tx: Tx; readonly principal: Principal; readonly account: AccountRef },
  given: string | undefined,
): Promise<string | null> {
  const own = call.principal.accountId === call.account.id ? call.principal.personId : undefined
  const wanted = given ?? own
  if (wanted === undefined) return null
  const person = await findPersonNamed(call.tx, call.account.id, wanted)
  if (!person)
    throw badRequest('No such person in this account', {
      found: given ?? call.principal.name,
      expected: 'the e-mail address of a person of the account',
    })
  return person.id
}
