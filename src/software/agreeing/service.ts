import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import type { Device } from '../../installed-base/device.ts'
import { acceptRelease } from '../../installed-base/software/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { conflict, notPermitted } from '../../lib/problem.ts'
import { type By, coverOf, happened, holdSoftware, tell } from '../service.ts'
import * as store from './store.ts'

export { listProposals } from './store.ts'

/**
 * Proposes that the agreed release moves; the other side answers (CSS-7.p1). The caller holds the software.
 * @param quietly whether an open proposal is left alone instead of being refused
 * @returns false when nothing was proposed
 */
export async function proposeRelease(
  tx: Tx,
  account: AccountRef,
  by: By,
  {
    device,
    release,
    why,
    quietly = false,
  }: { readonly device: Device; readonly release: string; readonly why: string; readonly quietly?: boolean },
): Promise<boolean> {
  const [newest] = await store.listProposals(tx, account.id, device.id)
  if (newest && newest.outcome === null) {
    if (quietly) return false
    throw conflict('One proposal waits for an answer already', {
      found: `${newest.release}, by ${newest.proposedBy}`,
      toDo: 'Answer that one, or withdraw it.',
    })
  }
  if (release === device.acceptedRelease) throw conflict('That is the agreed release', { found: release })
  await store.insertProposal(tx, account.id, device.id, {
    id: newId(by.now),
    release,
    why,
    side: by.side,
    proposedBy: by.name,
    proposedAt: by.now,
  })
  await happened(tx, account, by, device, 'propose-release', { release, why, side: by.side })
  const { offering } = await coverOf(tx, account, device, by.today)
  await tell(tx, account, by, device, offering.code, {
    to: by.side === 'provider' ? 'customer' : 'provider',
    subject: `Shall ${release} be the agreed release?`,
    text: [why, `The agreed release is ${device.acceptedRelease || 'not entered yet'}. It moves once both sides agree (CSS-7.p1).`],
  })
  return true
}

/** The other side agrees or turns the proposal down; whoever proposed it may withdraw it. */
export async function answerRelease(
  tx: Tx,
  account: AccountRef,
  by: By,
  { serial, answer, note }: { readonly serial: string; readonly answer: 'agree' | 'turn-down' | 'withdraw'; readonly note: string },
): Promise<void> {
  const device = await holdSoftware(tx, account, serial)
  const [newest] = await store.listProposals(tx, account.id, device.id)
  if (!newest || newest.outcome !== null) throw conflict('No proposal waits for an answer', { toDo: 'Reload, and look at what changed.' })
  const own = newest.side === by.side
  if (own !== (answer === 'withdraw'))
    throw notPermitted(own ? 'The other side answers a proposal' : 'Only its own side withdraws a proposal', {
      found: `proposed by ${newest.proposedBy}`,
      expected: own ? 'an answer of the other side, or withdraw' : 'agree or turn-down',
    })
  const outcome = answer === 'agree' ? 'agreed' : answer === 'turn-down' ? 'turned-down' : 'withdrawn'
  await store.answerProposal(tx, account.id, newest.id, { outcome, by: by.name, at: by.now, answer: note })
  await happened(tx, account, by, device, 'answer-release', { release: newest.release, outcome, note })
  if (answer === 'agree')
    await acceptRelease(tx, account, by, device, {
      release: newest.release,
      why: 'agreed',
      on: by.today,
      customer: newest.side === 'customer' ? newest.proposedBy : by.name,
      provider: newest.side === 'provider' ? newest.proposedBy : by.name,
      note: newest.why,
      runs: false,
    })
  if (own) return
  const { offering } = await coverOf(tx, account, device, by.today)
  await tell(tx, account, by, device, offering.code, {
    to: newest.side,
    subject: outcome === 'agreed' ? `${newest.release} is the agreed release now` : `${newest.release} was turned down`,
    text: [note || `${by.name} answered.`],
  })
}
