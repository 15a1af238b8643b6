import type { Offering } from '../catalog/offering.ts'
import { type PolicyBook, policyBook } from '../catalog/policy-book.ts'
import { baseCoverOn, type Consulted, judgeBase, judgeCountry, judgeCover, judgeExclusions, judgeSite } from '../contracts/device-rules.ts'
import { within } from '../contracts/facts.ts'
import { policiesUsed } from '../contracts/judge-order.ts'
import { supportEndRules } from '../contracts/support-end.ts'
import { type Candidate, curesOf, type Decision, decidingClauses, type Reason, type Verdict, verdictOf } from '../decisions/decision.ts'
import type { CaseAct, CaseQuestion, ContactFacts, CoverFacts } from './facts.ts'
import { judgeServiceAct } from './judge-act.ts'

export type CaseJudgement = {
  readonly decision: Decision
  /** Where the case goes when it is opened. */
  readonly queue: 'expert' | 'standard' | 'customer-care'
  /** The cover that decided. */
  readonly cover: CoverFacts | null
}

type Weighed = {
  readonly offering: Offering
  readonly cover: CoverFacts | null
  readonly reasons: readonly Reason[]
  readonly verdict: Verdict
  readonly expert: boolean
  readonly targetMinutes: number
  readonly asked: Consulted
}

/**
 * Judges an act from facts alone. For a case, in words: every service contract of the account that takes cases is
 * weighed; a granting one beats one that needs approval, which beats a refusing one; among equals the shortest response
 * target wins, then the longest term, then the number. Without such a contract a base contract carries the case, with no
 * response target of its own. The winner's reasons are the decision's; the others are shown beside it.
 */
export function judgeCase(offerings: readonly Offering[], question: CaseQuestion): CaseJudgement {
  const book = policyBook(question.onDate, question.overrides)
  const { act } = question
  if (act.kind === 'service.ask') return { decision: judgeServiceAct(offerings, question, act.act, book), queue: 'standard', cover: null }
  if (act.caseKind === 'admin') return judgeAdmin(question, act, book)
  const weighed: Weighed[] = []
  for (const cover of relevantCovers(question.covers, question.onDate)) {
    const offering = offerings.find((each) => each.code === cover.offering && each.version === cover.offeringVersion)
    if (offering?.intake) weighed.push(weigh(offering, cover, question, act, book))
  }
  if (weighed.length === 0) return withoutService(offerings, question, act, book)
  let best = weighed[0] as Weighed
  for (const each of weighed) if (beats(each, best)) best = each
  const { offering, cover, reasons, verdict, asked } = best
  const decision: Decision = {
    kind: 'decision',
    verdict,
    act: act.kind,
    onDate: question.onDate,
    offering: offering.code,
    offeringVersion: offering.version,
    contract: cover?.contract ?? null,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: policiesUsed(book, asked),
    cures: verdict === 'granted' ? noText : curesOf(reasons),
    candidates: weighed.length > 1 ? candidatesOf(weighed, best) : noCandidates,
    alternatives: [],
  }
  return { decision, queue: best.expert ? 'expert' : 'standard', cover }
}

/**
 * The contracts worth weighing: those that list the device, else all; and of these the ones that run on the day, else all.
 * A contract that ended speaks only when nothing runs, to say that it ended.
 */
function relevantCovers(covers: readonly CoverFacts[], day: string): readonly CoverFacts[] {
  if (covers.length < 2) return covers
  const listing = covers.filter((cover) => cover.line !== null)
  const near = listing.length > 0 ? listing : covers
  const running = near.filter((cover) => cover.state === 'active' && cover.startsOn <= day && day <= cover.endsOn)
  return running.length > 0 ? running : near
}

/**
 * Whether an engineer may take the case on with a reason all the same: a rule left it to a person, or nothing but the End of
 * Support stands against it (ACP-19.b, policy B43). What export rules, gray market or a missing contract refuse, nobody may.
 */
