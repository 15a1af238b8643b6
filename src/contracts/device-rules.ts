import type { Offering } from '../catalog/offering.ts'
import type { PolicyKey } from '../catalog/policies.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import { theatreOf } from '../catalog/theatres.ts'
import type { Reason } from '../decisions/decision.ts'
import { lacksOf } from '../installed-base/software/software.ts'
import type { LocalDate } from '../lib/time.ts'
import { type AccountFacts, type BaseCover, type DeviceFacts, type SiteFacts, within } from './facts.ts'
import { judgeSupportEnd } from './support-end.ts'

/**
 * Whether one device is a supported product of one service on one day. In words, in this order: it is in use; it was
 * acquired in a way and from a seller that the service accepts; serial and installation address are registered; it
 * serves the end user itself; its base contract is current; its country and theatre are served; nothing excludes it.
 */

/** The policies that the rules below may read, in the order they are asked. */
export type Consulted = PolicyKey[]

const perService = <T>(values: Partial<Record<string, T>>, code: string): T | undefined => values[code]

export function baseRule(offering: Offering, book: PolicyBook, asked: Consulted) {
  const written = offering.purchase.baseContract
  if (!written) return undefined
  asked.push('eligibility.base_contract', 'eligibility.subscription_counts')
  const reach = perService(book.get('eligibility.base_contract'), offering.code)
  const counts = perService(book.get('eligibility.subscription_counts'), offering.code)
  return {
    ...written,
    shape: reach?.shape ?? written.shape,
    types: reach?.types ?? written.types,
    subscriptionCounts: counts ?? written.subscriptionCounts,
  }
}

/** The cover that satisfies the base rule on the day: a listed type, or a subscription where it counts. */
export function baseCoverOn(
  day: LocalDate,
  covers: readonly BaseCover[],
  rule: { readonly types: readonly string[]; readonly subscriptionCounts: boolean },
): BaseCover | undefined {
  let subscription: BaseCover | undefined
  for (const cover of covers) {
    if (!within(day, cover)) continue
    if (rule.types.includes(cover.type)) return cover
    if (cover.type === 'subscription' && rule.subscriptionCounts) subscription = cover
  }
  return subscription
}

const latestEnd = (covers: readonly BaseCover[]): string | null =>
  covers.reduce<string | null>((end, cover) => (end === null || cover.endsOn > end ? cover.endsOn : end), null)

/** The facts of the device itself: use, acquisition, registration. */
export function judgeCover(
  offering: Offering,
  device: DeviceFacts,
  day: LocalDate,
  account: AccountFacts,
  book: PolicyBook,
  asked: Consulted,
): Reason[] {
  const reasons: Reason[] = []
  const { cover, purchase } = offering
  const source = `device ${device.serial}`
  if (cover.inUse) {
    reasons.push({
      rule: 'in-use',
      clauses: cover.inUse.clauses,
      holds: device.status === 'in-use',
      weight: 'refuse',
      fact: 'status',
      found: device.status,
      expected: 'in-use',
      source,
      cure: `Put ${device.serial} into use and record the date.`,
    })
  }
  if (cover.acquired) {
    const { acquired } = cover
    asked.push('eligibility.lease_ok')
    const lease = perService(book.get('eligibility.lease_ok'), offering.code)
    const modes = lease === undefined ? acquired.modes : lease ? (['purchase', 'lease'] as const) : (['purchase'] as const)
    const authorised: readonly string[] = acquired.sources.includes('reseller')
      ? [...acquired.sources, 'territory-reseller']
      : acquired.sources
    reasons.push(
      {
        rule: 'acquired-how',
        clauses: acquired.clauses,
        holds: device.acquired !== null && (modes as readonly string[]).includes(device.acquired),
        weight: 'refuse',
        fact: 'acquired by',
        found: device.acquired,
        expected: modes,
        source,
        cure: `Record how ${device.serial} was acquired; this service covers: ${modes.join(', ')}.`,
      },
      {
        rule: 'acquired-well',
        clauses: acquired.clauses,
        holds: device.source !== null && authorised.includes(device.source),
        weight: 'refuse',
        fact: 'source',
        found: device.source,
        expected: acquired.sources,
        source,
        cure: `Show proof that ${device.serial} came from: ${acquired.sources.join(', ')}.`,
      },
    )
  }
  if (cover.registered) {
    const { site, registeredOn } = device
    const complete = site !== null && site.address.trim() !== '' && registeredOn !== null && registeredOn <= day
    reasons.push({
      rule: 'registered',
      clauses: cover.registered.clauses,
      holds: complete,
      weight: 'refuse',
      fact: 'registration',
      found: site === null || site.address.trim() === '' ? 'no installation address' : registeredOn,
      expected: `serial and installation address, by ${day}`,
      source,
      cure: `Register the installation address of ${device.serial}.`,
    })
  }
  if (purchase.ownUse) {
    const owner = device.site?.owner ?? ''
    reasons.push({
      rule: 'own-use',
      clauses: purchase.ownUse.clauses,
      holds: owner === '' || owner === account.name,
      weight: 'refuse',
      fact: 'owner of the site',
      found: owner || account.name,
      expected: account.name,
      source: device.site ? `site ${device.site.name}` : source,
      cure: `Take ${device.serial} off this service, or order it for ${owner}.`,
    })
  }
  return reasons
}

