import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Draft, mergeDrafts, sameDraft } from '../../src/analysis/reviews/merge.ts'
import { fireDue } from '../../src/jobs/runner.ts'
import { hoursMs, toIso } from '../../src/lib/time.ts'
import { type Api, startApi } from '../support/api.ts'
import { fc } from '../support/laws.ts'

/** Talks with the customer on a review, and drafts that two people write at once. */

const place = { theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney', address: '1 Road' }
type Whole = {
  number: string
  content: { items: { key: string }[] }
  notes: Draft['notes']
  missing: string[]
  missingTalk: string | null
  owed: string | null
  talks: { id: string; kind: string; heldAt: string; zone: string; recordedBy: string; struck: { why: string; by: string } | null }[]
  writtenBy: string | null
  writtenAt: string | null
  version: number
}
let api: Api
const conf = 'system {\n host-name m1;\n services {\n telnet;\n }\n}\ninterfaces {\n lo0 {\n unit 0;\n }\n}\n'
before(async () => {
  api = await startApi({
    accounts: { ACME: { ...place, name: 'Acme' }, BETA: { ...place, name: 'Beta' } },
    people: {
      lea: { account: 'ACME', roles: ['LC'] },
      bea: { account: 'BETA', roles: ['LC'] },
      eng: { account: 'VENDOR', roles: ['AE'] },
    },
    devices: { 'SN-M1': { account: 'ACME', product: 'MX204', release: '21.4R1' } },
  })
  const record = {
    format: 'holdfast-advisory-1',
    number: 'PBN-1',
    kind: 'PBN',
    title: 'The routing process restarts',
    impact: 'critical',
    publishedAt: '2026-03-01',
    affected: [{ product: 'Junos OS', releases: [{ from: '21.4', fixedIn: ['21.4R2'] }] }],
  }
  await api.call('eng', 'POST', '/api/advisories/import', { records: [{ name: 'r', text: JSON.stringify(record) }] })
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  await api.app.inject({
    method: 'POST',
    url: '/api/accounts/ACME/device-data?name=SN-M1.conf',
    headers: { 'x-person': 'lea', 'content-type': 'multipart/form-data; boundary=x' },
    payload: `--x\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n${conf}\r\n--x--\r\n`,
  })
})
after(() => api?.close())

const at = '/api/accounts/ACME/reviews'
const make = async (kind: string) => {
  const { status, text, body } = await api.call('eng', 'POST', at, { kind, engineer: 'Erin Engineer' })
  assert.equal(status, 201, text)
  return body as Whole
}
const read = async ({ number }: Whole) => (await api.call('eng', 'GET', `${at}/${number}`)).body as Whole
const write = (review: Whole, assessment: string) =>
  api.call(
    'eng',
    'PUT',
    `${at}/${review.number}`,
    {
      engineer: 'Erin Engineer',
      notes: {
        summary: 'It matters.',
        items: Object.fromEntries(Object.entries(review.notes.items).map(([key, note]) => [key, { ...note, assessment }])),
      },
    },
    { 'if-match': `"${review.version}"` },
  )
const talk = ({ number }: Whole, more: object = {}) =>
  api.call('eng', 'POST', `${at}/${number}/talks`, {
    kind: 'requirements session',
    heldAt: '2026-03-10T20:30',
    zone: 'Australia/Sydney',
    engineer: 'Erin Engineer',
    ours: ['Erin Engineer'],
    theirs: ['Lea Lead', 'Max Network'],
    said: 'Twice as many *customers* by the end of the year.',
    ...more,
  })
const release = ({ number }: Whole) => api.call('eng', 'POST', `${at}/${number}/release`, {})

test('MSP-3.1.7.p2: a configuration is neither assessed nor is its review released before the requirements were discussed', async () => {
  let review = await make('CACR')
  assert.match(review.missingTalk ?? '', /MSP-3\.1\.7\.p2/)
  assert.ok(review.missing.some((line) => line.includes('requirements session')))
  const early = await write(review, 'Turn it off')
  assert.deepEqual([early.status, /MSP-3\.1\.7\.p2/.test(early.text)], [409, true])
  // what is no assessment may be written down
  assert.equal((await write(review, '')).status, 200)
  assert.match((await release(review)).text, /MSP-3\.1\.7\.p2/)
  const ahead = await talk(review, { heldAt: '2026-03-11T10:00' })
  assert.deepEqual([ahead.status, /lies ahead/.test(ahead.text)], [400, true])
  for (const wrong of [{ zone: 'Mars/Crater' }, { heldAt: 'yesterday' }, { theirs: [] }, { ours: [] }, { said: ' ' }])
    assert.equal((await talk(review, wrong)).status, 400, JSON.stringify(wrong))
  const recorded = await talk(review)
  assert.equal(recorded.status, 201, recorded.text)
  review = recorded.body as Whole
  assert.deepEqual(
    review.talks.map(({ kind, heldAt, zone, recordedBy }) => [kind, heldAt, zone, recordedBy]),
    [['requirements session', '2026-03-10T09:30:00.000Z', 'Australia/Sydney', 'Eng']],
  )
  assert.equal(review.missingTalk, null)
  assert.equal((await write(await read(review), 'Turn it off')).status, 200)
  assert.equal((await release(review)).status, 200)
  const after = await talk(review)
  assert.deepEqual([after.status, /before the analysis/.test(after.text)], [409, true])
  const { text } = await api.call('lea', 'GET', `${at}/${review.number}/document`)
  assert.match(text, /## Requirements session\n\nTue 10 Mar 2026 20:30 \(Australia\/Sydney\)\. Led by Erin Engineer\./)
  assert.match(text, /For the customer: Lea Lead, Max Network\.\n\nTwice as many \\\*customers\\\*/)
})

test('MSP-3.1.5.p4: a review of bug notifications is done only when a designated engineer has explained it in a call', async () => {
  const review = await make('PBNIR')
  assert.equal((await talk(review, { kind: 'conference call' })).status, 409, 'not on a draft')
  await write(review, 'It matters')
  assert.equal((await release(review)).status, 200)
  assert.match((await read(review)).owed ?? '', /MSP-3\.1\.5\.p4/)
  const listed = async () =>
    ((await api.call('lea', 'GET', at)).body as { items: Whole[] }).items.find(({ number }) => number === review.number)?.owed
  assert.match((await listed()) ?? '', /conference call/)
  assert.match((await api.call('lea', 'GET', `${at}/${review.number}/document`)).text, /Still to come: the conference call/)
  assert.equal((await talk(review, { kind: 'conference call' })).status, 409, 'not before the release')
  api.clock.now += 4 * hoursMs
  assert.equal((await talk(review, { kind: 'conference call', heldAt: '2026-03-10T23:30', agreement: 'AG-5' })).status, 201)
  assert.equal((await read(review)).owed, null)
  assert.equal(await listed(), null)
  const { body } = await api.call('lea', 'GET', `${at}/${review.number}`)
  assert.equal((body as Whole).talks.length, 1, 'the customer reads what was said')
  const { text } = await api.call('lea', 'GET', `${at}/${review.number}/document`)
  assert.match(text, /Outside the usual hours by agreement AG-5\./)
  for (const [who, account] of [
    ['lea', 'ACME'],
    ['bea', 'ACME'],
    ['bea', 'BETA'],
  ])
    assert.ok(
      [403, 404].includes((await api.call(who ?? '', 'POST', `/api/accounts/${account}/reviews/${review.number}/talks`, {})).status),
    )
})

test('a talk that was recorded by mistake is struck: it stays with who and why, counts for nothing, and a release that stands on it keeps it', async () => {
  let review = await make('CACR')
  const strike = (id: string | undefined, why = 'It was another customer', who = 'eng') =>
    api.call(who, 'POST', `${at}/${review.number}/talks/${id}/strike`, { why })
  review = (await talk(review)).body as Whole
  assert.equal(review.missingTalk, null)
  assert.equal((await strike(review.talks[0]?.id, ' ')).status, 400)
  assert.equal((await strike(review.talks[0]?.id, 'No', 'lea')).status, 403)
  assert.equal((await strike('01890000-0000-7000-8000-000000000000')).status, 404)
  const struck = await strike(review.talks[0]?.id)
  assert.equal(struck.status, 200, struck.text)
  review = struck.body as Whole
  assert.deepEqual([review.talks[0]?.struck?.by, review.talks[0]?.struck?.why], ['Eng', 'It was another customer'])
  assert.match(review.missingTalk ?? '', /MSP-3\.1\.7\.p2/)
  assert.equal((await write(review, 'Turn it off')).status, 409)
  const again = await strike(review.talks[0]?.id)
  assert.deepEqual([again.status, /struck already/.test(again.text)], [409, true])
  review = (await talk(review)).body as Whole
  assert.equal((await write(await read(review), 'Turn it off')).status, 200)
  assert.equal((await release(review)).status, 200)
  const stands = await strike(review.talks.find((each) => each.struck === null)?.id)
  assert.deepEqual([stands.status, /released on this talk/.test(stands.text)], [409, true])
  const { text } = await api.call('lea', 'GET', `${at}/${review.number}/document`)
  assert.match(text, /## Requirements session, struck[\s\S]*Struck by Eng on [^\n]*: It was another customer/)
})

test('who kept a draft last, and when, is said; one sitting is one entry of the audit trail', async () => {
  let review = await make('PIIR')
  assert.deepEqual([review.writtenBy, review.writtenAt], [null, null])
  for (let i = 0; i < 3; i++) review = (await write(review, `It matters ${i}`)).body as Whole
  assert.deepEqual(review.writtenAt, toIso(api.clock.now))
  const entries = await api.database.asOwner<{ n: number }>(
    `select count(*)::int as n from audit where action = 'review.write' and subject = '${review.number}'`,
  )
  assert.equal(entries[0]?.n, 1)
})

const draft = (summary: string, assessment = '', engineer = ''): Draft => ({
  engineer,
  notes: { summary, items: { K: { assessment, recommendation: '', left: false } } },
})

test('two people who write in different places both keep what they wrote; in the same place they are told', () => {
  const both = mergeDrafts(draft('a'), draft('mine'), draft('a', 'theirs', 'Erin'))
  assert.deepEqual(both, { merged: draft('mine', 'theirs', 'Erin'), clashes: [] })
  const clash = mergeDrafts(draft('a'), draft('mine'), draft('theirs', 'x'))
  assert.deepEqual(clash, { merged: draft('mine', 'x'), clashes: [{ place: 'summary', mine: 'mine', theirs: 'theirs' }] })
})

test('bringing together loses nothing of mine, and takes everything of theirs where I wrote nothing', () => {
  const any = fc.tuple(fc.string(), fc.string(), fc.string()).map(([summary, assessment, engineer]) => draft(summary, assessment, engineer))
  fc.assert(
    fc.property(any, any, any, (base, mine, theirs) => {
      assert.ok(sameDraft(mergeDrafts(base, base, theirs).merged, theirs))
      assert.ok(sameDraft(mergeDrafts(base, mine, base).merged, mine))
      const { merged, clashes } = mergeDrafts(base, mine, theirs)
      for (const pick of [
        (each: Draft) => each.engineer,
        (each: Draft) => each.notes.summary,
        (each: Draft) => each.notes.items.K?.assessment,
      ])
        if (pick(mine) !== pick(base)) assert.equal(pick(merged), pick(mine))
      if (sameDraft(mine, theirs)) assert.deepEqual(clashes, [])
    }),
  )
})
