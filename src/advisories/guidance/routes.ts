import { z } from 'zod'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { dayOf } from '../../contracts/service.ts'
import { accountParams, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { requireDevice } from '../../installed-base/service.ts'
import { advisoryRow, advisoryView } from '../register/routes.ts'
import { findEntered } from '../register/store.ts'
import { isStale } from './guide.ts'
import { upgradeOf } from './service.ts'

const keys = z.array(z.string())

/** Which release removes what a device is exposed to (ACP-13.p1). */
export const guidanceOperations: readonly Operation[] = [
  operation({
    id: 'device.upgrade',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/upgrade',
    summary: 'Releases that published records name as fixes: what each removes from the exposure of a device, keeps and brings in',
    permission: 'exposure.read',
    scope: 'account',
    params: accountParams.extend({ serial: z.string().trim().min(1).max(64) }),
    answers: {
      200: z.object({
        /** The release that was gone out from; null when none is known. */
        release: z.string().nullable(),
        /** When the release was last seen to run; what was not shown for long is advice about an old state (ACP-16.p2). */
        seen: z.object({ on: dateText.nullable(), stale: z.boolean(), clause: z.string() }),
        affected: keys,
        uncertain: keys,
        candidates: z.array(
          z.object({
            release: z.string(),
            step: z.enum(['service', 'maintenance', 'branch']),
            branchesOn: z.number(),
            removes: keys,
            keeps: keys,
            brings: keys,
            uncertain: keys,
          }),
        ),
        /** The records that are named. */
        records: z.array(advisoryRow),
      }),
    },
    handle: async ({ tx, account, now }, { params }) => {
      const device = await requireDevice(tx, account, params.serial)
      const on = device.releaseSeenOn
      const today = dayOf(account.zone, now)
      const seen = {
        on,
        stale: isStale(on, today, policyBook(today, await readOverrides(tx)).get('release.stale').days),
        clause: 'ACP-16.p2',
      }
      const found = await upgradeOf(tx, account.id, device.id)
      if (!found) return ok({ release: null, seen, affected: [], uncertain: [], candidates: [], records: [] })
      const { affected, uncertain, candidates } = found.guidance
      const named = new Set([...affected, ...uncertain, ...candidates.flatMap((each) => [...each.brings, ...each.uncertain])])
      return ok({
        release: found.release,
        seen,
        affected,
        uncertain,
        candidates,
        records: (await findEntered(tx, [...named])).map(advisoryView),
      })
    },
  }),
]