/**
 * The base contract of the device itself, where the service asks for one on each device; and where such a contract
 * serves only in its territory, that this is the country of the end user or of the site.
 */
export function judgeBase(
  offering: Offering,
  device: DeviceFacts,
  day: LocalDate,
  country: string,
  book: PolicyBook,
  asked: Consulted,
): Reason[] {
  const rule = baseRule(offering, book, asked)
  if (!rule || rule.shape === 'any-of') return []
  const here = device.site ? [country, device.site.country] : [country]
  const serves = (cover: BaseCover) => cover.territory === null || here.includes(cover.territory)
  const found = (rule.territory && baseCoverOn(day, device.base.filter(serves), rule)) ?? baseCoverOn(day, device.base, rule)
  const clauses = found?.type === 'subscription' && rule.subscriptionClauses ? [...rule.clauses, ...rule.subscriptionClauses] : rule.clauses
  const ended = found ? null : latestEnd(device.base)
  const reasons: Reason[] = [
    {
      rule: 'base-contract',
      clauses,
      holds: found !== undefined,
      weight: 'refuse',
      fact: 'base contract',
      found: found ? `${found.type} ${found.contract} to ${found.endsOn}` : ended === null ? null : `ended or not begun: ${ended}`,
      expected: `one of ${rule.types.join(', ')} on ${day}`,
      source: found ? `contract ${found.contract}` : `device ${device.serial}`,
      cure: `Buy ${rule.types[0]} for ${device.serial}.`,
    },
  ]
  if (rule.territory && found)
    reasons.push({
      rule: 'base-in-territory',
      clauses: rule.territory.clauses,
      holds: serves(found),
      weight: 'refuse',
      fact: 'territory of the base contract',
      found: found.territory,
      expected: [...new Set(here)],
      source: `contract ${found.contract}`,
      cure: `Buy ${rule.types[0]} for ${device.serial} from a seller of ${here.at(-1)}.`,
    })
  return reasons
}

/** Embargo and prohibition lists: deny wins, whoever asks (policy B11). */
export function judgeCountry(offering: Offering, place: Place, day: LocalDate, book: PolicyBook, asked: Consulted): Reason[] {
  asked.push('export.lists')
  const lists = book.get('export.lists')
  const listed = (list: typeof lists.embargo) =>
    list.find(
      (entry) => entry.country === place.country && (entry.from === null || entry.from <= day) && (entry.to === null || day <= entry.to),
    )
  const embargo = listed(lists.embargo)
  const prohibited = listed(lists.prohibited)
  const { availability } = offering
  return [
    {
      rule: 'not-embargoed',
      clauses: availability.embargo.clauses,
      holds: embargo === undefined,
      weight: 'refuse',
      fact: place.what,
      found: embargo?.name ?? place.country,
      expected: 'a country that is not on the embargo list',
      source: place.source,
    },
    {
      rule: 'not-prohibited',
      clauses: availability.prohibited.clauses,
      holds: prohibited === undefined,
      weight: 'refuse',
      fact: place.what,
      found: prohibited ? `${prohibited.name}: ${prohibited.basis}` : place.country,
      expected: 'a country where the law allows it',
      source: place.source,
    },
  ]
}

/** Where a contract is served: the end user, and the sites at which its devices stand. */
export type Places = {
  readonly account: { readonly code: string; readonly country: string }
  readonly sites: readonly { readonly name: string; readonly country: string }[]
}

/** A country in which a contract is served, with who or what is there. */
export type Place = { readonly country: string; readonly what: string; readonly source: string }

const mostNames = 5
function sitesInWords(names: readonly string[]): string {
  if (names.length === 1) return `site ${names[0]}`
  const named = names.slice(0, mostNames).join(', ')
  return `sites ${named}${names.length > mostNames ? ` and ${names.length - mostNames} more` : ''}`
}

