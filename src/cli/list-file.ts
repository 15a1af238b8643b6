import { readFileSync } from 'node:fs'
import { tell } from './say.ts'

/** The bytes of a list as text: of a workbook, its first sheet that holds something. */
export async function listFile(path: string): Promise<Buffer> {
  const given = readFileSync(path)
  // what reads workbooks is loaded for them alone
  if (given.toString('latin1', 0, 2) !== 'PK') return given
  const { bytes, notes } = await (await import('../installed-base/lists/service.ts')).listBytes(given)
  for (const note of notes) tell(`${path}: ${note}`)
  return Buffer.from(bytes)
}
