import type { Offering } from '../../catalog/offering.ts'
import type { PolicyBook } from '../../catalog/policy-book.ts'
import { type LanguageRule, languageReason } from '../../contracts/language-rule.ts'
import { deliveryClauses, isAuthorised, placeReason } from '../../contracts/place-rule.ts'
import type { Reason } from '../../decisions/decision.ts'
import type { Instant } from '../../lib/time.ts'
import type { Extra } from '../extra.ts'
import type { TaskOrder } from '../request.ts'

/** What may be asked for beside the usual way of delivery: somebody onsite, or another language. */
export const exceptionKinds = ['onsite', 'language'] as const
export type ExceptionKind = (typeof exceptionKinds)[number]
export const exceptionStates = ['asked', 'accepted', 'declined', 'withdrawn'] as const

export type Exception = {
  readonly id: string
  readonly kind: ExceptionKind
  /** The window that it is about, by its place; null for the whole request. */
  readonly place: number | null
  /** The address, or the language as two small letters. */
  readonly what: string
  readonly why: string
  readonly askedBy: string
  readonly askedAt: Instant
  readonly state: (typeof exceptionStates)[number]
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
  readonly answer: string
  /** Hundredths of the currency; null while no price was told. */
  readonly cents: number | null
  readonly currency: string | null
}

/** Somebody onsite, and a replacement ahead of the return, cannot be had in every country (CSS-9.p3). */
export function judgeAvailable(book: PolicyBook, what: 'onsite' | 'advanceReplacement', countries: readonly string[]): Reason {
  const { inForce, get } = book
  const barred = countries.filter((country) => get('country.unavailable')[what].includes(country))
  return {
    rule: `${what === 'onsite' ? 'onsite' : 'replacement'}-in-country`,
    clauses: ['CSS-9.p3'],
    holds: barred.length === 0,
    weight: 'refuse',
    fact: 'country of the site',
    found: barred.length === 0 ? countries : `${barred.join(', ')}, where it is not available`,
    expected: what === 'onsite' ? 'a country with onsite work' : 'a country with advance replacement',
    source: `policy ${inForce('country.unavailable').id}`,
    cure: what === 'onsite' ? 'Have it done remotely.' : 'Send the part in first.',
  }
}

/** The last word on an exception for a window: what was said of the window alone goes before what was said of all. */
export function lastWord(
  exceptions: readonly Exception[],
  kind: ExceptionKind,
  { place, what }: { readonly place: number | null; readonly what?: string },
): Exception | undefined {
  const of = exceptions
    .filter((each) => each.kind === kind && each.state !== 'withdrawn' && (what === undefined || each.what === what))
    .toSorted((a, b) => b.askedAt - a.askedAt)
  return of.find((each) => each.place !== null && each.place === place) ?? of.find((each) => each.place === null)
}

/**
 * From where a piece of work is done. In words: from an authorised place of the provider; elsewhere only where onsite work exists, was asked
 * for and accepted in writing, and at an extra price that the customer was told (ISS-5.a, ISS-6.3a, ISS-6.3b, ACP-18.p1, SSM-6.b).
 */
export function judgePlace(
  offering: Pick<Offering, 'limits'>,
  book: PolicyBook,
  given: {
    readonly location: string
    readonly country: string
    /** The window by its place; null for the request itself. */
    readonly place: number | null
    readonly exceptions: readonly Exception[]
    /** Priced lines of the task order that both signed. */
    readonly extras: readonly Extra[]
    readonly source: string
  },
): readonly Reason[] {
  const { location, source } = given
  const clauses = deliveryClauses(offering)
  const said = lastWord(given.exceptions, 'onsite', { place: given.place })
  const priced = given.extras.find(({ kind }) => kind === 'onsite')
  const reason = placeReason(book, location, {
    clauses: isAuthorised(book, location) || !(said || priced) ? clauses.remote : clauses.asked,
    source,
    found: said && !priced ? `${location}, and onsite work is ${said.state === 'asked' ? 'not answered yet' : said.state}` : location,
    elsewhere: {
      agreed: said?.state === 'accepted' || priced !== undefined,
      expected: 'onsite work that was accepted in writing',
      cure: said ? 'It stays remote: choose one of these places.' : 'Choose one of these places, or ask for somebody onsite.',
    },
  })
  if (isAuthorised(book, location)) return [reason]
  return [
    judgeAvailable(book, 'onsite', [given.country]),
    reason,
    {
      rule: 'onsite-priced',
      weight: 'refuse',
      source,
      clauses: clauses.priced,
      holds: priced !== undefined || (said?.cents ?? 0) > 0,
      fact: 'extra price',
      found: priced ? priced.cents : (said?.cents ?? 'none told'),
      expected: 'an extra price that the customer was told',
      cure: 'Tell the customer the extra price first.',
    },
  ]
}

/** The language of one thing that is delivered: see the rule that all services share. */
export function judgePaperLanguage(
  offering: Offering,
  rule: LanguageRule,
  given: {
    readonly language: string
    readonly wanted: string
    readonly order: Pick<TaskOrder, 'language'> | undefined
    readonly exceptions: readonly Exception[]
    readonly source: string
  },
): Reason {
  const { language, wanted, order, exceptions, source } = given
  const note = lastWord(exceptions, 'language', { place: null, what: language })
  const agreed =
    note?.state === 'accepted'
      ? `accepted by ${note.answeredBy}`
      : order?.language === language
        ? 'the task order'
        : rule.otherwise === 'local-first' && wanted === language
          ? 'asked for and available'
          : ''
  return {
    ...languageReason(offering, rule, { language, agreed, source }),
    cure: `Deliver it in ${rule.documents}, or record the provider’s written exception for ${language} first.`,
  }
}

/** The priced lines of a task order, with what was accepted beside it: nothing that costs is left out (ISS-6.3b). */
export function withAccepted(extras: readonly Extra[], exceptions: readonly Exception[]): readonly Extra[] {
  const more = exceptions.flatMap(({ state, kind, what, place, cents, currency }) => {
    const text = `${what}${place === null ? '' : `, window ${place}`}`
    return state === 'accepted' && cents !== null && currency !== null && !extras.some((each) => each.kind === kind && each.text === text)
      ? [{ kind, text, cents, currency }]
      : []
  })
  return [...extras, ...more]
}

/** English where the language that was asked for cannot be had, said in the task order (MSP-6.f). */
export function languageNote(offering: Pick<Offering, 'limits'>, rule: LanguageRule, wanted: string, language: string): string | undefined {
  if (rule.otherwise !== 'local-first' || wanted === language || language !== rule.documents) return undefined
  const clauses = offering.limits.find(({ code }) => code === 'language')?.clauses ?? []
  return `Support in the language asked for (${wanted}) is not available: ${rule.documents} is used (${clauses.join(', ')}).`
}
