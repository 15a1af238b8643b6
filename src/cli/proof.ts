import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Answer, addressOf } from '../client/client.ts'
import { verify } from '../reports/proof/pack.ts'
import { accountIn } from './cases.ts'
import { download } from './files.ts'
import { connect } from './login.ts'
import { columns, say, tell } from './say.ts'

type Proof = Answer<'proof.read'>
type Options = { readonly from?: string; readonly to?: string; readonly gaps?: boolean; readonly json?: boolean }

const of = (number: string) => ({ account: accountIn(number), contract: number.toUpperCase() })
const period = ({ from, to }: Pick<Options, 'from' | 'to'>) => ({ ...(from ? { from } : {}), ...(to ? { to } : {}) })

/** The same as a folder, in one archive. */
export async function takeProof(number: string, { from, to, out }: Options & { readonly out?: string }): Promise<void> {
  await download(addressOf('proof.export', of(number), period({ from, to })), out ?? `${number.toUpperCase()}-proof.zip`)
}

/** What was promised under a contract beside what was delivered. */
export async function readProof(number: string, { from, to, gaps, json }: Options): Promise<void> {
  const { client } = connect()
  const proof = await client.call('proof.read', { params: of(number), query: period({ from, to }) })
  say(json ? JSON.stringify(proof, null, 2) : proofLines(proof, gaps === true))
}

function proofLines({ offeringTitle, contract, from, to, sum, lines }: Proof, gapsOnly: boolean): string {
  const shown = gapsOnly ? lines.filter(({ gap }) => gap !== '') : lines
  return [
    `${offeringTitle}, ${contract}, ${from} to ${to}`,
    `${sum.lines} promises: ${sum.delivered} delivered, ${sum.partly} partly, ${sum.gaps} gaps, ${sum.notAsked} not asked for`,
    '',
    columns([
      ['promise', 'fate', 'done', 'clauses', 'gap'],
      ...shown.map(({ title, fate, delivered, clauses, gap }) => [
        title,
        fate,
        String(delivered.length),
        clauses.slice(0, 3).join(', '),
        gap,
      ]),
    ]),
  ].join('\n')
}

/** Every file below a folder, with its hash. */
async function hashesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const held = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).split(sep).join('/')
    if (name === 'SHA256SUMS') continue
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    held.set(name, hash.digest('hex'))
  }
  return held
}

/** Checks a proof that was unpacked: whether each file is as it was when the proof was made, and none is missing or was added. */
export async function verifyProof(folder: string, { json }: Options): Promise<void> {
  const sums = await readFile(join(folder, 'SHA256SUMS'), 'utf8').catch(() => {
    throw new Error(`Found no SHA256SUMS in ${folder}; expected the folder of a proof. Unpack the archive first, and name its folder.`)
  })
  const verdicts = verify(sums, await hashesIn(folder))
  const wrong = verdicts.filter(({ fate }) => fate !== 'whole')
  if (json) say(JSON.stringify({ files: verdicts.length, wrong, sums: createHash('sha256').update(sums).digest('hex') }, null, 2))
  else {
    for (const { path, fate } of wrong) say(`${fate}: ${path}`)
    tell(wrong.length === 0 ? `${verdicts.length} files are whole` : `${wrong.length} of ${verdicts.length} files are not as they were`)
    say(`SHA-256 of SHA256SUMS: ${createHash('sha256').update(sums).digest('hex')}`)
  }
  if (wrong.length > 0) process.exitCode = 1
}
