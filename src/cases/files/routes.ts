import { z } from 'zod'
import { audit } from '../../db/records.ts'
import { inert } from '../../documents/inert.ts'
import { notOffered, type WaitingPolicy } from '../../documents/offered.ts'
import type { FileStore } from '../../documents/service.ts'
import { type Call, created, type Operation, operation, type Reply } from '../../http/operation.ts'
import { createPlaces } from '../../http/places.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, tooMany } from '../../lib/problem.ts'
import { caseParams, reachable, staff } from '../routes.ts'
import { attachmentSchema } from '../schema.ts'
import { revealFields } from '../secrets/reveal.ts'
import { allowReveal, type Confirm } from '../secrets/service.ts'
import { attachFile, keepFile, openCase, tellOfFile } from './service.ts'
import * as store from './store.ts'

/** Where the bytes are, how many may come, who proves themselves anew, and who may have a file that is not scanned yet. */
export type AttachmentDesk = {
  readonly files: FileStore
  readonly uploadBytes: number
  readonly confirm: Confirm
  readonly unscanned: WaitingPolicy
}

const attachmentParams = caseParams.extend({ attachment: z.uuid() })

/** The attachment as whoever calls may see it. */
async function reachFile(call: Call, caseNumber: string, id: string) {
  const found = await reachable(call, caseNumber)
  const file = (await store.listAttachments(call.tx, found.accountId, found.id, !staff(call))).find((each) => each.id === id)
  if (!file) throw notFound('attachment')
  return { found, file }
}

function refuseUnsafe(call: Call, { scan, said }: store.Attachment, unscanned: WaitingPolicy) {
  const refusal = notOffered(scan, said, staff(call), unscanned)
  if (refusal) throw conflict(refusal.title, refusal)
}

async function requireBytes(files: FileStore, { id, name }: store.Attachment) {
  if (await files.has(id)) return
  throw conflict('The bytes of this file are gone', {
    found: `${name} is not in the data folder`,
    toDo: 'Ask your administrator for the backup.',
  })
}

/** Whole files in one request, as they come. Larger ones are better sent in pieces. */
const receiving = createPlaces({ inAll: 100, ofOneAccount: 25 })

export const attachmentOperations = ({ files, uploadBytes, confirm, unscanned }: AttachmentDesk): readonly Operation[] => [
  operation({
    id: 'attachment.add',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/attachments',
    summary: 'Attach a file; it is streamed, hashed and never executed',
    permission: 'case.update',
    scope: 'account',
    params: caseParams,
    query: z.object({ visibility: z.enum(['public', 'internal']).default('public') }),
    upload: 'form',
    answers: { 201: attachmentSchema },
    before: async (call, { params, query }) => {
      await call.look(async (look) => openCase(await reachable(look, params.case)))
      const leave = receiving.take(call.account.id)
      if (!leave) throw tooMany('Too many files of this account are on their way', { retryAfter: 10, toDo: 'Send them one after another.' })
      try {
        const file = await call.file()
        if (!file) throw badRequest('A file is expected', { expected: 'one file in the form' })
        const visibility = staff(call) ? query.visibility : 'public'
        const kept = await keepFile(files, call.now, uploadBytes, { ...file, visibility })
        const after = async (answer: Reply | undefined) => {
          // an answer that was given before is about the file that came then
          if ((answer?.body as { id?: string } | undefined)?.id !== kept.id) await files.remove(kept.id)
        }
        return { kept, after }
      } finally {
        leave()
      }
    },
    handle: async (call, { params }, { kept }) => {
      const found = await reachable(call, params.case)
      openCase(found)
      const file = await attachFile(call.tx, found, call.now, call.principal, files, kept)
      await tellOfFile(call.tx, found, call.now, call.principal, file)
      return created(store.fileView(file, staff(call)))
    },
  }),
  operation({
    id: 'attachment.read',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/attachments/:attachment',
    summary: 'Download an attachment; it is served inert, with its secrets masked',
    permission: 'case.read',
    scope: 'account',
    params: attachmentParams,
    download: true,
    answers: {},
    handle: async (call, { params }) => {
      const { found, file } = await reachFile(call, params.case, params.attachment)
      refuseUnsafe(call, file, unscanned)
      await requireBytes(files, file)
      await audit(call.tx, {
        accountId: call.account.id,
        now: call.now,
        actor: actorOf(call.principal),
        action: 'attachment.read',
        subject: found.number,
        detail: { id: file.id },
      })
      const masked = file.secrets === 'masked'
      return {
        status: 200,
        stream: masked ? files.readMasked(file.id) : files.read(file.id),
        headers: { ...inert(file.name), ...(masked ? {} : { 'content-length': String(file.sizeBytes) }) },
      }
    },
  }),
  operation({
    id: 'attachment.reveal',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/attachments/:attachment/reveal',
    summary: 'Download an attachment with its secrets: with the password again and a reason, for the audit trail',
    permission: 'case.reveal',
    scope: 'account',
    params: attachmentParams,
    body: z.object(revealFields),
    unkept: true,
    download: true,
    answers: {},
    handle: async (call, { params, body }) => {
      const { found, file } = await reachFile(call, params.case, params.attachment)
      refuseUnsafe(call, file, unscanned)
      await requireBytes(files, file)
      await allowReveal(call, confirm, body, { subject: found.number, detail: { attachment: file.id, kinds: file.kinds } })
      return { status: 200, stream: files.read(file.id), headers: { ...inert(file.name), 'content-length': String(file.sizeBytes) } }
    },
  }),
]
