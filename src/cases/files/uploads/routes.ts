import { z } from 'zod'
import type { Kept } from '../../../documents/service.ts'
import { created, type Operation, ok, operation, type Ready, type Reply } from '../../../http/operation.ts'
import { createPlaces } from '../../../http/places.ts'
import { badRequest, tooMany, unprocessable } from '../../../lib/problem.ts'
import { toIso } from '../../../lib/time.ts'
import { caseParams, reachable, staff } from '../../routes.ts'
import { attachmentSchema } from '../../schema.ts'
import { openCase } from '../service.ts'
import { fileView } from '../store.ts'
import * as service from './service.ts'
import { listUploads, type Upload } from './store.ts'

/**
 * Files in pieces: begin, ask where it stands, add a piece there, finish. They follow what tus 1.0 means (tus.io/protocols) as
 * operations like all others (decision 0026).
 */

const uploadParams = caseParams.extend({ upload: z.uuid() })
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 small hexadecimal digits')

const uploadSchema = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  visibility: z.enum(['public', 'internal']),
  sizeBytes: z.number(),
  /** Where it goes on. */
  offset: z.number(),
  /** The largest piece that is taken. */
  pieceBytes: z.number(),
  mark: z.string(),
  begunAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})

const view = (row: Upload) => ({
  id: row.id,
  name: row.name,
  mediaType: row.mediaType,
  visibility: row.visibility,
  sizeBytes: row.sizeBytes,
  offset: row.receivedBytes,
  pieceBytes: service.pieceBytes,
  mark: row.mark,
  begunAt: toIso(row.begunAt),
  expiresAt: toIso(row.expiresAt),
})

/** Pieces on their way at once. */
const receiving = createPlaces({ inAll: 400, ofOneAccount: 50 })

export const uploadOperations = (desk: service.UploadDesk): readonly Operation[] => [
  operation({
    id: 'upload.begin',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/uploads',
    summary: 'Begin to send a file in pieces, or find the same one that I began before; nobody else sees it until it is finished',
    permission: 'case.update',
    scope: 'account',
    params: caseParams,
    body: z.object({
      name: z.string().min(1).max(255),
      mediaType: z.string().max(100).default('application/octet-stream'),
      sizeBytes: z.number().int().min(0),
      visibility: z.enum(['public', 'internal']).default('public'),
      /** By what the sender knows the same file again, such as a hash of its first and last part. */
      mark: z.string().max(200).default(''),
    }),
    answers: { 201: uploadSchema },
    handle: async (call, { params, body }) => {
      const found = await reachable(call, params.case)
      const visibility = staff(call) ? body.visibility : 'public'
      return created(view(await service.beginUpload(call, found, desk, { ...body, visibility })))
    },
  }),
  operation({
    id: 'upload.list',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/uploads',
    summary: 'Files that I began to send to a case and did not finish',
    permission: 'case.update',
    scope: 'account',
    params: caseParams,
    answers: { 200: z.object({ items: z.array(uploadSchema) }) },
    handle: async (call, { params }) => {
      const found = await reachable(call, params.case)
      return ok({ items: (await listUploads(call.tx, found, call.principal.personId, call.now)).map(view) })
    },
  }),
  operation({
    id: 'upload.read',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/uploads/:upload',
    summary: 'Where a file that I began to send stands',
    permission: 'case.update',
    scope: 'account',
    params: uploadParams,
    answers: { 200: uploadSchema },
    handle: async (call, { params }) => {
      const found = await reachable(call, params.case)
      return ok(view(await service.reachUpload(call, found, params.upload)))
    },
  }),
  operation({
    id: 'upload.append',
    method: 'PATCH',
    path: '/api/accounts/:account/cases/:case/uploads/:upload',
    summary: 'Add the next piece of a file, at the place where it stands',
    permission: 'case.update',
    scope: 'account',
    params: uploadParams,
    query: z.object({ offset: z.coerce.number().int().min(0).default(0), sha256: sha256.optional() }),
    upload: 'bytes',
    answers: { 200: uploadSchema },
    before: async (call, { params, query }) => {
      await call.look(async (look) => {
        const found = await reachable(look, params.case)
        openCase(found)
        service.refuseOffset(await service.reachUpload(look, found, params.upload), query.offset, 0)
      })
      const bytes = call.bytes()
      if (!bytes) throw badRequest('A piece of a file is expected', { expected: 'its bytes as application/octet-stream' })
      const leave = receiving.take(call.account.id)
      if (!leave) throw tooMany('Too many files of this account are on their way', { retryAfter: 10, toDo: 'Send them one after another.' })
      return desk.uploads.receive(bytes, { most: service.pieceBytes, sha256: query.sha256 }).finally(leave)
    },
    handle: async (call, { params, query }, piece) => {
      const found = await reachable(call, params.case)
      return ok(view(await service.appendPiece(call, found, desk, params.upload, query.offset, piece)))
    },
  }),
  operation({
    id: 'upload.finish',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/uploads/:upload/finish',
    summary: 'Make a file whose pieces are all there an attachment; asked again, it answers the same',
    permission: 'case.update',
    scope: 'account',
    params: uploadParams,
    body: z.object({ sha256: sha256.optional() }),
    // the file itself says whether it is finished
    unkept: true,
    answers: { 201: attachmentSchema },
    before: async (call, { params, body }): Promise<Ready & { readonly whole: Kept | undefined }> => {
      const row = await call.look(async (look) => {
        const found = await reachable(look, params.case)
        const mine = await service.reachUpload(look, found, params.upload)
        if (!mine.attached) openCase(found)
        return mine
      })
      if (row.attached) return { whole: undefined }
      service.refuseUnfinished(row)
      const whole = await desk.uploads.whole(row.id, row.sizeBytes)
      if (body.sha256 !== undefined && body.sha256 !== whole.sha256)
        throw unprocessable('The file changed while it was sent', {
          found: whole.sha256,
          expected: body.sha256,
          toDo: 'Discard this upload and send the file anew.',
        })
      return { whole }
    },
    handle: async (call, { params }, { whole }) => {
      const found = await reachable(call, params.case)
      return created(fileView(await service.finishUpload(call, found, desk, params.upload, whole), staff(call)))
    },
  }),
  operation({
    id: 'upload.cancel',
    method: 'DELETE',
    path: '/api/accounts/:account/cases/:case/uploads/:upload',
    summary: 'Discard a file that I began to send',
    permission: 'case.update',
    scope: 'account',
    params: uploadParams,
    answers: { 200: z.object({ done: z.literal(true) }) },
    // the bytes go once the row is gone for good
    before: async (_, { params }) => ({
      after: async (answer: Reply | undefined) => {
        if (answer?.status === 200) await desk.uploads.remove(params.upload)
      },
    }),
    handle: async (call, { params }) => {
      const found = await reachable(call, params.case)
      await service.cancelUpload(call, found, params.upload)
      return ok({ done: true })
    },
  }),
]