export function mayBeAccepted({ verdict, reasons }: Decision): boolean {
  if (verdict === 'needs approval') return true
  const against = reasons.filter((reason) => !reason.holds && reason.weight === 'refuse')
  return against.length > 0 && against.every((reason) => supportEndRules.includes(reason.rule))
}

const noText: readonly string[] = []
const noCandidates: readonly Candidate[] = []
const rank: Readonly<Record<Verdict, number>> = { granted: 0, 'needs approval': 1, refused: 2 }

function beats(a: Weighed, b: Weighed): boolean {
  if (rank[a.verdict] !== rank[b.verdict]) return rank[a.verdict] < rank[b.verdict]
  // a contract that lists the device speaks before one that does not
  const [listedA, listedB] = [a.cover?.line !== null, b.cover?.line !== null]
  if (listedA !== listedB) return listedA
  if (a.targetMinutes !== b.targetMinutes) return a.targetMinutes < b.targetMinutes
  const [endA, endB] = [a.cover?.endsOn ?? '', b.cover?.endsOn ?? '']
  if (endA !== endB) return endA > endB
  return (a.cover?.contract ?? '') < (b.cover?.contract ?? '')
}

const candidatesOf = (weighed: readonly Weighed[], best: Weighed): readonly Candidate[] =>
  weighed.map((each) => ({
    contract: each.cover?.contract ?? '',
    offering: each.offering.code,
    verdict: each.verdict,
    wins: each === best,
    why:
      each === best
        ? 'it decides'
        : each.verdict !== best.verdict
          ? `${each.verdict}: ${decidingClauses(each.reasons, each.verdict).join(', ')}`
          : each.targetMinutes !== best.targetMinutes
            ? 'its response target is longer'
            : 'it ends earlier or was numbered later',
  }))

function weigh(offering: Offering, cover: CoverFacts, question: CaseQuestion, act: CaseAct, book: PolicyBook): Weighed {
  const asked: Consulted = []
  const { device, account, onDate } = question
  const reasons: Reason[] = judgeIntake(offering, question, act)
  reasons.push(...judgeContract(offering, cover, question))
  if (device) {
    reasons.push(
      ...judgeCover(offering, device, onDate, account, book, asked),
      ...judgeBase(offering, device, onDate, account.country, book, asked),
      ...judgeSite(offering, device.site, onDate, book, asked),
      ...judgeExclusions(offering, device, onDate, true),
      ...judgeRelease(offering, question, act),
    )
  }
  reasons.push(
    ...judgeCountry(
      offering,
      { country: account.country, what: 'country of the end user', source: `account ${account.code}` },
      onDate,
      book,
      asked,
    ),
  )
  const expert = judgeExpert(offering, question, act, reasons, asked)
  const targetMinutes = judgeTarget(offering, act, reasons, asked)
  return { offering, cover, reasons, verdict: verdictOf(reasons), expert, targetMinutes, asked }
}

/** The channel takes new cases, the person may act, and what the customer has to confirm is confirmed. */
function judgeIntake(offering: Offering, { person, account }: CaseQuestion, act: CaseAct): Reason[] {
  const intake = offering.intake as NonNullable<Offering['intake']>
  const open = (intake.channels as readonly string[]).includes(act.channel)
  const reasons: Reason[] = [
    {
      rule: 'channel-open',
      clauses: open ? intake.clauses : (intake.refusedClauses ?? intake.clauses),
      holds: open,
      weight: 'refuse',
      fact: 'channel',
      found: act.channel,
      expected: intake.channels,
      source: 'the request',
      cure: `Open it by: ${intake.channels.join(', ')}.`,
    },
    {
      rule: 'account-open',
      clauses: intake.roundTheClock.clauses,
      holds: account.open,
      weight: 'refuse',
      fact: 'account',
      found: account.open ? 'open' : 'closed',
      expected: 'open',
      source: `account ${account.code}`,
      cure: 'Ask Customer Care to reopen the account.',
    },
  ]
  if (person)
    reasons.push({
      rule: 'person-active',
      clauses: intake.clauses,
      holds: person.active,
      weight: 'refuse',
      fact: 'person',
      found: person.active ? person.name : `${person.name} left`,
      expected: 'an active person of the account',
      source: `person ${person.name}`,
      cure: 'Ask somebody who is with the account.',
    })
  for (const { code, title, clauses } of intake.confirmations) {
    reasons.push({
      rule: 'confirmed',
      clauses,
      holds: act.confirmations.includes(code),
      weight: 'refuse',
      fact: title,
      found: act.confirmations.includes(code),
      expected: true,
      source: 'the request',
      cure: `Confirm: ${title}.`,
    })
  }
  for (const { when, title, clauses } of intake.advice) {
    if (when.priority === act.priority)
      reasons.push({
        rule: 'phone-first',
        clauses,
        holds: when.channel !== act.channel,
        weight: 'advise',
        fact: 'channel',
        found: act.channel,
        expected: title,
        source: 'the request',
        cure: title,
      })
  }
  return reasons
}

