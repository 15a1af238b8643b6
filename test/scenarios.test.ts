import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { assemble, type Parts } from '../src/assemble.ts'
import { clauseIds } from '../src/catalog/clause-ids.ts'
import { idsIn } from '../src/catalog/register.ts'
import { createPool } from '../src/db/pool.ts'
import { type Played, play } from '../src/world/player.ts'
import { readScenario } from '../src/world/read.ts'
import type { Scenario } from '../src/world/spec.ts'
import { confirmInStory, declaredOperations, emptyDatabase } from '../src/world/throw-away.ts'
import { type FreshDatabase, freshDatabase } from './support/database.ts'

const folder = join(import.meta.dirname, 'scenarios')
const operations = declaredOperations()

const stories = globSync('*.yaml', { cwd: folder })
  .sort()
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))

const held: { files: string; database?: FreshDatabase; owner?: pg.Client } = { files: '' }
before(async () => {
  held.files = mkdtempSync(join(tmpdir(), 'holdfast-stories-'))
  held.database = await freshDatabase()
  held.owner = new pg.Client(held.database.owner)
  await held.owner.connect()
})
after(async () => {
  await held.owner?.end()
  await held.database?.close()
  rmSync(held.files, { recursive: true, force: true })
})

/** One database for all stories, emptied before each. */
async function onDatabase<T>(work: (parts: Parts) => Promise<T>): Promise<T> {
  const { database, owner, files } = held
  assert.ok(database && owner)
  await emptyDatabase(owner)
  const pool = createPool(database.application, 4)
  try {
    return await work(
      assemble({
        pool,
        signInPool: pool,
        secret: 'no story signs in',
        origin: 'http://127.0.0.1',
        files,
        uploadBytes: 1_000_000,
        confirm: confirmInStory,
      }),
    )
  } finally {
    await pool.end()
  }
}

function parse(text: string): Scenario {
  const read = readScenario(text, operations)
  assert.ok(read.ok, read.ok ? '' : read.mistakes.map(({ line, path, message }) => `${line}: ${path}: ${message}`).join('\n'))
  return read.scenario
}

async function tell(text: string): Promise<readonly Played[]> {
  const steps: Played[] = []
  await onDatabase((parts) => play(parts, parse(text), (played) => steps.push(played)))
  return steps
}

const titleIn = (text: string): string => /^title: (.*)$/m.exec(text)?.[1] ?? ''

// One test for each story, under the title that the clause register finds in the file.
for (const { file, text } of stories) {
  test(titleIn(text) || file, async () => {
    const steps = await tell(text)
    const failures = steps.flatMap((step) => step.failures.map((failure) => `${file}: step ${step.step} (${step.do}): ${failure}`))
    assert.deepEqual(failures, [])
  })
}

test('there are at least thirty stories, each with a title of its own that names a clause and says which it proves', () => {
  assert.ok(stories.length >= 30, `${stories.length} stories`)
  const told = stories.map(({ file, text }) => ({ file, scenario: parse(text) }))
  for (const { file, scenario } of told) {
    assert.ok(idsIn(scenario.title).length > 0, `${file} names no clause in its title`)
    assert.ok(scenario.proves.length > 0, `${file} proves nothing`)
    for (const id of idsIn(scenario.title)) assert.ok(scenario.proves.includes(id), `${file}: its title names ${id}, its "proves" does not`)
    assert.match(file, /^[a-z0-9]+(-[a-z0-9]+){3,}\.yaml$/, `${file} is no sentence`)
  }
  assert.equal(new Set(told.map(({ scenario }) => scenario.title)).size, told.length)
})

test('the stories reach all five services and every clause they name exists', () => {
  const named = new Set(stories.flatMap(({ text }) => parse(text).proves))
  const known: readonly string[] = clauseIds
  assert.deepEqual(
    [...named].filter((id) => !known.includes(id)),
    [],
  )
  for (const code of ['ACP', 'CSS', 'ISS', 'MSP', 'SSM'])
    assert.ok([...named].filter((id) => id.startsWith(`${code}-`)).length >= 8, `too little of ${code}`)
})

test('the stories on the page about the format come out as they say', async () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/scenarios.md'), 'utf8')
  for (const [, text = ''] of page.matchAll(/```yaml\n([\s\S]*?)```/g))
    assert.deepEqual(
      (await tell(text)).flatMap((step) => step.failures.map((failure) => `step ${step.step}: ${failure}`)),
      [],
    )
})

