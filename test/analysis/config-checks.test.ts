import assert from 'node:assert/strict'
import { test } from 'node:test'
import { severities, themes } from '../../src/analysis/check.ts'
import { configChecks } from '../../src/analysis/checks/config/all.ts'
import { standardProfile } from '../../src/analysis/profile.ts'
import { checkedConfigurations, runChecks } from '../../src/analysis/run.ts'
import { readConfigurations } from '../../src/junos/config/read.ts'
import { check, expectedLines, fill, foundLines, now, resultOf, samples, type as typeLine } from './samples.ts'

test('every file of a check is in the list of all, under its own name and theme', () => {
  assert.ok(configChecks.length >= 75, `${configChecks.length}`)
  assert.deepEqual(configChecks.map(({ theme, id }) => `${theme}/${id}`).sort(), samples.map(({ theme, id }) => `${theme}/${id}`).sort())
  const planted = [...samples, { id: 'planted', theme: 'access' }].map(({ id }) => id)
  assert.notDeepEqual(configChecks.map(({ id }) => id).sort(), planted.sort())
})

test('every check says what, why, where and from which source', () => {
  for (const { id, title, theme, severity, looksAt, why, source, parameters } of configChecks) {
    assert.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    assert.ok(themes.includes(theme) && severities.includes(severity), id)
    assert.ok(title.length > 10 && !title.endsWith('.') && why.length > 40 && why.endsWith('.'), id)
    assert.ok(looksAt.length > 0 && source.length > 0, id)
    for (const parameter of Object.values(parameters))
      if (parameter.kind === 'number') assert.ok(parameter.default >= parameter.least && parameter.default <= parameter.most, id)
  }
  assert.equal(new Set(configChecks.map(({ title }) => title)).size, configChecks.length)
})

test('the good sample of every check passes', () => {
  for (const { id, good } of samples) {
    const result = resultOf(check(good), id)
    assert.equal(result.outcome, 'pass', `${id}: ${JSON.stringify(result, null, 1)}`)
  }
})

test('the bad sample of every check is found, on the lines that it names', () => {
  for (const { id, bad } of samples) {
    const result = resultOf(check(bad), id)
    assert.equal(result.outcome, 'finding', `${id}: ${JSON.stringify(result)}`)
    assert.deepEqual(foundLines(result), expectedLines(bad, id), `${id}: ${JSON.stringify(result.findings, null, 1)}`)
    for (const { what, remedy, place } of result.findings) {
      assert.ok(what.length > 5 && remedy.length > 0, id)
      assert.ok(place.statement !== '' || place.missing !== null, id)
    }
  }
})

test('what every check tells to do is read by the reader, can be typed, and makes the check pass', () => {
  for (const { id, bad } of samples) {
    const [configuration] = checkedConfigurations(readConfigurations(bad))
    const remedies = resultOf(runChecks(configuration!, standardProfile, now), id).findings.flatMap(({ remedy }) => remedy)
    for (const line of new Set(remedies)) {
      assert.match(line, /^(?:set|delete|insert) \S/, `${id}: ${line}`)
      const read = readConfigurations(`set system host-name x\n${line}\n`)
      assert.deepEqual(
        read.skipped.filter(({ what }) => what !== 'a statement that is not there'),
        [],
        `${id}: ${line}`,
      )
      // a name that is itself a secret is masked
      if (line.includes('***')) continue
      assert.deepEqual(typeLine(configuration!.tree, fill(line)), [], `${id}: ${line}`)
    }
    if (remedies.some((line) => line.includes('***'))) continue
    const after = resultOf(runChecks(configuration!, standardProfile, now), id)
    assert.ok(
      after.outcome === 'pass' || after.outcome === 'not-applicable',
      `${id}: ${remedies.join('\n')}\n${JSON.stringify(after, null, 1)}`,
    )
  }
})
