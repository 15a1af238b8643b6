import { citationsOf, policiesNamedBy } from './citations.ts'
import { nearest } from './nearest.ts'
import { type Duty, dutyActs, type Offering, offeringSchema } from './offering.ts'
import { isPolicyKey, policies } from './policies.ts'
import { type OfferingProblem, problemsFound, wordsFor } from './schema-words.ts'

/** What became of an offering read from a file. A warning does not stop it from being sold. */
export type OfferingCheck =
  | { readonly ok: true; readonly offering: Offering; readonly warnings: readonly OfferingProblem[] }
  | { readonly ok: false; readonly problems: readonly OfferingProblem[] }

type Say = (path: string, found: string, expected: string, toDo: string) => void

/** Codes of the services that come with Holdfast; a new one may offer them as the way round an exclusion. */
const builtInCodes = ['ACP', 'CSS', 'ISS', 'MSP', 'SSM'] as const

/**
 * Checks an offering that arrives as a value, such as a parsed YAML or JSON file: first its shape, then what
 * no shape can say. Never throws.
 *
 * @param value what the file held
 * @param otherServices codes of services that exist besides the built-in ones
 */
export const checkOffering = (value: unknown, otherServices: readonly string[] = []): OfferingCheck => {
  const read = readShape(value)
  if (!read.ok) return read
  const problems: OfferingProblem[] = []
  const warnings: OfferingProblem[] = []
  const refuse: Say = (path, found, expected, toDo) => problems.push({ kind: 'problem', path, found, expected, toDo })
  const warn: Say = (path, found, expected, toDo) => warnings.push({ kind: 'problem', path, found, expected, toDo })

  checkClauses(read.offering, refuse, warn)
  checkDate(read.offering, refuse)
  checkPolicies(read.offering, refuse)
  checkPurchase(read.offering, refuse, warn)
  checkPrecedence(read.offering, refuse)
  checkResponse(read.offering, refuse)
  checkHours(read.offering, refuse, warn)
  checkContacts(read.offering, refuse)
  checkDuties(read.offering, refuse)
  checkExclusions(read.offering, [...builtInCodes, ...otherServices], refuse)
  checkRepeats(read.offering, refuse)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, offering: read.offering, warnings }
}

const readShape = (value: unknown): OfferingCheck => {
  try {
    const parsed = offeringSchema.safeParse(value)
    if (parsed.success) return { ok: true, offering: parsed.data, warnings: [] }
    return { ok: false, problems: problemsFound(parsed.error.issues, value, offeringSchema) }
  } catch {
    // No parsed file gets here; an object with getters that throw does.
    const problem = {
      kind: 'problem',
      path: '(file)',
      found: 'a value that cannot be read',
      expected: 'an offering',
      toDo: 'Give the value that a YAML or JSON reader returns.',
    } as const
    return { ok: false, problems: [problem] }
  }
}

const checkClauses = (offering: Offering, refuse: Say, warn: Say): void => {
  const declared = Object.keys(offering.clauses)
  const prefix = `${offering.code}-`
  if (declared.length === 0) refuse('clauses', 'nothing', 'at least one clause', 'List the clauses of the service.')
  for (const id of declared)
    if (!id.startsWith(prefix) || id.length === prefix.length)
      refuse(`clauses.${id}`, `"${id}"`, `an id that begins with "${prefix}"`, `Rename it, such as "${prefix}1.p1".`)
  const used = new Set<string>()
  for (const citation of citationsOf(offering))
    for (const id of citation.clauses) {
      used.add(id)
      if (Object.hasOwn(offering.clauses, id)) continue
      const meant = nearest(id, declared)
      refuse(
        citation.path,
        `"${id}"`,
        'a clause that "clauses" lists',
        meant === undefined ? `Add "${id}" to "clauses", or cite another.` : `Did you mean "${meant}"?`,
      )
    }
  for (const id of declared)
    if (!used.has(id))
      warn(
        `clauses.${id}`,
        'a clause that nothing uses',
        'at least one element that cites it',
        'Cite it where it decides something, or carry it under "definitions", "limits", "duties" or "deliverables".',
      )
}

const isRealDate = (text: string): boolean => {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  if (year < 1 || month < 1 || month > 12) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day >= 1 && day <= (lengths[month - 1] as number)
}

const checkDate = (offering: Offering, refuse: Say): void => {
  if (!isRealDate(offering.effectiveFrom))
    refuse('effectiveFrom', wordsFor(offering.effectiveFrom), 'a day that exists', 'Correct the date.')
}