/** The contract runs, is active, lists the device, and its line is neither over nor suspended. */
function judgeContract(offering: Offering, cover: CoverFacts, { device, act, onDate, account }: CaseQuestion): Reason[] {
  const { term } = offering.purchase
  const source = `contract ${cover.contract}`
  const runs = cover.state === 'active' && cover.startsOn <= onDate && onDate <= cover.endsOn
  const reasons: Reason[] = [
    {
      rule: 'contract-active',
      clauses: term.clauses,
      holds: runs,
      weight: 'refuse',
      fact: 'contract',
      found: `${cover.state}, ${cover.startsOn} to ${cover.endsOn}`,
      expected: `active on ${onDate}`,
      source,
      cure: cover.state === 'pending' ? `Activate ${cover.contract}.` : `Renew ${cover.contract}.`,
    },
  ]
  const listing = offering.cover.onOrder?.clauses ?? offering.cover.acceptedRelease?.clauses ?? offering.purchase.endUserNamed.clauses
  const serial = act.kind === 'case.open' ? act.serial : null
  const { line } = cover
  const listed = device !== null && line !== null && line.startsOn <= onDate
  reasons.push({
    rule: 'on-order',
    clauses: listing,
    holds: listed,
    weight: 'refuse',
    fact: 'serial',
    found: device
      ? line
        ? `on ${cover.contract} from ${line.startsOn}`
        : `${device.serial} is not on ${cover.contract}`
      : serial === null
        ? null
        : `${serial} is not in the installed base`,
    expected: 'a serial on the order',
    source: device ? source : `installed base of ${account.code}`,
    cure: serial === null ? 'Name the device by its serial.' : `Add ${serial} to ${cover.contract} by an order.`,
  })
  if (line) {
    const ended = onDate > line.endsOn
    if (ended && onDate <= cover.endsOn)
      reasons.push({
        rule: 'contract-active',
        clauses: listing,
        holds: false,
        weight: 'refuse',
        fact: 'cover of the device',
        found: `${line.startsOn} to ${line.endsOn}`,
        expected: onDate,
        source,
        cure: `Extend the cover of ${serial ?? 'the device'}.`,
      })
    const suspended = line.suspendedOn !== null && line.suspendedOn <= onDate
    reasons.push({
      rule: 'not-suspended',
      clauses: listing,
      holds: !suspended,
      weight: 'refuse',
      fact: 'cover',
      found: suspended ? `suspended ${line.suspendedOn}: ${line.suspendedReason ?? ''}` : 'running',
      expected: 'running',
      source,
      cure: 'Settle the reason of the suspension.',
    })
  }
  return reasons
}

/** A service tied to one release: the one that runs must be the one that was agreed. */
function judgeRelease(offering: Offering, { device }: CaseQuestion, act: CaseAct): Reason[] {
  const { acceptedRelease } = offering.cover
  const exclusion = offering.exclusions.find((each) => each.test === 'version-changed')
  if (!acceptedRelease || !device) return []
  const runs = act.release || device.release
  const agreed = device.acceptedRelease
  return [
    {
      rule: 'release-agreed',
      clauses: exclusion?.clauses ?? acceptedRelease.clauses,
      holds: agreed !== '' && (runs === '' || runs === agreed),
      weight: 'approve',
      fact: 'running release',
      found: runs || null,
      expected: agreed || 'an agreed release',
      source: `device ${device.serial}`,
      cure: `Return to release ${agreed || 'agreed by both'}, or let an engineer accept the case with a reason.`,
    },
  ]
}

