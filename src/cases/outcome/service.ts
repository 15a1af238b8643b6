import type { Tx } from '../../db/scope.ts'
import { findDevice } from '../../installed-base/service.ts'
import type { Principal } from '../../lib/principal.ts'
import { conflict, unprocessable } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { listReleases } from '../../software/releases/service.ts'
import { workedOnOnly, written } from '../asking/service.ts'
import type { Case } from '../case.ts'
import { append } from '../service.ts'
import { tellPublic } from '../watching/service.ts'
import { workTold } from '../work-words.ts'
import { barOfOutcome, type Outcome, outageMinutes, type Said, type Trouble } from './outcome.ts'

/** Says what became of a case: restored, a workaround, or a fix that exists (CSS-4.p3, CSS-3.p2). */
export async function sayOutcome(tx: Tx, found: Case, now: Instant, by: Principal, given: Said): Promise<void> {
  workedOnOnly(found)
  const device = found.deviceId === null ? undefined : await findDevice(tx, found.accountId, { id: found.deviceId })
  const releases =
    device?.kind === 'software'
      ? (await listReleases(tx, found.accountId, { deviceIds: [device.id] })).map(({ version, kind, state, problems }) => ({
          version,
          kind,
          state,
          defects: problems.map(({ defect }) => defect),
        }))
      : null
  const bar = barOfOutcome(given, { reportedAt: found.reportedAt, now, releases })
  if (bar) throw unprocessable(bar.title, bar)
  const minutes = outageMinutes(given, found.reportedAt)
  await keep(tx, found, now, by, { kind: 'outcome', ...given, efforts: '', ...(minutes === undefined ? {} : { outageMinutes: minutes }) })
}

/** A manager ends the efforts on a case that could not be solved, with the reason and what was tried (CSS-3.p1). No credit follows by itself. */
export async function endEfforts(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly trouble: Trouble; readonly diagnosis: string; readonly reason: string; readonly efforts: string },
): Promise<void> {
  workedOnOnly(found)
  if (found.state === 'new')
    throw conflict('Nobody worked on it yet (CSS-3.p1)', { found: 'a new case', expected: 'a case that was worked on' })
  await keep(tx, found, now, by, {
    kind: 'outcome',
    outcome: 'efforts-made',
    trouble: given.trouble,
    diagnosis: given.diagnosis,
    restoredAt: null,
    defect: '',
    release: '',
    text: given.reason,
    efforts: given.efforts,
  })
}

async function keep(tx: Tx, found: Case, now: Instant, by: Principal, body: Outcome): Promise<void> {
  await append(tx, found, now, by, { body })
  const { what, text } = workTold(body)
  await tellPublic(tx, found, now, by, { event: 'state', text: `${by.name} ${what}.\n\n${text ?? ''}` }, [found.requesterId])
  await written(tx, found, now, by, 'case.outcome', {
    outcome: body.outcome,
    trouble: body.trouble,
    defect: body.defect,
    release: body.release,
  })
}
