import { z } from 'zod'
import { accountParams, created, type Operation, operation, type Reply } from '../../http/operation.ts'
import { createPlaces } from '../../http/places.ts'
import { byOf } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, tooMany } from '../../lib/problem.ts'

import { addFile, type EvidenceStore } from './service.ts'
import { findFile } from './store.ts'

const receiving = createPlaces({ inAll: 50, ofOneAccount: 10 })

/** RFC 8187: what `encodeURIComponent` leaves as it is and a header does not. */
const headerName = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

/** Evidence as files: sent first, then named by what is said of a duty. */
export const dutyFileOperations = (files: EvidenceStore): readonly Operation[] => [
  operation({
    id: 'duty-file.add',
    method: 'POST',
    path: '/api/accounts/:account/duty-files',
    summary: 'Send a file that is evidence for a duty; it is hashed, scanned and never executed',
    permission: 'duty.meet',
    scope: 'account',
    params: accountParams,
    upload: 'form',
    answers: { 201: z.object({ id: z.string(), name: z.string(), sizeBytes: z.number(), sha256: z.string() }) },
    before: async (call) => {
      const leave = receiving.take(call.account.id)
      if (!leave) throw tooMany('Too many files of this account are on their way', { retryAfter: 10, toDo: 'Send them one after another.' })
      try {
        const file = await call.file()
        if (!file) throw badRequest('A file is expected', { expected: 'one file in the form' })
        const kept = await files.keep(call.now, file)
        const after = async (answer: Reply | undefined) => {
          // an answer that was given before is about the file that came then
          if ((answer?.body as { id?: string } | undefined)?.id !== kept.id) await files.remove(kept.id)
        }
        return { kept, after }
      } finally {
        leave()
      }
    },
    handle: async (call, _, { kept }) => {
      await addFile(call.tx, call.account, byOf(call), kept)
      const { secrets: __, ...shown } = kept
      return created(shown)
    },
  }),
  operation({
    id: 'duty-file.read',
    method: 'GET',
    path: '/api/accounts/:account/duty-files/:evidence',
    summary: 'Download evidence; it is served inert, with its secrets masked',
    permission: 'duty.read',
    scope: 'account',
    params: accountParams.extend({ evidence: z.uuid() }),
    download: true,
    answers: {},
    handle: async (call, { params }) => {
      const file = await findFile(call.tx, call.account.id, params.evidence)
      if (!file) throw notFound('file')
      if (!(await files.has(file.id)))
        throw conflict('The bytes of this file are gone', {
          found: `${file.name} is not in the data folder`,
          toDo: 'Ask your administrator for the backup.',
        })
      return {
        status: 200,
        stream: files.read(file),
        headers: {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename*=UTF-8''${headerName(file.name)}`,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'content-security-policy': "sandbox; default-src 'none'",
        },
      }
    },
  }),
]
