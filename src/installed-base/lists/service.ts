import { open, readFile, writeFile } from 'node:fs/promises'
import type { Early } from '../../http/operation.ts'
import { receiveFile, type Spooled } from '../../http/slow.ts'
import { badRequest } from '../../lib/problem.ts'
import { readSheet } from './gateway.ts'

/** Lists as people keep them: text with commas, semicolons or tabs, or a workbook, of which the first sheet that holds something is read. */

/** How a packed file begins, and a workbook is one. */
const packedSign = [0x50, 0x4b, 0x03, 0x04]
const isPacked = (bytes: Uint8Array): boolean => packedSign.every((byte, at) => bytes[at] === byte)

/**
 * The bytes of a list as text; what was no workbook comes back itself.
 * @throws a bad request for a packed file that is no workbook, or one that cannot be read
 */
export async function listBytes(bytes: Uint8Array): Promise<{ readonly bytes: Uint8Array; readonly notes: readonly string[] }> {
  if (!isPacked(bytes)) return { bytes, notes: [] }
  const sheet = await readSheet(bytes)
  if (sheet.kind === 'no-sheet')
    throw badRequest('The workbook cannot be read', {
      found: sheet.found,
      expected: 'an Excel workbook (.xlsx) with one sheet, or text with a row for each device (CSV)',
      toDo: 'Open it with a spreadsheet, save the sheet as "CSV UTF-8", and choose that file.',
    })
  const others = sheet.others.length === 0 ? '' : ` What else is in the workbook is not read: ${sheet.others.join(', ').slice(0, 300)}.`
  return { bytes: Buffer.from(sheet.csv), notes: [`Read from the sheet “${sheet.name}”.${others}`] }
}

/** Receives the one file of a form as {@link receiveFile} does; where it is a workbook, the file holds its sheet as text. */
export async function receiveList(call: Pick<Early, 'file'>, mostBytes: number): Promise<Spooled & { readonly notes: readonly string[] }> {
  const file = await receiveFile(call, mostBytes)
  try {
    if (!isPacked(await beginning(file.path))) return { ...file, notes: [] }
    const { bytes, notes } = await listBytes(await readFile(file.path))
    await writeFile(file.path, bytes)
    return { ...file, notes }
  } catch (error) {
    await file.after()
    throw error
  }
}

async function beginning(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const bytes = Buffer.alloc(packedSign.length)
    await file.read(bytes, 0, bytes.length, 0)
    return bytes
  } finally {
    await file.close()
  }
}
