import { readFile } from 'node:fs/promises'
import { type Played, play as playScenario } from '../world/player.ts'
import { readScenario } from '../world/read.ts'
import { declaredOperations, throwAwayServer } from '../world/throw-away.ts'
import { say, tell } from './say.ts'

/** Plays scenario files and ends with 1 when an expectation fails or a file is wrong. */
export async function play(files: readonly string[], { json, quiet }: { json?: boolean; quiet?: boolean }): Promise<void> {
  const server = await throwAwayServer()
  const operations = declaredOperations()
  let failed = 0
  try {
    for (const file of files) {
      const read = readScenario(await readFile(file, 'utf8'), operations)
      if (!read.ok) {
        failed++
        for (const { line, path, message } of read.mistakes) tell(`${file}:${line}: ${path ? `${path}: ` : ''}${message}`)
        continue
      }
      const { parts, close } = await server.open()
      if (!json && !quiet) say(`\n${read.scenario.title}`)
      let failures = 0
      try {
        const done = await playScenario(parts, read.scenario, (played) => {
          if (json) say(JSON.stringify({ file, ...played }))
          else if (!quiet || played.failures.length > 0) show(file, read.lineOf(played.step - 1), played)
        })
        failures = done.failures
      } catch (error) {
        failures++
        tell(`${file}: ${(error as Error).message}`)
      }
      if (failures > 0) failed++
      await close()
    }
  } finally {
    await server.end()
  }
  if (!json) say(`\n${files.length - failed} of ${files.length} ${files.length === 1 ? 'story' : 'stories'} as expected`)
  if (failed > 0) process.exitCode = 1
}

function show(file: string, line: number, played: Played) {
  for (const timer of played.fired) say(`  ${timer.at}  clock        ${timer.kind}`)
  for (const letter of played.mail)
    if (letter.to.length > 0)
      say(
        `  ${' '.repeat(24)}  ${letter.kind === 'management-alert' ? 'alert' : 'mail '}        ${letter.subject} to ${letter.to.join(', ')}`,
      )
  for (const { to, subject } of played.post.letters) say(`  ${' '.repeat(24)}  letter       ${subject} to ${to}`)
  const told = [
    played.number,
    played.decision &&
      `${played.decision.verdict}: ${played.decision.clauses.slice(0, 6).join(', ')}${played.decision.clauses.length > 6 ? ', ...' : ''}`,
    played.due && `due ${played.due}`,
    played.clock && `clock ${played.clock}`,
    !played.decision && played.error,
  ].filter(Boolean)
  say(`  ${played.at}  ${played.as.padEnd(11)}  ${played.do}  ${told.join('; ') || played.status}`)
  for (const cure of played.decision?.cures ?? []) say(`  ${' '.repeat(24)}               cure: ${cure}`)
  for (const failure of played.failures) tell(`  ${file}:${line}: step ${played.step}: ${failure}`)
}
