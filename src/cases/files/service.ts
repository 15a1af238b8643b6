import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { safeFileName } from '../../documents/name.ts'
import type { FileStore, Kept } from '../../documents/service.ts'
import type { EvidenceStore } from '../../duties/files/service.ts'
import { actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, tooLarge, unprocessable } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import type { Case } from '../case.ts'
import { appendEvent } from '../service.ts'
import { caseStates } from '../states.ts'
import { tellPublic } from '../watching/service.ts'
import { type Attachment, insertAttachment } from './store.ts'

export type { FileStore } from '../../documents/service.ts'

export type NewFile = {
  readonly name: string
  readonly mediaType: string
  readonly stream: NodeJS.ReadableStream
  /** True once the stream was cut off at the size limit. */
  readonly truncated: () => boolean
  readonly visibility: 'public' | 'internal'
}

/** A file whose bytes are kept, and what is known of them. */
export type KeptFile = Kept & Pick<NewFile, 'name' | 'mediaType' | 'visibility'> & { readonly id: string }

/** Keeps the bytes of a file: streamed, hashed, under a random name. Nothing is left of it when it fails. */
export async function keepFile(
  files: FileStore,
  now: Instant,
  uploadBytes: number,
  { stream, truncated, ...given }: NewFile,
): Promise<KeptFile> {
  const id = newId(now)
  const kept = await files.keep(id, stream)
  if (!truncated() && kept.sizeBytes <= uploadBytes) return { ...given, ...kept, id }
  await files.remove(id)
  throw tooLarge('The file is larger than allowed', {
    expected: `at most ${uploadBytes} bytes`,
    toDo: 'Split it, or ask for another way to send it.',
  })
}

/** Attaches a kept file to a case. The bytes are the caller's to remove when this does not commit. */
export async function attachFile(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  { scanner }: FileStore,
  { id, name, mediaType, visibility, sizeBytes, sha256, looked }: KeptFile,
): Promise<Attachment> {
  const row: Attachment = {
    id,
    caseId: found.id,
    name: safeFileName(name),
    mediaType: mediaType.slice(0, 100),
    sizeBytes,
    sha256,
    visibility,
    uploadedBy: by.name,
    uploadedAt: now,
    ...looked,
    scan: scanner ? 'waiting' : 'off',
    said: '',
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
    detail: { id, sizeBytes, sha256, secrets: looked.kinds },
  })
  return row
}

/** Tells the other side of a file that was attached by itself; one that is for staff alone is told to nobody (CSS-5.a3). */
export async function tellOfFile(tx: Tx, found: Case, now: Instant, by: Principal, { name, visibility }: Attachment): Promise<void> {
  if (visibility === 'internal') return
  const named = by.accountKind === 'provider' ? [found.requesterId] : [found.requesterId, found.ownerId]
  await tellPublic(tx, found, now, by, { event: 'message', text: `${by.name} attached ${name}.` }, named)
}

/** Keeps and attaches a file that is at hand already, such as one of a mail. */
export async function addAttachment(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  files: FileStore,
  uploadBytes: number,
  given: NewFile,
): Promise<Attachment> {
  const kept = await keepFile(files, now, uploadBytes, given)
  try {
    return await attachFile(tx, found, now, by, files, kept)
  } catch (error) {
    await files.remove(kept.id)
    throw error
  }
}

/** Nothing is attached to a closed case. */
export function openCase({ state, number }: Case) {
  if (!caseStates[state].open) throw badRequest(`${number} is closed`, { toDo: 'Reopen it first.' })
}

/** Where evidence of duties is kept: as attachments are, but asked of the scanner before anything names it, so that nothing of it ever waits. */
export const evidenceStore = (files: FileStore, uploadBytes: number): EvidenceStore => ({
  keep: async (now, file) => {
    const { id, name, sizeBytes, sha256, looked } = await keepFile(files, now, uploadBytes, { ...file, visibility: 'public' })
    const verdict = files.scanner ? await files.scanner.scan(files.read(id)) : ({ kind: 'clean' } as const)
    if (verdict.kind === 'clean') return { id, name: safeFileName(name), sizeBytes, sha256, secrets: looked.secrets }
    await files.remove(id)
    if (verdict.kind === 'infected')
      throw unprocessable('This file is infected and is not taken', { found: verdict.name, toDo: 'Send a clean copy.' })
    throw unprocessable('This file could not be scanned, so it is not taken', { found: verdict.why, toDo: 'Try again in a few minutes.' })
  },
  has: files.has,
  read: ({ id, secrets }) => (secrets === 'masked' ? files.readMasked(id) : files.read(id)),
  remove: files.remove,
})
