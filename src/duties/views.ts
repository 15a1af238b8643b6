import { toIso } from '../lib/time.ts'
import type { DutyEvent, Engagement } from './event.ts'
import type { Hold } from './holds.ts'
import type { DutyItem } from './items.ts'

/** The same values as the API shows them: instants as text, and ids of rows only where they are of use. */

export const eventView = ({ seq: _, contractId: __, engagementId: ___, duty: ____, ...event }: DutyEvent) => ({
  ...event,
  at: toIso(event.at),
})

/** @param seesCases whether the reader enters the cases of the account: others hear only that something was asked there */
export const itemView = (
  { engagementId, bare: _, fact, asks, evidence, lapse, waiver, notice, ...item }: DutyItem,
  seesCases: boolean,
) => ({
  ...item,
  engagement: engagementId,
  fact: fact && { met: fact.met, found: fact.found, expected: fact.expected },
  evidence: evidence && eventView(evidence),
  lapse: lapse && eventView(lapse),
  waiver: waiver && eventView(waiver),
  notice: notice && eventView(notice),
  asks: asks.map(({ answer, ...whole }) => {
    const hidden = whole.case !== null && !seesCases
    const ask = hidden ? { ...whole, id: `case ${whole.askedAt}`, text: 'asked for on a case', askedBy: '', case: null } : whole
    return {
      ...ask,
      onCase: whole.case !== null,
      askedAt: toIso(ask.askedAt),
      answer: answer && { at: toIso(answer.at), on: answer.on, text: hidden ? '' : answer.text },
    }
  }),
  cure: seesCases || !asks.some((ask) => ask.case !== null && ask.answer === null) ? item.cure : 'Give what was asked for on a case.',
})

export const engagementView = ({ contractId: _, leadId: __, window, ...engagement }: Engagement, contract: string) => ({
  ...engagement,
  contract,
  windowStartsAt: window && toIso(window.startsAt),
  windowEndsAt: window && toIso(window.endsAt),
})

export const holdView = ({ engagementId, throughout: _, ...hold }: Hold) => ({ ...hold, engagement: engagementId })
