import type { Offering } from '../catalog/offering.ts'
import type { Reason } from '../decisions/decision.ts'
import type { CaseAct, CaseQuestion } from './facts.ts'

/** The channel takes new cases, the person may act, and what the customer has to confirm is confirmed. */
export function judgeIntake(offering: Offering, { person, account, onDate }: CaseQuestion, act: CaseAct): Reason[] {
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
  const training = offering.duties.find(({ fact }) => fact === 'engineers-trained')
  if (training && person?.trained) {
    const trained = person.trained.find((each) => each.offering === offering.code && each.on <= onDate)
    reasons.push({
      rule: 'engineer-trained',
      clauses: training.clauses,
      holds: trained !== undefined,
      weight: 'advise',
      fact: 'training of whoever asks',
      found: trained ? `trained on ${trained.on}` : 'none on record',
      expected: 'trained in the software',
      source: `person ${person.name}`,
      cure: 'Train them, and put the day on record. The case is taken in all the same.',
    })
  }
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