/** Straight access to senior engineers: by priority, for a named contact or an expert with a valid certificate. */
function judgeExpert(offering: Offering, { person, onDate }: CaseQuestion, act: CaseAct, reasons: Reason[], asked: Consulted): boolean {
  const expert = offering.intake?.expert
  if (!expert || !person) return false
  asked.push('experts.rule')
  const source = `person ${person.name}`
  const byPriority = (expert.priorities as readonly string[]).includes(act.priority)
  const mine = person.contacts.filter((contact) => contact.offering === null || contact.offering === offering.code)
  const named = mine.some((contact) => contact.role === 'named' && within(onDate, contact))
  const certificates = mine.filter((contact) => contact.role === 'expert' && contact.certificate !== null)
  const valid = certificates.find((contact) => validExpert(contact, expert.certificates, onDate))
  if (byPriority || named || certificates.length > 0) {
    reasons.push({
      rule: 'expert-priority',
      clauses: expert.clauses,
      holds: byPriority,
      weight: 'advise',
      fact: 'priority',
      found: act.priority,
      expected: expert.priorities,
      source: 'the request',
    })
  }
  if (!byPriority) return false
  if (certificates.length > 0 && !named) {
    const newest = valid ?? (certificates[0] as ContactFacts)
    reasons.push({
      rule: 'expert-certificate',
      clauses: expert.certificateClauses,
      holds: valid !== undefined,
      weight: 'advise',
      fact: 'certificate',
      found: `${newest.certificate?.level} to ${newest.certificate?.expiresOn}${newest.certificate?.granted ? '' : ', not granted yet'}`,
      expected: `${expert.certificates.join(', ')} valid on ${onDate}, granted`,
      source,
      cure: 'Renew the certificate; the case goes the standard way meanwhile.',
    })
  }
  const access = named || valid !== undefined
  reasons.push({
    rule: 'expert-access',
    clauses: valid && !named ? expert.certificateClauses : expert.contactClauses,
    holds: access,
    weight: 'advise',
    fact: 'named contact or certified expert',
    found: access,
    expected: true,
    source,
    cure: 'It goes the standard way, with the same response target.',
  })
  return access
}

const validExpert = ({ certificate, startsOn, endsOn }: ContactFacts, levels: readonly string[], day: string): boolean =>
  certificate?.granted === true && levels.includes(certificate.level) && day <= certificate.expiresOn && within(day, { startsOn, endsOn })

/** Which target applies: said here so that a preview shows it; the clock computes the instant. */
function judgeTarget(offering: Offering, act: CaseAct, reasons: Reason[], asked: Consulted): number {
  const { response } = offering
  if (!response) return Number.POSITIVE_INFINITY
  asked.push('response.start', 'response.clock', 'response.stop')
  const rule = response.channelRules.find(
    (each) => each.priority === act.priority && (each.channels as readonly string[]).includes(act.channel),
  )
  const target = response.targets.find((each) => each.priority === (rule?.takes ?? act.priority))
  if (!target) return Number.POSITIVE_INFINITY
  if (rule) asked.push('response.web_p1')
  reasons.push({
    rule: 'response-target',
    clauses: rule ? [...rule.clauses, ...target.clauses] : target.clauses,
    holds: true,
    weight: 'advise',
    fact: 'first response within minutes',
    found: target.minutes,
    expected: target.minutes,
    source: `${offering.code} version ${offering.version}${rule ? `, rule ${rule.rule}` : ''}`,
  })
  return target.minutes
}

