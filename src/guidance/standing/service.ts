import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { WorkStanding } from '../../requests/gathering/service.ts'
import type { RequestRow } from '../../requests/request.ts'
import { owedAnswers } from '../questions/service.ts'
import { assistanceOf } from '../resolution/service.ts'

/** How far the work of a request is by the records that are kept of it here; requests asks before it is certified. */
export async function workStanding(tx: Tx, account: AccountRef, request: RequestRow): Promise<WorkStanding> {
  const { missing, excused, caseMayStayOpen } = await assistanceOf(tx, account, request)
  return {
    missing: [...(await owedAnswers(tx, account, request)), ...missing],
    excused: excused.map((part) => `${request.service}-${part}`),
    caseMayStayOpen,
  }
}
