import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { automatic } from './source/automatic.ts'
import { forged } from './source/forged.ts'
import { hostile } from './source/hostile.ts'
import { replies } from './source/replies.ts'
import { senders } from './source/senders.ts'

/** Writes the corpus as files: one .eml for each mail, and one table of their fates. `node test/mail/corpus/write.ts`, then format. */

export const rows = [...replies, ...automatic, ...forged, ...hostile, ...senders]
const folder = join(import.meta.dirname, 'mails')
if (import.meta.main) {
  for (const name of readdirSync(folder)) rmSync(join(folder, name))
  for (const { name, raw } of rows) writeFileSync(join(folder, `${name}.eml`), raw)
  const table = rows.map(({ raw: _, ...row }) => row)
  writeFileSync(join(import.meta.dirname, 'fates.json'), `[\n${table.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n]\n`)
  console.log(`${rows.length} mails`)
}
