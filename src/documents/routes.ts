import { z } from 'zod'
import { accountParams, created, instantText, type Operation, operation, type Reply } from '../http/operation.ts'
import { createPlaces } from '../http/places.ts'
import { actorOf } from '../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted, tooMany } from '../lib/problem.ts'
import { toIso } from '../lib/time.ts'
import { inert } from './inert.ts'
import type { FileStore } from './service.ts'
import { keepDocument, receiveDocument } from './service.ts'
import { findDocument, type KeptDocument } from './store.ts'

const documentSchema = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
  keptBy: z.string(),
  keptAt: instantText,
})
const view = ({ secrets: _, heldBack: __, ...document }: KeptDocument) => ({ ...document, keptAt: toIso(document.keptAt) })

/** Files on their way, in one request each. */
const receiving = createPlaces({ inAll: 50, ofOneAccount: 10 })

/** Files that are kept for an account: plans, designs, what was made and what proves it. */
export const documentOperations = ({
  files,
  uploadBytes,
}: {
  readonly files: FileStore
  readonly uploadBytes: number
}): readonly Operation[] => [
  operation({
    id: 'document.add',
    method: 'POST',
    path: '/api/accounts/:account/documents',
    summary: 'Keep a file for the account; requests, duties and meetings refer to it by its id',
    permission: 'document.add',
    scope: 'account',
    params: accountParams,
    upload: 'form',
    answers: { 201: documentSchema },
    before: async (call) => {
      const leave = receiving.take(call.account.id)
      if (!leave) throw tooMany('Too many files of this account are on their way', { retryAfter: 10, toDo: 'Send them one after another.' })
      try {
        const file = await call.file()
        if (!file) throw badRequest('A file is expected', { expected: 'one file in the form' })
        const received = await receiveDocument(files, call.now, uploadBytes, file)
        const after = async (answer: Reply | undefined) => {
          // an answer that was given before is about the file that came then
          if ((answer?.body as { id?: string } | undefined)?.id !== received.id) await files.remove(received.id)
        }
        return { received, after }
      } finally {
        leave()
      }
    },
    handle: async ({ tx, account, now, principal }, _, { received }) =>
      created(view(await keepDocument(tx, account.id, { now, actor: actorOf(principal), name: principal.name }, received))),
  }),
  operation({
    id: 'document.read',
    method: 'GET',
    path: '/api/accounts/:account/documents/:document',
    summary: 'Download a document; it is served inert, with its secrets masked',
    permission: 'document.read',
    scope: 'account',
    params: accountParams.extend({ document: z.uuid() }),
    download: true,
    answers: {},
    handle: async ({ tx, account, principal }, { params }) => {
      const found = await findDocument(tx, account.id, params.document)
      if (!found) throw notFound('document')
      if (found.heldBack && principal.accountKind !== 'provider')
        throw notPermitted('This file is handed out in its own way', {
          found: found.name,
          toDo: 'Take it from the page of the software that it belongs to.',
        })
      if (!(await files.has(found.id)))
        throw conflict('The bytes of this file are gone', {
          found: `${found.name} is not in the data folder`,
          toDo: 'Ask your administrator for the backup.',
        })
      const masked = found.secrets === 'masked'
      return {
        status: 200,
        stream: masked ? files.readMasked(found.id) : files.read(found.id),
        headers: { ...inert(found.name), ...(masked ? {} : { 'content-length': String(found.sizeBytes) }) },
      }
    },
  }),
]
