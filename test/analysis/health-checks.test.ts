import assert from 'node:assert/strict'
import { test } from 'node:test'
import { severities, themes } from '../../src/analysis/check.ts'
import { configChecks } from '../../src/analysis/checks/config/all.ts'
import { healthChecks } from '../../src/analysis/checks/health/all.ts'
import { expectedElements, health, healthSamples, repliesOf } from './health-samples.ts'
import { now, resultOf } from './samples.ts'

const elementsOf = (report: ReturnType<typeof resultOf>): readonly string[] =>
  report.findings.map(({ place }) => (place.statement === '' ? '' : place.statement)).sort()

test('every file of a health check is in the list of all, under its own name and theme', () => {
  assert.ok(healthChecks.length >= 70, `${healthChecks.length}`)
  assert.deepEqual(
    healthChecks.map(({ theme, id }) => `${theme}/${id}`).sort(),
    healthSamples.map(({ theme, id }) => `${theme}/${id}`).sort(),
  )
})

test('every health check says what, why, by which commands and from which source, under an id that no other check has', () => {
  for (const { id, title, theme, severity, looksAt, why, source, parameters, none } of healthChecks) {
    assert.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    assert.ok(themes.includes(theme) && severities.includes(severity), id)
    assert.ok(title.length > 10 && !title.endsWith('.') && why.length > 40 && why.endsWith('.') && none.length > 10, id)
    assert.ok(looksAt.length > 0 && looksAt.every((command) => command.startsWith('show ')) && source.length > 0, id)
    for (const parameter of Object.values(parameters))
      if (parameter.kind === 'number') assert.ok(parameter.default >= parameter.least && parameter.default <= parameter.most, id)
  }
  const all = [...healthChecks, ...configChecks]
  for (const key of ['id', 'title'] as const) assert.equal(new Set(all.map((each) => each[key])).size, all.length, key)
})

test('samples are read without a doubt', () => {
  for (const { id, good, bad, before = '' } of healthSamples)
    for (const capture of [good, bad, before])
      for (const { outcome, warnings, kind } of capture === '' ? [] : repliesOf(capture)) {
        assert.deepEqual(warnings, [], `${id}: ${kind}`)
        assert.equal(outcome, 'read', `${id}: ${kind}`)
      }
})

test('the good sample of every health check passes, and says what was seen', () => {
  for (const { id, good, before } of healthSamples) {
    const result = resultOf(health(good, before, now), id)
    assert.equal(result.outcome, 'pass', `${id}: ${JSON.stringify(result, null, 1)}`)
    assert.ok(result.seen.length > 0, id)
  }
})

test('the bad sample of every health check is found, at the parts that it names, with something to do', () => {
  for (const { id, bad, before } of healthSamples) {
    const result = resultOf(health(bad, before, now), id)
    assert.equal(result.outcome, 'finding', `${id}: ${JSON.stringify(result, null, 1)}`)
    assert.deepEqual(elementsOf(result), expectedElements(bad), id)
    for (const { what, remedy, place } of result.findings) {
      assert.ok(what.length > 5 && remedy.length > 0 && place.line > 0, id)
      assert.match(place.from ?? '', /^show /, id)
      for (const line of remedy) assert.match(line, /^(?:(?:show|request|clear|set|monitor)\b.*[^.]|[A-Z].*\.)$/, `${id}: ${line}`)
    }
  }
})

test('a check that compares two readings is not judged with one of them, and says so', () => {
  for (const { id, good } of healthSamples) {
    const check = healthChecks.find((each) => each.id === id)!
    if (!check.twice) continue
    const result = resultOf(health(good, undefined, now), id)
    assert.equal(result.outcome, 'not-judged', id)
    assert.match(result.why ?? '', /second, earlier reading/, id)
  }
})

test('no check passes on an answer that is missing, refused, empty or not understood', () => {
  const commands = new Set(healthChecks.flatMap(({ looksAt }) => looksAt))
  const answers = ['error: syntax error, expecting <command>.', '', 'a line that no reader knows 17 of\nand another 4 lines of it']
  for (const answer of answers) {
    const capture = [...commands].map((command) => `op@r1> ${command}\n${answer}\n`).join('\n')
    for (const before of [undefined, capture])
      for (const { id, outcome, why } of health(capture, before, now).results) assert.equal(outcome, 'not-judged', `${id}: ${why}`)
  }
  const idle = [...commands].map((command) => `op@r1> ${command}\nBGP is not running\n`).join('\n')
  for (const { id, outcome } of health(idle, idle, now).results) assert.equal(outcome, 'not-applicable', id)
})
