import { z } from 'zod'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import { created, type Operation, operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest, notFound, tooLarge } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import { caseParams, reachable, staff } from '../routes.ts'
import { attachmentSchema } from '../schema.ts'
import { appendEvent } from '../service.ts'
import { caseStates } from '../states.ts'
import type { FileStore } from './gateway.ts'
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
      const id = newId(call.now)
      const { sizeBytes, sha256 } = await files.keep(id, file.stream)
      if (file.truncated()) {
        await files.remove(id)
        throw tooLarge('The file is larger than allowed', {
          expected: `at most ${uploadBytes} bytes`,
          toDo: 'Split it, or ask for another way to send it.',
        })
      }
      const visibility = staff(call) ? query.visibility : 'public'
      const row = {
        id,
        caseId: found.id,
        name: safeName(file.name),
        mediaType: file.mediaType.slice(0, 100),
        sizeBytes,
        sha256,
        visibility,
        uploadedBy: call.principal.name,
        uploadedAt: call.now,
      } as const
      try {
        await store.insertAttachment(call.tx, call.account.id, row)
        await appendEvent(call.tx, call.account.id, found.id, {
          visibility,
          at: call.now,
          loggedAt: call.now,
          actor: actorOf(call.principal),
          actorName: call.principal.name,
          body: { kind: 'attachment', id, name: row.name, sizeBytes, sha256 },
        })
        await audit(call.tx, {
          accountId: call.account.id,
          now: call.now,
          actor: actorOf(call.principal),
          action: 'attachment.add',
          subject: found.number,
          detail: { id, sizeBytes, sha256 },
        })
      } catch (error) {
        await files.remove(id)
        throw error
      }
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

/** A name is only shown: controls, path parts and characters that hide others are taken out first. */
const safeName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[\p{C}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .replace(/^.*[\\/]/, '')
    .replace(/^\.+/, '')
    .slice(0, 200) || 'file'
