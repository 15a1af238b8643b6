import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Answer, AnswerError, addressOf } from '../client/client.ts'
import { download } from './files.ts'
import { accountOf, connect } from './login.ts'
import { columns, say, tell } from './say.ts'

type Options = { readonly account?: string; readonly json?: boolean }

async function placeOf(serial: string, { account }: Options) {
  const connected = connect()
  return { client: connected.client, params: { account: await accountOf(connected, account), software: serial.toUpperCase() } }
}

export async function list(given: string | undefined, { json }: Options): Promise<void> {
  const connected = connect()
  const { items } = await connected.client.call('software.list', { params: { account: await accountOf(connected, given) } })
  if (json) say(JSON.stringify(items, null, 2))
  else if (items.length === 0) say('No custom software.')
  else
    say(
      columns([
        ['serial', 'product', 'agreed', 'runs', 'supported until', 'what waits'],
        ...items.map(({ serial, product, accepted, running, active, coveredUntil, waits }) => [
          serial,
          product,
          accepted || 'none',
          running || 'not known',
          active && coveredUntil ? coveredUntil : 'not supported',
          waits.join('; ') || 'nothing',
        ]),
      ]),
    )
}

type Release = Answer<'software.read'>['releases'][number]

const releaseLines = ({ version, kind, state, base, problems, directions, files, mayTake, refusedBy }: Release): string => {
  const [direction] = directions.filter((each) => each.state === 'open')
  return [
    `${version}  ${kind}, ${state}, for ${base}${direction ? `, ${direction.overdue ? 'was' : 'is'} to be installed by ${direction.dueOn}` : ''}`,
    ...problems.map(({ defect, text }) => `  mends ${defect}: ${text}`),
    ...files.map(({ name, sizeBytes, sha256 }) => `  ${name}  ${sizeBytes} bytes  SHA-256 ${sha256}`),
    ...(mayTake || state !== 'published' ? [] : [`  not handed out today: ${refusedBy.join(', ')}`]),
  ].join('\n')
}

export async function show(serial: string, options: Options): Promise<void> {
  const { client, params } = await placeOf(serial, options)
  const found = await client.call('software.read', { params })
  if (options.json) return say(JSON.stringify(found, null, 2))
  say(
    [
      `${found.serial}  ${found.product}`,
      `agreed release ${found.accepted || 'none'}, runs ${found.running || 'not known'}`,
      found.active ? `supported until ${found.coveredUntil} under ${found.contract}` : 'not supported today',
      ...found.lacks.map((each) => `missing: ${each}`),
      '',
      ...(found.releases.length === 0 ? ['Nothing was published for it yet.'] : found.releases.map(releaseLines)),
    ].join('\n'),
  )
}

/** Downloads the files of a release, each by a leave of its own, and keeps none whose bytes are not those that were published. */
export async function get(serial: string, release: string, options: Options & { readonly to: string }): Promise<void> {
  const { client, params } = await placeOf(serial, options)
  const found = (await client.call('software.read', { params })).releases.find(({ version }) => version === release)
  if (!found) throw new Error(`${serial} has no release ${release}. See: holdfast software show ${serial}`)
  for (const { document, name, sha256 } of found.files) {
    const leave = await client.call('software.take', { params: { ...params, release }, body: { document } }).catch((error: unknown) => {
      const decision =
        error instanceof AnswerError ? (error.problem.decision as Answer<'software.take'>['decision'] | undefined) : undefined
      for (const { holds, sentence, cure } of decision?.reasons ?? []) if (!holds) tell(`  ${sentence}${cure ? ` ${cure}` : ''}`)
      throw error
    })
    const path = join(options.to, basename(name))
    await download(addressOf('software.download', { account: params.account, download: leave.download }, {}), path)
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    if (hash.digest('hex') !== sha256) {
      await rm(path)
      throw new Error(`${name} came with other bytes than were published and is not kept. Try again.`)
    }
    say(`${name}: SHA-256 ${sha256}, as published`)
  }
}

const agreedWords = {
  moved: 'The agreed release moved with it.',
  proposed: 'The other side is asked whether the agreed release moves.',
  kept: 'The agreed release stays as it is.',
} as const

type InstalledOptions = Options & {
  readonly on?: string
  readonly place: string
  readonly failed?: boolean
  readonly rolledBack?: boolean
}

export async function installed(serial: string, release: string, note: string, options: InstalledOptions): Promise<void> {
  const { client, params } = await placeOf(serial, options)
  const { agreed } = await client.call('software.install', {
    params: { ...params, release },
    body: {
      installedOn: options.on ?? new Date().toLocaleDateString('sv'),
      place: options.place,
      outcome: options.failed ? 'failed' : options.rolledBack ? 'rolled-back' : 'installed',
      note,
    },
  })
  say(`Written. ${agreedWords[agreed]}`)
}
