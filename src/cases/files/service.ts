import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { actorOf, type Principal } from '../../lib/principal.ts'
import { tooLarge } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import type { Case } from '../case.ts'
import { appendEvent } from '../service.ts'
import type { FileStore } from './gateway.ts'
import { safeFileName } from './name.ts'
import { type Attachment, insertAttachment } from './store.ts'

export type { FileStore } from './gateway.ts'

export type NewFile = {
  readonly name: string
  readonly mediaType: string
  readonly stream: NodeJS.ReadableStream
  /** True once the stream was cut off at the size limit. */
  readonly truncated: () => boolean
  readonly visibility: 'public' | 'internal'
}

/** Attaches a file to a case: streamed, hashed, under a random name. Nothing is left of it when it fails. */
export async function addAttachment(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  files: FileStore,
  uploadBytes: number,
  given: NewFile,
): Promise<Attachment> {
  const id = newId(now)
  const { sizeBytes, sha256 } = await files.keep(id, given.stream)
  try {
    if (given.truncated() || sizeBytes > uploadBytes)
      throw tooLarge('The file is larger than allowed', {
        expected: `at most ${uploadBytes} bytes`,
        toDo: 'Split it, or ask for another way to send it.',
      })
    const row: Attachment = {
      id,
      caseId: found.id,
      name: safeFileName(given.name),
      mediaType: given.mediaType.slice(0, 100),
      sizeBytes,
      sha256,
      visibility: given.visibility,
      uploadedBy: by.name,
      uploadedAt: now,
    }
    await insertAttachment(tx, found.accountId, row)
    await appendEvent(tx, found.accountId, found.id, {
      visibility: row.visibility,
      at: now,
      loggedAt: now,
      actor: actorOf(by),
      actorName: by.name,
      body: { kind: 'attachment', id, name: row.name, sizeBytes, sha256 },
    })
    await audit(tx, {
      accountId: found.accountId,
      now,
      actor: actorOf(by),
      action: 'attachment.add',
      subject: found.number,
      detail: { id, sizeBytes, sha256 },
    })
    return row
  } catch (error) {
    await files.remove(id)
    throw error
  }
}
