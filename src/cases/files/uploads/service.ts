import { newId } from '../../../db/ids.ts'
import { safeFileName } from '../../../documents/name.ts'
import type { FileStore, Kept } from '../../../documents/service.ts'
import type { Call } from '../../../http/operation.ts'
import { conflict, notFound, overloaded, tooLarge, tooMany } from '../../../lib/problem.ts'
import { hoursMs } from '../../../lib/time.ts'
import type { Case } from '../../case.ts'
import { attachFile, openCase, tellOfFile } from '../service.ts'
import { type Attachment, listAttachments } from '../store.ts'
import type { UploadBounds } from './bounds.ts'
import type { Piece, UploadStore } from './gateway.ts'
import * as store from './store.ts'

/** Where bytes on their way are, and the bounds on them. */
export type UploadDesk = {
  readonly uploads: UploadStore
  readonly files: FileStore
  readonly bounds: UploadBounds
}

/** The largest piece: small enough to be put in its place within some tens of milliseconds. */
export const pieceBytes = 8 * 1024 ** 2
const mostOfOnePerson = 100
/** Left free on the disk, for the database beside it. */
const keptFreeBytes = 256 * 1024 ** 2

export type NewUpload = Pick<store.Upload, 'name' | 'mediaType' | 'sizeBytes' | 'visibility' | 'mark'>

/** Begins a file, or finds the same one that was begun before: whoever asks again goes on where it stands. */
export async function beginUpload(call: Call, found: Case, { uploads, bounds }: UploadDesk, given: NewUpload): Promise<store.Upload> {
  const { tx, now, principal } = call
  openCase(found)
  if (given.sizeBytes > bounds.fileBytes)
    throw tooLarge('The file is larger than allowed', {
      found: `${given.sizeBytes} bytes`,
      expected: `at most ${bounds.fileBytes} bytes`,
      toDo: 'Split it, or ask for another way to send it.',
    })
  const taken = await store.takenRoom(tx, found.accountId, principal.personId)
  const begun = await store.listUploads(tx, found, principal.personId, now)
  const same = begun.find(
    (each) =>
      each.mark === given.mark &&
      each.name === safeFileName(given.name) &&
      each.sizeBytes === given.sizeBytes &&
      each.visibility === given.visibility,
  )
  if (same) return same
  if (taken.mine >= mostOfOnePerson)
    throw tooMany('You have too many unfinished files', { found: `${taken.mine}`, toDo: 'Finish or discard some of them.' })
  if (taken.bytes + given.sizeBytes > bounds.accountBytes)
    throw tooLarge('Your account has too much on its way already', {
      found: `${taken.bytes} bytes unfinished and ${given.sizeBytes} more`,
      expected: `at most ${bounds.accountBytes} bytes together`,
      toDo: 'Finish or discard what was begun, or wait until it expires.',
    })
  if ((await uploads.room()) < given.sizeBytes + keptFreeBytes)
    throw overloaded('The server has no room for this file', {
      found: `${given.sizeBytes} bytes`,
      toDo: 'Tell your administrator, and try again when there is room.',
    })
  const row: store.Upload = {
    ...given,
    name: safeFileName(given.name),
    mediaType: given.mediaType.slice(0, 100),
    id: newId(now),
    accountId: found.accountId,
    caseId: found.id,
    personId: principal.personId,
    receivedBytes: 0,
    begunAt: now,
    expiresAt: now + bounds.hours * hoursMs,
    attached: false,
  }
  await store.insertUpload(tx, row)
  return row
}

/** The caller's own upload; anybody else's is as unknown as one that does not exist. */
export async function reachUpload(call: Call, found: Case, id: string, hold = false): Promise<store.Upload> {
  const row = await store.findUpload(call.tx, found, call.principal.personId, id, hold)
  if (!row || (!row.attached && row.expiresAt <= call.now)) throw notFound('upload')
  return row
}

/** Whether a piece may come at this place. */
export function refuseOffset(row: store.Upload, offset: number, sizeBytes: number) {
  if (offset !== row.receivedBytes || row.attached)
    throw conflict('The file goes on at another place', {
      found: `a piece for byte ${offset}`,
      expected: `byte ${row.receivedBytes}`,
      toDo: 'Ask where it stands, and go on there.',
    })
  if (offset + sizeBytes > row.sizeBytes)
    throw tooLarge('The piece goes beyond the end of the file', {
      found: `${offset + sizeBytes} bytes`,
      expected: `${row.sizeBytes} bytes, as announced`,
      toDo: 'The file has changed: discard this upload and begin anew.',
    })
}

/** Puts a received piece in its place. The bytes are on disk before the row counts them. */
export async function appendPiece(
  call: Call,
  found: Case,
  { uploads, bounds }: UploadDesk,
  id: string,
  offset: number,
  piece: Piece,
): Promise<store.Upload> {
  openCase(found)
  const row = await reachUpload(call, found, id, true)
  refuseOffset(row, offset, piece.sizeBytes)
  await uploads.append(id, offset, piece)
  const next = { receivedBytes: offset + piece.sizeBytes, expiresAt: call.now + bounds.hours * hoursMs }
  await store.markUpload(call.tx, row, next)
  return { ...row, ...next }
}

/** Throws unless every byte is there. */
export function refuseUnfinished({ receivedBytes, sizeBytes }: store.Upload) {
  if (receivedBytes < sizeBytes)
    throw conflict('The file is not complete', {
      found: `${receivedBytes} bytes`,
      expected: `${sizeBytes} bytes`,
      toDo: 'Ask where it stands, and go on there.',
    })
}

/** Makes the file an attachment; asked again, it answers with the same one. */
export async function finishUpload(call: Call, found: Case, desk: UploadDesk, id: string, whole: Kept | undefined): Promise<Attachment> {
  const row = await reachUpload(call, found, id, true)
  if (row.attached) return attachmentOf(call, found, id)
  openCase(found)
  refuseUnfinished(row)
  if (!whole) throw conflict('The file is not complete')
  await desk.uploads.settle(id)
  const { name, mediaType, visibility } = row
  const file = await attachFile(call.tx, found, call.now, call.principal, desk.files, { id, name, mediaType, visibility, ...whole })
  await tellOfFile(call.tx, found, call.now, call.principal, file)
  await store.markUpload(call.tx, row, { attached: true, expiresAt: call.now + desk.bounds.hours * hoursMs })
  return file
}

async function attachmentOf(call: Call, found: Case, id: string): Promise<Attachment> {
  const file = (await listAttachments(call.tx, found.accountId, found.id, false)).find((each) => each.id === id)
  if (!file) throw notFound('attachment')
  return file
}

export async function cancelUpload(call: Call, found: Case, id: string): Promise<void> {
  const row = await reachUpload(call, found, id, true)
  if (row.attached) throw conflict('The file is attached already', { found: row.name })
  await store.deleteUpload(call.tx, row)
}
