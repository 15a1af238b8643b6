import { audit } from '../../db/records.ts'
import { findDecision } from '../../decisions/service.ts'
import { viewOf } from '../../decisions/view.ts'
import { notOffered, type WaitingPolicy } from '../../documents/offered.ts'
import type { Call } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { toIso } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import type { Case } from '../case.ts'
import { listAttachments } from '../files/store.ts'
import { staff, wholeCase } from '../routes.ts'
import type { Entry, Packed } from './gateway.ts'
import { entryNames } from './names.ts'
import { caseText } from './text.ts'

export { zipStream } from './gateway.ts'

type Text = { readonly path: string; readonly text: string }

/** All that an export is made of, gathered at one instant. */
export type Export = {
  readonly texts: readonly Text[]
  readonly entries: readonly Entry[]
  readonly ending: (packed: readonly Packed[]) => Text
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** Gathers a case as whoever calls may see it, and says in the audit trail that it was taken away. The bytes of files come later. */
export async function gatherExport(call: Call, found: Case, unscanned: WaitingPolicy): Promise<Export> {
  const { tx, now, principal } = call
  const [whole, all, decided] = await Promise.all([
    wholeCase(call, found),
    listAttachments(tx, found.accountId, found.id, !staff(call)),
    lacks(principal.roles, 'decision.read') === undefined ? findDecision(tx, found.accountId, found.decisionId) : undefined,
  ])
  const decision = decided && viewOf(decided.answer, decided.at, decided.id)
  const refusals = new Map(all.map((file) => [file.id, notOffered(file.scan, file.said, staff(call), unscanned)]))
  const given = all.filter(({ id }) => refusals.get(id) === undefined)
  const names = entryNames(given.map(({ name }) => name))
  const entries = given.map(
    ({ id, sizeBytes, uploadedAt, secrets }, i): Entry => ({
      id,
      path: `files/${names[i]}`,
      sizeBytes,
      modifiedAt: uploadedAt,
      masked: secrets === 'masked',
      text: secrets !== 'not-looked',
    }),
  )
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(principal),
    action: 'case.export',
    subject: found.number,
    detail: { files: entries.length, leftOut: all.length - entries.length },
  })
  const ending = (packed: readonly Packed[]): Text => {
    const came = new Map(packed.map((each) => [each.id, each]))
    const isWhole = (id: string) => came.get(id)?.why === undefined
    return {
      path: 'manifest.json',
      text: json({
        case: found.number,
        takenAt: toIso(now),
        takenBy: principal.name,
        files: entries
          .filter(({ id }) => isWhole(id))
          .map(({ id, path, masked }) => {
            const [file, bytes] = [all.find((each) => each.id === id), came.get(id)]
            return {
              path,
              name: file?.name,
              sizeBytes: bytes?.sizeBytes,
              sha256: bytes?.sha256,
              uploadedBy: file?.uploadedBy,
              uploadedAt: file && toIso(file.uploadedAt),
              // what lies here is the masked copy
              ...(masked ? { masked: file?.kinds, asSent: { sizeBytes: file?.sizeBytes, sha256: file?.sha256 } } : {}),
            }
          }),
        leftOut: all
          .filter(({ id }) => refusals.get(id) !== undefined || !isWhole(id))
          .map(({ id, name, sizeBytes, sha256 }) => ({ name, sizeBytes, sha256, why: refusals.get(id)?.title ?? came.get(id)?.why })),
      }),
    }
  }
  return {
    texts: [
      { path: 'case.txt', text: caseText(whole, decision, principal.zone, now) },
      { path: 'case.json', text: json({ ...whole, decision: decision ?? whole.decision }) },
    ],
    entries,
    ending,
  }
}