/** The country of the end user, and each country in which devices of a contract stand with its sites. */
export function countriesOf({ account, sites }: Places): { readonly end: Place; readonly there: readonly Place[] } {
  const there = [...Map.groupBy(sites, ({ country }) => country)].map(([country, of]) => ({
    country,
    what: 'country of the site',
    source: sitesInWords(of.map(({ name }) => name)),
  }))
  return { end: { country: account.country, what: 'country of the end user', source: `account ${account.code}` }, there }
}

/** The lists of countries for a whole contract. A listed site refuses where no other is left; otherwise its devices alone are not served. */
export function judgePlaces(offering: Offering, places: Places, day: LocalDate, book: PolicyBook, asked: Consulted): Reason[] {
  const { end, there: countries } = countriesOf(places)
  const there = countries.map((place) => judgeCountry(offering, place, day, book, asked))
  const left = there.some((each) => each.every(({ holds }) => holds))
  return [
    ...judgeCountry(offering, end, day, book, asked),
    ...there.flat().map((reason): Reason => (left ? { ...reason, weight: 'advise' } : reason)),
  ]
}

/** The place of the device: its country is not listed, and lies in a theatre that the service is offered in (MSP-6.b1). */
export function judgeSite(offering: Offering, site: SiteFacts | null, day: LocalDate, book: PolicyBook, asked: Consulted): Reason[] {
  if (!site) return []
  const source = `site ${site.name}`
  const reasons = judgeCountry(offering, { country: site.country, what: 'country of the site', source }, day, book, asked)
  const { theatres } = offering.availability
  if (theatres) {
    const theatre = theatreOf(site.country, day)
    reasons.push({
      rule: 'site-in-theatre',
      clauses: theatres.clauses,
      holds: theatre !== undefined && (theatres.only as readonly string[]).includes(theatre),
      weight: 'refuse',
      fact: 'theatre of the site',
      found: theatre ? `${site.country}, ${theatre}` : `${site.country}, in no theatre`,
      expected: theatres.only,
      source,
      cure: `This service is offered in ${theatres.only.join(', ')} only; take the devices of ${site.name} off it.`,
    })
  }
  return reasons
}

/**
 * What excludes the device: End of Support, gray market, foreign parts, changed code.
 * @param problem whether somebody brings a problem, rather than ordering or asking what is covered
 */
export function judgeExclusions(offering: Offering, device: DeviceFacts, day: LocalDate, problem = false): Reason[] {
  const reasons: Reason[] = []
  const source = `device ${device.serial}`
  for (const exclusion of offering.exclusions) {
    const { clauses } = exclusion
    if (exclusion.test === 'end-of-support') {
      reasons.push(...judgeSupportEnd(exclusion, device, day, problem))
    } else if (exclusion.test === 'gray-market') {
      reasons.push({
        rule: 'not-gray',
        clauses,
        holds: !device.grayMarket,
        weight: 'refuse',
        fact: 'gray market',
        found: device.grayMarket,
        expected: false,
        source,
        cure: `Dispute the mark with proof of purchase for ${device.serial}.`,
      })
    } else if (exclusion.test === 'third-party') {
      reasons.push({
        rule: 'not-third-party',
        clauses,
        holds: !device.thirdParty,
        weight: 'advise',
        fact: 'unauthorised third-party part',
        found: device.thirdParty,
        expected: false,
        source,
        cure: 'A fault traced to that part is declined; the rest of the case goes on.',
      })
    } else if (exclusion.test === 'modified-code') {
      reasons.push({
        rule: 'not-modified',
        clauses,
        holds: !device.modifiedCode,
        weight: 'approve',
        fact: 'modified code',
        found: device.modifiedCode,
        expected: false,
        source,
        cure: `Return ${device.serial} to an unmodified release, or let an engineer accept it with a reason.`,
      })
    }
  }
  return reasons
}

/** A service of custom software covers what the vendor's professional services made under a statement of work, and nothing else. */
export function judgeSoftware(offering: Offering, device: DeviceFacts): Reason[] {
  const limit = offering.limits.find(({ code }) => code === 'vendor-built-only')
  if (!limit || device.software === undefined) return []
  const lacks = lacksOf(device.software)
  return [
    {
      rule: 'vendor-built',
      clauses: limit.clauses,
      holds: lacks.length === 0,
      weight: 'refuse',
      fact: 'what is missing',
      found: lacks,
      expected: [],
      source: device.software ? `${device.software.deliverable} of ${device.software.statementOfWork}` : `device ${device.serial}`,
      cure: `Let professional services describe ${device.serial}: statement of work, deliverable, and that it was designed, developed and tested.`,
    },
  ]
}
