import { z } from 'zod'
import { audit } from '../../db/records.ts'
import { created, type Operation, operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import { caseParams, reachable, staff } from '../routes.ts'
import { attachmentSchema } from '../schema.ts'
import { caseStates } from '../states.ts'
import type { FileStore } from './gateway.ts'
import { addAttachment } from './service.ts'
import * as store from './store.ts'

export const attachmentOperations = (files: FileStore, uploadBytes: number): readonly Operation[] => [
  operation({
    id: 'attachment.add',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/attachments',
    summary: 'Attach a file; it is streamed, hashed and never executed',
    permission: 'case.update',
    scope: 'account',
    params: caseParams,
    query: z.object({ visibility: z.enum(['public', 'internal']).default('public') }),
    upload: true,
    answers: { 201: attachmentSchema },
    handle: async (call, { params, query }) => {
      const found = await reachable(call, params.case)
      if (!caseStates[found.state].open) throw badRequest(`${found.number} is closed`, { toDo: 'Reopen it first.' })
      const file = await call.file()
      if (!file) throw badRequest('A file is expected', { expected: 'one file in the form' })
      const visibility = staff(call) ? query.visibility : 'public'
      const row = await addAttachment(call.tx, found, call.now, call.principal, files, uploadBytes, { ...file, visibility })
      const { caseId: __, uploadedAt, ...view } = row
      return created({ ...view, uploadedAt: toIso(uploadedAt) })
    },
  }),
  operation({
    id: 'attachment.read',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/attachments/:attachment',
    summary: 'Download an attachment; it is served inert',
    permission: 'case.read',
    scope: 'account',
    params: caseParams.extend({ attachment: z.uuid() }),
    download: true,
    answers: {},
    handle: async (call, { params }) => {
      const found = await reachable(call, params.case)
      const file = (await store.listAttachments(call.tx, found.accountId, found.id, !staff(call))).find(
        (each) => each.id === params.attachment,
      )
      if (!file) throw notFound('attachment')
      await audit(call.tx, {
        accountId: call.account.id,
        now: call.now,
        actor: actorOf(call.principal),
        action: 'attachment.read',
        subject: found.number,
        detail: { id: file.id },
      })
      return {
        status: 200,
        stream: files.read(file.id),
        headers: {
          'content-type': 'application/octet-stream',
          'content-length': String(file.sizeBytes),
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
          'x-content-type-options': 'nosniff',
          'content-security-policy': "sandbox; default-src 'none'",
        },
      }
    },
  }),
]