/** A question for Customer Care needs no device and carries no target. */
function judgeAdmin(question: CaseQuestion, act: CaseAct, book: PolicyBook): CaseJudgement {
  const { account, person, onDate } = question
  const reasons: Reason[] = [
    {
      rule: 'channel-open',
      clauses: ['SSM-3.1.c3', 'MSP-3.1.2.p3'],
      holds: act.channel !== 'email',
      weight: 'refuse',
      fact: 'channel',
      found: act.channel,
      expected: ['phone', 'web', 'api', 'automation'],
      source: 'the request',
      cure: 'Open it by phone or web.',
    },
    {
      rule: 'account-open',
      clauses: ['SSM-3.1.c3'],
      holds: account.open,
      weight: 'refuse',
      fact: 'account',
      found: account.open ? 'open' : 'closed',
      expected: 'open',
      source: `account ${account.code}`,
    },
  ]
  if (person)
    reasons.push({
      rule: 'person-active',
      clauses: ['SSM-3.1.b1'],
      holds: person.active,
      weight: 'refuse',
      fact: 'person',
      found: person.name,
      expected: 'an active person of the account',
      source: `person ${person.name}`,
    })
  const verdict = verdictOf(reasons)
  const decision: Decision = {
    kind: 'decision',
    verdict,
    act: act.kind,
    onDate,
    offering: null,
    offeringVersion: null,
    contract: null,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: policiesUsed(book, []),
    cures: curesOf(reasons),
    candidates: [],
    alternatives: [],
  }
  return { decision, queue: 'customer-care', cover: null }
}

/** No contract of the account takes cases: a base contract carries the case, else the nearest service says what is missing. */
function withoutService(offerings: readonly Offering[], question: CaseQuestion, act: CaseAct, book: PolicyBook): CaseJudgement {
  const { device, account, onDate } = question
  const asked: Consulted = ['priority.guide']
  const base =
    device &&
    baseCoverOn(onDate, device.base, {
      types: ['juniper-care', 'advanced-partner-support', 'advanced-end-user-support'],
      subscriptionCounts: true,
    })
  const clauses = ['MSP-3.1.4.p3']
  const source = base ? `contract ${base.contract}` : device ? `device ${device.serial}` : `installed base of ${account.code}`
  const takers = offerings.filter((each) => each.intake)
  const reasons: Reason[] = [
    {
      rule: 'channel-open',
      clauses,
      holds: act.channel !== 'email',
      weight: 'refuse',
      fact: 'channel',
      found: act.channel,
      expected: ['phone', 'web', 'api', 'automation'],
      source: 'the request',
      cure: 'Open it by phone or web.',
    },
    {
      rule: 'base-contract',
      clauses: base ? clauses : [...clauses, ...listingOf(takers)],
      holds: base !== undefined && base !== null,
      weight: 'refuse',
      fact: 'contract',
      found: base
        ? `${base.type} ${base.contract} to ${base.endsOn}`
        : device
          ? 'no contract covers it'
          : act.serial === null
            ? 'no device named'
            : `${act.serial} is not in the installed base`,
      expected: `a contract on ${onDate}`,
      source,
      cure: device ? `Buy a support contract for ${device.serial}.` : 'Name a device of the installed base by its serial.',
    },
  ]
  if (base && device) {
    const lists = offerings[0]
    if (lists)
      reasons.push(
        ...judgeCountry(
          lists,
          {
            country: device.site?.country ?? account.country,
            what: 'country',
            source: device.site ? `site ${device.site.name}` : `account ${account.code}`,
          },
          onDate,
          book,
          asked,
        ),
      )
  }
  const verdict = verdictOf(reasons)
  const decision: Decision = {
    kind: 'decision',
    verdict,
    act: act.kind,
    onDate,
    offering: null,
    offeringVersion: null,
    contract: base?.contract ?? null,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: policiesUsed(book, asked),
    cures: curesOf(reasons),
    candidates: [],
    alternatives:
      verdict === 'granted'
        ? []
        : takers.map((each) => ({ offering: each.code, why: each.summary, clauses: [...(each.intake?.clauses ?? [])] })),
  }
  return { decision, queue: 'standard', cover: null }
}

const listingOf = (offerings: readonly Offering[]): readonly string[] =>
  offerings.flatMap((each) => each.cover.onOrder?.clauses ?? each.cover.acceptedRelease?.clauses ?? [])
