import { policyBook } from '../../catalog/policy-book.ts'
import { findContract } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { Reason } from '../../decisions/decision.ts'
import { listDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { notFound } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { gatherRequest, type Neighbours } from '../gathering/service.ts'
import { judgeSupported } from '../judge-request.ts'
import { offeringOf } from '../service.ts'

/** A device, and each condition of the service that it fails today; none where it is a supported product. */
export type SupportedDevice = { readonly serial: string; readonly product: string; readonly reasons: readonly Reason[] }

/** Which devices of an account are supported products of a service today, a page of them, each of the others with why not (MSP-1.p9, ISS-2.cov-p1). */
export async function supportedDevices(
  tx: Tx,
  account: AccountRef,
  neighbours: Neighbours,
  given: { readonly contract: string; readonly after: string | undefined; readonly limit: number; readonly now: Instant },
): Promise<readonly SupportedDevice[]> {
  const contract = await findContract(tx, account.id, given.contract)
  if (contract?.kind !== 'service' || contract.offeringVersion === null) throw notFound('service contract')
  const offering = await offeringOf(tx, { offering: contract.service, offeringVersion: contract.offeringVersion })
  const rows = await listDevices(tx, account.id, {
    topOnly: true,
    ...(given.after === undefined ? {} : { after: given.after }),
    limit: given.limit,
  })
  const { question, devices } = await gatherRequest(tx, account, neighbours, {
    step: 'ask',
    now: given.now,
    offering,
    contract,
    wanted: {
      service: '',
      quantity: 1,
      firstDay: null,
      serials: rows.map(({ serial }) => serial),
      caseNumber: null,
      windows: [],
      change: '',
      plan: null,
      language: 'en',
      purpose: '',
    },
  })
  const book = policyBook(question.onDate, question.overrides)
  return devices
    .map((device) => ({ serial: device.serial, product: device.product, reasons: judgeSupported(offering, device, question, book, []) }))
    .toSorted((one, other) => (one.serial < other.serial ? -1 : 1))
}
