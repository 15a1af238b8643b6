import type { Tx } from '../../db/scope.ts'
import type { Principal } from '../../lib/principal.ts'
import { conflict } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { written } from '../asking/service.ts'
import type { Case } from '../case.ts'
import { append } from '../service.ts'
import { tellPublic } from '../watching/service.ts'

/** Says why the first response was missed; reports name it beside the case. What was said before stays in the history (ACP-9.p6). */
export async function sayWhyMissed(tx: Tx, found: Case, now: Instant, by: Principal, text: string): Promise<void> {
  if (found.response !== 'missed')
    throw conflict('Its first response was not missed (ACP-9.p6)', {
      found: `a first response that is ${found.response}`,
      expected: 'a missed one',
      toDo: 'Nothing is to be explained.',
    })
  await append(tx, found, now, by, { body: { kind: 'miss-reason', text }, change: { miss_explained: true } })
  await tellPublic(tx, found, now, by, { event: 'state', text: `Why the first response was late: ${text}` }, [found.requesterId])
  await written(tx, found, now, by, 'case.explain-miss', {})
}