const small = `
title: One case of one device
zone: Europe/London
world:
  accounts:
    ACME: {}
  people:
    ann: { roles: [NC], contact: [named] }
  devices:
    A1: {}
  base_contracts:
    - { devices: [A1], from: 2026-01-01, to: 2026-12-31 }
  contracts:
    - { offering: ACP, devices: [A1], from: 2026-01-01, to: 2026-12-31 }
steps:
  - at: 2026-03-09T10:00
    as: ann
    do: case.open
    name: call
    with: { device: A1, priority: P2, channel: web, summary: Down }
    expect: { decision: granted }
`

test('a wrong expectation fails and says what was found, whatever it is about', async () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['decision: refused', /decision: expected refused, found granted/],
    ['decision: none', /decision: expected none, found granted/],
    ['clauses: [ACP-17.p1]', /clause ACP-17.p1|ACP-2.p5/],
    ['without: ACP-9.p2', /not among/],
    ['policies: B77', /policy B77/],
    ['cure: Buy', /cure: expected Buy/],
    ['instead: ISS', /service that would cover it/],
    ['reasons: [{ rule: in-use, holds: false }]', /reasons\[0\]/],
    ['candidates: [{ wins: true }]', /candidates\[0\]/],
    ['contract: ACME-C1', /contract: expected ACME-C1/],
    ['queue: standard', /queue: expected standard, found expert/],
    ['due: +31m', /due: expected/],
    ['due: null', /due: expected null/],
    ['clock: met', /clock: expected met, found running/],
    ['rule: P1', /target rule/],
    ['by: 1 s late', /early or late by/],
    ['why: the moon', /why/],
    ['state: closed', /state/],
    ['priority: P1', /priority/],
    ['owner: Nobody', /owner/],
    ['covered: true', /covered/],
    ['lines: { A1: granted }', /line A1/],
    ['count: 1', /count: expected 1, found no list/],
    ['items: [{ number: X }]', /items\[0\]/],
    ['absent: [{ number: X }]', /absent\[0\]/],
    ['alerts: 1', /management alerts: expected 1, found 0/],
    ['mails: 3', /letters: expected 3/],
    ['mail: [{ to: bob }]', /a letter/],
    ['error: is closed', /error/],
    ['status: 200', /status: expected 200, found 201/],
    ['answer: { kind: admin }', /answer.kind/],
  ]
  const steps = wrong
    .map(
      ([expect], index) =>
        `  - { at: +1m, as: ann, do: case.open, name: n${index}, with: { device: A1, priority: P2, channel: web, summary: Down }, expect: { ${expect} } }`,
    )
    .map((line) => line.replace('ACP-17.p1', 'ACP-2.p5'))
    .join('\n')
  const told = await tell(`${small}${steps}\n`)
  assert.equal(told.length, wrong.length + 1)
  for (const [index, [expect, message]] of wrong.entries()) {
    const failures = told[index + 1]?.failures ?? []
    assert.ok(
      failures.some((failure) => message.test(failure)),
      `"${expect}" should have failed with ${message}, got: ${failures.join('; ') || 'nothing'}`,
    )
  }
})

test('a part that an earlier answer does not hold fails its step and says what there is', async () => {
  const told = await tell(
    `${small}  - { at: +1m, as: ann, do: case.read, with: { case: $call.nummer } }\n  - { at: +1m, as: ann, do: case.read }\n`,
  )
  assert.match(told[1]?.failures[0] ?? '', /holds no nummer; it holds number/)
  assert.match(told[2]?.failures[0] ?? '', /case.read needs "case"/)
})

test('the command line prints a line of JSON for each step and ends with 1 when an expectation fails', async () => {
  const good = join(held.files, 'good.yaml')
  const bad = join(held.files, 'bad.yaml')
  writeFileSync(good, small)
  writeFileSync(bad, small.replace('decision: granted', 'decision: refused'))
  const run = (...given: string[]) =>
    new Promise<{ code: number; out: string; said: string }>((resolve) => {
      const main = join(import.meta.dirname, '../src/cli/main.ts')
      const child = execFile(process.execPath, [main, 'play', ...given], (_, out, said) =>
        resolve({ code: child.exitCode ?? -1, out, said }),
      )
    })
  const [fine, failed] = [await run('--json', good, good), await run('--json', good, bad)]
  assert.equal(fine.code, 0, fine.said)
  assert.equal(failed.code, 1)
  for (const { out } of [fine, failed]) {
    const lines = out.trim().split('\n')
    assert.equal(lines.length, 2)
    for (const line of lines) {
      const step = JSON.parse(line) as Played & { file: string }
      assert.deepEqual([step.step, step.at, step.as, step.do, step.status], [1, '2026-03-09T10:00:00.000Z', 'ann', 'case.open', 201])
      assert.equal(step.decision?.verdict, 'granted')
    }
  }
  const last = JSON.parse(failed.out.trim().split('\n')[1] ?? '') as Played
  assert.deepEqual(last.failures, ['decision: expected refused, found granted'])
})