const checkPolicies = (offering: Offering, refuse: Say): void => {
  const known = policies.map((each) => each.key)
  for (const { path, key } of policiesNamedBy(offering)) {
    if (isPolicyKey(key)) continue
    const meant = nearest(key, known)
    refuse(
      path,
      `"${key}"`,
      'the key of a policy',
      meant === undefined ? 'Use the key of an existing policy, or leave "policy" out.' : `Did you mean "${meant}"?`,
    )
  }
}

const checkPurchase = ({ purchase }: Offering, refuse: Say, warn: Say): void => {
  const inCredits = purchase.methods.some((each) => each.method === 'ASC')
  const priced = purchase.prices.some(({ credits }) => credits !== null)
  if (priced && !inCredits)
    refuse('purchase.prices', 'prices in credits', 'the method "ASC" under "purchase.methods"', 'Add the method, or remove the prices.')
  if (priced && purchase.creditMonths === undefined)
    refuse('purchase.creditMonths', 'nothing', 'how many months credits stay valid', 'Add "creditMonths".')
  if (purchase.baseContract?.subscriptionCounts && purchase.baseContract.subscriptionClauses === undefined)
    warn(
      'purchase.baseContract.subscriptionClauses',
      'nothing',
      'the clause that lets a subscription count',
      'Add "subscriptionClauses", so that a grant can cite it.',
    )
  if (purchase.term.coterm !== 'none' && purchase.term.cotermClauses === undefined)
    warn(
      'purchase.term.cotermClauses',
      'nothing',
      'the clause that allows a shorter term',
      'Add "cotermClauses", so that an exception can cite it.',
    )
}

const checkPrecedence = ({ precedence }: Offering, refuse: Say): void => {
  const documents = precedence.ranks.flat()
  for (const each of new Set(documents))
    if (documents.filter((other) => other === each).length > 1)
      refuse('precedence.ranks', `"${each}" twice`, 'each document once', 'Remove one of the two.')
  if (!documents.includes('SDD'))
    refuse('precedence.ranks', 'no "SDD"', 'the rank of the service description itself', 'Add "SDD" to a group.')
}

const checkResponse = ({ response, intake }: Offering, refuse: Say): void => {
  if (response === undefined) return
  if (intake === undefined) refuse('intake', 'nothing', 'how cases come in, since "response" promises an answer', 'Add "intake".')
  const targets = response.targets.map((each) => each.priority)
  for (const priority of new Set(targets))
    if (targets.filter((each) => each === priority).length > 1)
      refuse('response.targets', `two targets for ${priority}`, 'one target for each priority', 'Remove one of the two.')
  for (const [at, rule] of response.channelRules.entries()) {
    const path = `response.channelRules[${at}]`
    if (!targets.includes(rule.takes))
      refuse(`${path}.takes`, `"${rule.takes}"`, 'a priority that has a target', `Add a target for ${rule.takes}.`)
    for (const channel of rule.channels)
      if (intake !== undefined && !intake.channels.includes(channel))
        refuse(`${path}.channels`, `"${channel}"`, 'a channel that "intake.channels" lists', 'Remove it, or list it there.')
  }
}

const checkHours = ({ hours }: Offering, refuse: Say, warn: Say): void => {
  for (const [at, row] of hours.entries()) {
    const theatres = Object.entries(row.byTheatre)
    if (theatres.length === 0) warn(`hours[${at}].byTheatre`, 'no theatre', 'at least one', 'Add hours, or every booking is refused.')
    for (const [theatre, day] of theatres) {
      const path = `hours[${at}].byTheatre.${theatre}`
      // Texts HH:MM compare like times; 24:00 stands for the end of the day only.
      if (day.end > '24:00') refuse(`${path}.end`, `"${day.end}"`, 'a time no later than 24:00', 'Correct the time.')
      if (day.start >= day.end) refuse(path, `${day.start} to ${day.end}`, 'an end after the start', 'Swap or correct the two times.')
    }
  }
}

const checkContacts = ({ contacts }: Offering, refuse: Say): void => {
  const named = contacts.named
  if (named !== undefined && named.least > named.most)
    refuse(
      'contacts.named',
      `at least ${named.least} and at most ${named.most}`,
      'a least number no larger than the most',
      'Swap or correct the two numbers.',
    )
}

