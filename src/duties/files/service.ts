import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import type { By } from '../service.ts'
import { type EvidenceFile, insertFile } from './store.ts'

export type { EvidenceFile } from './store.ts'

type Arriving = {
  readonly name: string
  readonly mediaType: string
  readonly stream: NodeJS.ReadableStream
  readonly truncated: () => boolean
}

/** Where the bytes of evidence are: the same place, the same bounds and the same scanner as those of attachments, given by whoever puts the parts together. */
export type EvidenceStore = {
  /** Hashed, looked through for secrets and scanned before anything names it. Nothing is left when it fails. */
  readonly keep: (now: Instant, file: Arriving) => Promise<EvidenceFile>
  readonly has: (id: string) => Promise<boolean>
  /** With a mark in the place of each secret, where there are any. */
  readonly read: (file: EvidenceFile) => NodeJS.ReadableStream
  readonly remove: (id: string) => Promise<void>
}

/** Evidence that can be named once it is written; a file that no event names shows nothing. */
export async function addFile(tx: Tx, account: AccountRef, by: By, file: EvidenceFile): Promise<void> {
  await insertFile(tx, account.id, file, by.now, by.actor)
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'duty-file.add',
    subject: file.name,
    detail: { id: file.id, sizeBytes: file.sizeBytes, sha256: file.sha256 },
  })
}
