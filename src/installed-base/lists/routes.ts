import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Operation, ok, operation } from '../../http/operation.ts'
import { encodingOf } from '../import/encoding.ts'
import { receiveList } from './service.ts'

/** Of a table that a person looks over. */
const mostBytes = 16 * 1024 * 1024

export const listOperations: readonly Operation[] = [
  operation({
    id: 'list.read',
    method: 'POST',
    path: '/api/lists',
    summary: 'The text of a list: of a workbook its first sheet that holds something, of text whatever its encoding; nothing is kept',
    permission: 'lifecycle.edit',
    scope: 'provider',
    upload: 'form',
    unkept: true,
    answers: { 200: z.object({ text: z.string(), notes: z.array(z.string()) }) },
    before: (call) => receiveList(call, mostBytes),
    handle: async (_, __, { path, notes }) => {
      const bytes = await readFile(path)
      const { label, note } = encodingOf(bytes.subarray(0, 65_536))
      return ok({ text: new TextDecoder(label).decode(bytes), notes: note === undefined ? [...notes] : [...notes, note] })
    },
  }),
]
