import { finished } from 'node:stream'
import { inert } from '../../documents/inert.ts'
import type { WaitingPolicy } from '../../documents/offered.ts'
import type { FileStore } from '../../documents/service.ts'
import { type Operation, operation, type Reply } from '../../http/operation.ts'
import { createPlaces } from '../../http/places.ts'
import { tooMany } from '../../lib/problem.ts'
import { caseParams, reachable } from '../routes.ts'
import { zipStream } from './gateway.ts'
import { gatherExport } from './service.ts'

export type ExportDesk = { readonly files: FileStore; readonly unscanned: WaitingPolicy }

/** Archives that flow at once. */
export const exporting = createPlaces({ inAll: 10, ofOneAccount: 2 })

export const exportOperations = ({ files, unscanned }: ExportDesk): readonly Operation[] => [
  operation({
    id: 'case.export',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/export',
    summary: 'The whole case as I may see it, with its files, as a zip archive',
    permission: 'case.read',
    scope: 'account',
    params: caseParams,
    download: true,
    answers: {},
    before: async (call) => {
      const leave = exporting.take(call.principal.accountId)
      if (!leave) throw tooMany('Too many cases of this account are being taken away', { retryAfter: 30, toDo: 'Wait until one is done.' })
      // the place is held until the last byte is gone or nobody reads any more
      const after = async (answer: Reply | undefined) => {
        if (answer?.stream) finished(answer.stream, leave)
        else leave()
      }
      return { after }
    },
    handle: async (call, { params }) => {
      const found = await reachable(call, params.case)
      const { texts, entries, ending } = await gatherExport(call, found, unscanned)
      return {
        status: 200,
        stream: zipStream(files, texts, entries, ending, call.now),
        headers: { ...inert(`${found.number}.zip`), 'content-type': 'application/zip' },
      }
    },
  }),
]