/** The contacts that a fact of a duty is read from. */
const contactsOf: Readonly<Partial<Record<NonNullable<Duty['fact']>, keyof Offering['contacts']>>> = {
  lead: 'lead',
  named: 'named',
  primary: 'primaryAndBackup',
  backup: 'primaryAndBackup',
  'primary-and-backup': 'primaryAndBackup',
  technical: 'technical',
  signatory: 'signOff',
  certificates: 'adviceCertificate',
}

/** What waits for a duty exists, and what decides it can be known. */
const checkDuties = (offering: Offering, refuse: Say): void => {
  const known = [...offering.deliverables.map(({ code }) => code), ...offering.purchase.prices.map(({ code }) => code), ...dutyActs]
  for (const [at, { needed = [], fact, due, per, evidence }] of offering.duties.entries()) {
    const path = `duties[${at}]`
    for (const code of needed) {
      if (known.includes(code)) continue
      const meant = nearest(code, known)
      refuse(
        `${path}.needed`,
        `"${code}"`,
        `the code of a deliverable or a priced service, or one of ${dutyActs.join(', ')}`,
        meant === undefined ? 'Correct or remove the code. Taking a case in never waits for a duty.' : `Did you mean "${meant}"?`,
      )
    }
    const contacts = fact && contactsOf[fact]
    if (contacts && offering.contacts[contacts] === undefined)
      refuse(
        `${path}.fact`,
        `"${fact}"`,
        `"contacts.${contacts}", which it is read from`,
        'Say whom the service asks for, or leave "fact" out.',
      )
    if (fact !== undefined && evidence !== undefined)
      refuse(`${path}.evidence`, 'evidence beside a fact', 'one of the two', 'Remove "fact", or remove "evidence".')
    if ((due?.rule === 'before-window' || fact === 'window-set') && per !== 'engagement')
      refuse(`${path}.per`, wordsFor(per), '"engagement": a contract has no window', 'Set "per" to "engagement".')
    const parts = (evidence?.parts ?? []).map(({ code }) => code)
    for (const code of new Set(parts))
      if (parts.filter((each) => each === code).length > 1)
        refuse(`${path}.evidence.parts`, `"${code}" twice`, 'each part once', 'Rename or remove one of the two.')
  }
}

const checkExclusions = (offering: Offering, services: readonly string[], refuse: Say): void => {
  for (const [at, exclusion] of offering.exclusions.entries()) {
    const path = `exclusions[${at}]`
    const acts = exclusion.acts ?? []
    if (exclusion.test === 'act' && acts.length === 0)
      refuse(`${path}.acts`, wordsFor(exclusion.acts), 'at least one act', 'Name the acts that are excluded.')
    if (exclusion.test !== 'act' && acts.length > 0)
      refuse(`${path}.acts`, wordsFor(acts), 'no acts, since "test" is not "act"', 'Remove "acts", or set "test" to "act".')
    for (const code of exclusion.offers) {
      if (code === offering.code) refuse(`${path}.offers`, `"${code}"`, 'another service', 'Remove the service itself from "offers".')
      else if (!services.includes(code)) {
        const meant = nearest(code, services)
        refuse(
          `${path}.offers`,
          `"${code}"`,
          `the code of a service: ${services.join(', ')}`,
          meant === undefined ? 'Correct or remove the code.' : `Did you mean "${meant}"?`,
        )
      }
    }
  }
}

/** Codes by which records point at an element must be unique within their list. */
const checkRepeats = (offering: Offering, refuse: Say): void => {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['deliverables', offering.deliverables.map((each) => each.code)],
    ['duties', offering.duties.map((each) => each.code)],
    ['limits', offering.limits.map((each) => each.code)],
    ['exclusions', offering.exclusions.map((each) => each.code)],
    ['playbook', (offering.playbook ?? []).map((each) => each.code)],
    ['definitions', offering.definitions.map((each) => each.term)],
    ['purchase.prices', offering.purchase.prices.map((each) => each.code)],
    ['purchase.documents', offering.purchase.documents.map((each) => each.code)],
    ['purchase.channels', offering.purchase.channels.map((each) => each.channel)],
    ['purchase.methods', offering.purchase.methods.map((each) => each.method)],
    ['hours', offering.hours.map((each) => each.purpose)],
  ]
  for (const [path, codes] of lists)
    for (const code of new Set(codes))
      if (codes.filter((each) => each === code).length > 1)
        refuse(path, `"${code}" twice`, 'each name once', 'Rename or remove one of the two.')
}
