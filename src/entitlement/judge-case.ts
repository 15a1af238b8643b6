import type { Offering } from '../catalog/offering.ts'
import { type PolicyBook, policyBook } from '../catalog/policy-book.ts'
import { type Consulted, judgeBase, judgeCountry, judgeCover, judgeExclusions, judgeSite } from '../contracts/device-rules.ts'
import { policiesUsed } from '../contracts/judge-order.ts'
import { supportEndRules } from '../contracts/support-end.ts'
import { type Candidate, curesOf, type Decision, decidingClauses, type Reason, type Verdict, verdictOf } from '../decisions/decision.ts'
import type { CaseAct, CaseJudgement, CaseQuestion, CoverFacts } from './facts.ts'
import { judgeServiceAct } from './judge-act.ts'
import { judgeContract, judgeRelease } from './judge-contract.ts'
import { judgeExpert } from './judge-expert.ts'
import { judgeIntake } from './judge-intake.ts'
import { judgeAdmin, withoutService } from './judge-outside-services.ts'

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
