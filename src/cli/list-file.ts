import { readFileSync } from 'node:fs'
import { encodingOf } from '../installed-base/import/encoding.ts'
import { tell } from './say.ts'

/** The bytes of a list as text in UTF-8, whatever it was saved in: of a workbook, its first sheet that holds something. */
export async function listFile(path: string): Promise<Buffer> {
  const given = readFileSync(path)
  // what reads workbooks is loaded for them alone
  if (given.toString('latin1', 0, 2) !== 'PK') return asUtf8(path, given)
  const { bytes, notes } = await (await import('../installed-base/lists/service.ts')).listBytes(given)
  for (const note of notes) tell(`${path}: ${note}`)
  return Buffer.from(bytes)
}

function asUtf8(path: string, given: Buffer): Buffer {
  const { label, note } = encodingOf(given.subarray(0, 64 * 1024))
  if (note !== undefined) tell(`${path}: ${note}`)
  return label === 'utf-8' ? given : Buffer.from(new TextDecoder(label).decode(given))
}
