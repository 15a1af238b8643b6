import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { checkOffering } from '../catalog/check-offering.ts'
import { connect } from './login.ts'
import { say } from './say.ts'

async function readOffering(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  try {
    return parse(text, { maxAliasCount: 100, schema: 'core' })
  } catch (error) {
    throw new Error(`${file} is neither YAML nor JSON: ${(error as Error).message.split('\n')[0]}`)
  }
}

/** Checks a service in a file and says each mistake with where it stands and what to do. */
export async function check(file: string): Promise<void> {
  const checked = checkOffering(await readOffering(file))
  if (checked.ok) {
    for (const warning of checked.warnings)
      say(`${file}: ${warning.path}: found ${warning.found}, expected ${warning.expected}. ${warning.toDo}`)
    const { offering } = checked
    return say(
      `${file}: ${offering.code} version ${offering.version}, ${offering.title}: ${Object.keys(offering.clauses).length} clauses, no mistakes.`,
    )
  }
  for (const each of checked.problems) say(`${file}: ${each.path}: found ${each.found}, expected ${each.expected}. ${each.toDo}`)
  say(`${checked.problems.length} ${checked.problems.length === 1 ? 'mistake' : 'mistakes'}.`)
  process.exitCode = 1
}

export async function load(file: string): Promise<void> {
  const { client } = connect()
  const loaded = await client.call('offering.load', { body: (await readOffering(file)) as Record<string, unknown> })
  say(`${loaded.code} version ${loaded.version} is in the catalogue from ${loaded.effectiveFrom}.`)
}
