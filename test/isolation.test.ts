import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { inScope, providerScope } from '../src/db/scope.ts'
import { accountParams, type Operation, ok, operation } from '../src/http/operation.ts'
import { matrix, roles } from '../src/parties/permissions.ts'
import { type Api, startApi } from './support/api.ts'
import { type JsonSchema, sampleOf } from './support/sample.ts'

/**
 * Isolation made from the operations themselves: every operation, every place of an id, every role. A foreign id must
 * answer exactly like one that does not exist; each negative stands beside a positive control; a planted leak is found.
 */

const canary = 'CANARY-OF-BETA'
const customer = (name: string) => ({
  name,
  theatre: 'EMEA',
  country: 'GB',
  zone: 'Europe/London',
  address: `${name} Street`,
})
const cast = (code: string, prefix: string) =>
  Object.fromEntries(
    (['LC', 'NC', 'XP', 'SG', 'UU'] as const).map((role) => [
      `${prefix}-${role.toLowerCase()}`,
      {
        account: code,
        name: `${prefix} ${role} ${code === 'BETA' ? canary : ''}`,
        roles: [role],
        contact:
          role === 'NC'
            ? ['named']
            : role === 'XP'
              ? [{ role: 'expert', certificate: { level: 'JNCIE', expires: '2027-01-01', granted: false } }]
              : [],
      },
    ]),
  )
const world = {
  accounts: {
    ALPHA: { ...customer('Alpha Telecom'), partners: [{ partner: 'PARTNER', kind: 'reseller', from: '2020-01-01' }] },
    BETA: customer(`Beta ${canary}`),
    PARTNER: { ...customer('Partner Ltd'), kind: 'partner', authorised: [{ kind: 'reseller', from: '2020-01-01' }] },
  },
  sites: { 'alpha site': { account: 'ALPHA', address: '1 Alpha Street' }, [`beta ${canary}`]: { account: 'BETA', address: canary } },
  people: { ...cast('ALPHA', 'alpha'), ...cast('BETA', 'beta'), seller: { account: 'PARTNER', roles: ['RS'] } },
  devices: {
    A1: { account: 'ALPHA', product: 'MX204', site: 'alpha site' },
    B1: { account: 'BETA', product: canary, site: `beta ${canary}` },
    'A1-TOOL': { account: 'ALPHA', kind: 'software', site: 'alpha site', acceptedRelease: '1.0', release: '1.0' },
    'B1-TOOL': { account: 'BETA', kind: 'software', product: canary, site: `beta ${canary}`, acceptedRelease: '1.0', release: '1.0' },
  },
  base_contracts: [
    { account: 'ALPHA', devices: ['A1'], from: '2026-01-01', to: '2027-12-31' },
    { account: 'BETA', devices: ['B1'], from: '2026-01-01', to: '2027-12-31' },
  ],
  contracts: [
    { account: 'ALPHA', offering: 'ACP', devices: ['A1'], from: '2026-01-01', to: '2026-12-31' },
    { account: 'BETA', offering: 'ACP', devices: ['B1'], from: '2026-01-01', to: '2026-12-31' },
    { account: 'ALPHA', offering: 'CSS', devices: ['A1-TOOL'], from: '2026-01-01', to: '2026-12-31' },
    { account: 'BETA', offering: 'CSS', devices: ['B1-TOOL'], from: '2026-01-01', to: '2026-12-31' },
  ],
}

const bodyIds = ['device', 'other', 'number', 'person']

type Ids = Readonly<Record<string, string>>
type Declared = {
  readonly operationId: string
  readonly parameters?: readonly { name: string; in: string; schema: JsonSchema }[]
  readonly requestBody?: { content: Readonly<Record<string, { schema: JsonSchema }>> }
  readonly 'x-scope': string
  readonly 'x-permission': string
}
type Listed = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly permission: string
  readonly scope: string
  readonly bodySchema: JsonSchema | undefined
  readonly idParams: readonly string[]
}

let api: Api
let listed: readonly Listed[]
let mine: Ids
let theirs: Ids
const unknown: Ids = {
  account: 'NOSUCH',
  case: 'ALPHA-9999',
  contract: 'ALPHA-C999',
  serial: 'NOSUCH',
  decision: '00000000-0000-7000-8000-00000000dead',
  site: '00000000-0000-7000-8000-00000000dead',
  person: '00000000-0000-7000-8000-00000000dead',
  contact: '00000000-0000-7000-8000-00000000dead',
  attachment: '00000000-0000-7000-8000-00000000dead',
  webhook: '00000000-0000-7000-8000-00000000dead',
  delivery: '00000000-0000-7000-8000-00000000dead',
  escalation: 'ALPHA-E999',
  page: '00000000-0000-7000-8000-00000000dead',
  roster: '00000000-0000-7000-8000-00000000dead',
  view: '00000000-0000-7000-8000-00000000dead',
  watcher: '00000000-0000-7000-8000-00000000dead',
  handover: '00000000-0000-7000-8000-00000000dead',
  block: '00000000-0000-7000-8000-00000000dead',
  upload: '00000000-0000-7000-8000-00000000dead',
  engagement: '00000000-0000-7000-8000-00000000dead',
  evidence: '00000000-0000-7000-8000-00000000dead',
  software: 'NOSUCH',
  release: '9.9',
  enquiry: 'ALPHA-Q999',
  download: '00000000-0000-7000-8000-00000000dead',
}
const skipped = new Set(['setup.create', 'session.sign-in', 'session.verify-code', 'setup.state', 'session.sign-out', 'live.read']) // the stream has no end; what it tells whom is in test/desk/live.test.ts

/** An operation that forgot its account: it reads with the provider's eyes. */
const leak: Operation = operation({
  id: 'planted.leak',
  method: 'GET',
  path: '/api/accounts/:account/planted/:serial',
  summary: 'a fault',
  permission: 'device.read',
  scope: 'account',
  params: accountParams.extend({ serial: z.string() }),
  answers: { 200: z.looseObject({}) },
  handle: async (_, { params }) =>
    ok(
      await inScope(api.parts.db, providerScope, (tx) =>
        tx.selectFrom('device').selectAll().where('serial', '=', params.serial).executeTakeFirstOrThrow(),
      ),
    ),
})

before(async () => {
  api = await startApi(world, [leak])
  const document = api.app.swagger() as unknown as { paths: Readonly<Record<string, Readonly<Record<string, Declared>>>> }
  listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, declared]) => ({
      id: declared.operationId,
      method: method.toUpperCase(),
      path,
      permission: declared['x-permission'],
      scope: declared['x-scope'],
      bodySchema: declared.requestBody?.content['application/json']?.schema,
      idParams: (declared.parameters ?? [])
        .filter((parameter) => parameter.in === 'path' && parameter.name !== 'account' && parameter.name !== 'duty') // a duty's code is the catalogue's and nobody's own
        .map((parameter) => parameter.name),
    })),
  )
  // what takes something away comes last, so that everything else still finds it
  listed = [...listed.filter(({ method }) => method !== 'DELETE'), ...listed.filter(({ method }) => method === 'DELETE')]
  // somebody is on call at the escalation desk, so that an escalation rings
  const roster = await api.call('admin', 'POST', '/api/rosters', {
    team: 'escalation-desk',
    title: 'Desk',
    zone: 'UTC',
    layers: [
      {
        title: 'week',
        tier: 1,
        zone: 'UTC',
        people: [api.built.people.get('senior')?.personId],
        start: '2020-01-06T00:00',
        turnDays: 7,
        hours: null,
        holidays: [],
      },
    ],
  })
  assert.equal(roster.status, 201, roster.text)
  mine = await fill('ALPHA', 'alpha-nc', 'A1')
  theirs = await fill('BETA', 'beta-nc', 'B1')
})
after(() => api?.close())

/** One of each thing in an account, and the ids by which it is known. */
async function fill(account: string, who: string, serial: string): Promise<Ids> {
  const opened = await api.call(who, 'POST', `/api/accounts/${account}/cases`, {
    device: serial,
    priority: 'P3',
    summary: account === 'BETA' ? canary : 'a case',
    // with a secret in it, so that there is something to reveal
    description: account === 'BETA' ? `${canary} password=${canary}` : 'password=of-alpha',
  })
  assert.equal(opened.status, 201, opened.text)
  const { number, decision } = opened.body as { number: string; decision: string }
  const second = await api.call(who, 'POST', `/api/accounts/${account}/cases`, {
    device: serial,
    priority: 'P4',
    summary: account === 'BETA' ? canary : 'another case',
  })
  const other = (second.body as { number: string }).number
  const returned = await api.call('desk', 'POST', `/api/accounts/${account}/cases/${number}/rmas`, { device: serial, reason: 'fan failed' })
  const rma = (returned.body as { rmas: { number: string }[] }).rmas[0]?.number ?? ''
  const form = [
    '--x',
    'content-disposition: form-data; name="file"; filename="log.txt"',
    'content-type: text/plain',
    '',
    account === 'BETA' ? canary : 'text',
    '--x--',
    '',
  ].join('\r\n')
  const attached = await api.call(who, 'POST', `/api/accounts/${account}/cases/${number}/attachments`, form, {
    'content-type': 'multipart/form-data; boundary=x',
  })
  assert.equal(attached.status, 201, attached.text)
  const begun = await api.call(who, 'POST', `/api/accounts/${account}/cases/${number}/uploads`, {
    name: account === 'BETA' ? canary : 'trace.tgz',
    sizeBytes: 10,
  })
  assert.equal(begun.status, 201, begun.text)
  const watched = await api.call(who, 'POST', `/api/accounts/${account}/cases/${number}/watchers`, {})
  assert.equal(watched.status, 200, watched.text)
  await api.call('desk', 'POST', `/api/accounts/${account}/cases/${number}/owner`, { to: 'me' })
  const handed = await api.call('desk', 'POST', `/api/accounts/${account}/cases/${number}/hand-overs`, {
    to: api.built.people.get('care')?.personId,
    situation: account === 'BETA' ? canary : 'it drops',
    nextStep: 'look at the optic',
  })
  assert.equal(handed.status, 201, handed.text)
  const raised = await api.call(who, 'POST', `/api/accounts/${account}/cases/${number}/escalations`, {
    reason: account === 'BETA' ? canary : 'it takes too long',
  })
  assert.equal(raised.status, 201, raised.text)
  // what the case needs while it is worked on: access, an item, a part that is not served
  const said = account === 'BETA' ? canary : 'to look'
  for (const [path, body] of [
    ['access', { level: 'read', environment: said, why: said, to: new Date(api.clock.now + 3_600_000).toISOString() }],
    ['asked', { kind: 'logs', what: said, dueOn: '2026-12-31' }],
    ['exclusions', { code: 'third-party', part: said, component: said }],
  ] as const) {
    const written = await api.call('desk', 'POST', `/api/accounts/${account}/cases/${number}/${path}`, body)
    assert.equal(written.status, 200, written.text)
  }
  const confirmed = await api.call('service-manager', 'POST', `/api/accounts/${account}/cases/${number}/exclusions/decision`, {
    part: 1,
    confirm: true,
  })
  assert.equal(confirmed.status, 200, confirmed.text)
  const rings = ((await api.call('desk', 'GET', '/api/pages?state=ringing')).body as { items: { id: string; case: string }[] }).items
  const items = async (path: string) =>
    ((await api.call('admin', 'GET', `/api/accounts/${account}/${path}`)).body as { items: { id: string; number: string; kind: string }[] })
      .items
  const hook = await api.call('care', 'POST', `/api/accounts/${account}/webhooks`, {
    url: `https://hooks.example.com/${account === 'BETA' ? canary : 'a'}`,
    events: ['case.message'],
  })
  assert.equal(hook.status, 201, hook.text)
  const webhook = (hook.body as { id: string }).id
  const pinged = await api.call('care', 'POST', `/api/accounts/${account}/webhooks/${webhook}/ping`, {})
  const contract =
    ((await items('contracts')) as unknown as { number: string; service: string }[]).find(({ service }) => service === 'ACP')?.number ?? ''
  const of = `/api/accounts/${account}/contracts/${contract}`
  const work = await api.call('service-manager', 'POST', `${of}/engagements`, {
    kind: 'request',
    title: account === 'BETA' ? canary : 'a request',
    acts: ['webinar'],
  })
  assert.equal(work.status, 201, work.text)
  const evidence = await api.call(who, 'POST', `/api/accounts/${account}/duty-files`, form, {
    'content-type': 'multipart/form-data; boundary=x',
  })
  assert.equal(evidence.status, 201, evidence.text)
  const software = `${serial}-TOOL`
  const place = `/api/accounts/${account}/software/${software}`
  const release = `1.0-${serial}`
  const drafted = await api.call('senior', 'POST', `${place}/releases`, {
    version: release,
    kind: 'patch',
    problems: [{ defect: 'PR-1', text: account === 'BETA' ? canary : 'it stops' }],
  })
  assert.equal(drafted.status, 201, drafted.text)
  const kept = await api.call('senior', 'POST', `/api/accounts/${account}/documents`, form, {
    'content-type': 'multipart/form-data; boundary=x',
  })
  const document = (kept.body as { id: string }).id
  await api.call('senior', 'POST', `${place}/releases/${release}/files`, { document })
  const published = await api.call('senior', 'POST', `${place}/releases/${release}/publication`, {})
  assert.equal(published.status, 200, published.text)
  const taken = await api.call(who, 'POST', `${place}/releases/${release}/downloads`, { document })
  assert.equal(taken.status, 201, taken.text)
  const wished = await api.call(who, 'POST', `${place}/enquiries`, { act: 'feature', text: account === 'BETA' ? canary : 'a view' })
  assert.equal(wished.status, 201, wished.text)
  const proposed = await api.call(who, 'POST', `${place}/agreed-release`, { release: '2.0', why: account === 'BETA' ? canary : 'newer' })
  assert.equal(proposed.status, 201, proposed.text)
  const duty = 'current-profile'
  const met = await api.call(who, 'POST', `${of}/duties/${duty}/evidence`, { text: account === 'BETA' ? canary : 'it is right' })
  assert.equal(met.status, 201, met.text)
  const notice = await api.call(who, 'POST', `${of}/duties/${duty}/notice`, { reason: account === 'BETA' ? canary : 'nobody is here' })
  assert.equal(notice.status, 201, notice.text)
  return {
    account,
    webhook,
    notice: (notice.body as { id: string }).id,
    engagement: (work.body as { id: string }).id,
    evidence: (evidence.body as { id: string }).id,
    duty,
    software,
    release,
    download: (taken.body as { download: string }).download,
    enquiry: (wished.body as { number: string }).number,
    delivery: (pinged.body as { delivery: string }).delivery,
    case: number,
    decision,
    serial,
    attachment: (attached.body as { id: string }).id,
    upload: (begun.body as { id: string }).id,
    escalation: (raised.body as { number: string }).number,
    page: rings.find((page) => page.case === number)?.id ?? '',
    handover: (handed.body as { id: string }).id,
    watcher: api.built.people.get(who)?.personId ?? '',
    site: (await items('sites'))[0]?.id ?? '',
    person: api.built.people.get(who.replace('-nc', '-sg'))?.personId ?? '',
    contact: ((await items('contacts')) as unknown as { id: string; role: string }[]).find((each) => each.role === 'expert')?.id ?? '',
    other,
    number: rma,
    helper: api.built.people.get(who.replace('-nc', '-uu'))?.personId ?? '',
    contract,
  }
}

const urlOf = ({ path }: Listed, ids: Ids) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? unknown[name] ?? '00000000-0000-7000-8000-00000000dead'))
const bodyOf = ({ bodySchema, method }: Listed, ids: Ids) =>
  method === 'GET' || !bodySchema
    ? undefined
    : sampleOf(bodySchema, {
        device: ids.serial,
        serials: [ids.serial],
        other: ids.other,
        number: ids.number,
        notice: ids.notice,
        person: ids.helper,
        state: 'approved',
      })
/** What a stranger can tell from an answer: everything but the id of the request and the words it sent itself. */
const told = ({ status, text }: { status: number; text: string }, ids: Ids) =>
  `${status} ${Object.values(ids).reduce((left, id) => left.replaceAll(id, '*'), text.replace(/"requestId":"[^"]*"/g, ''))}`

const actors = ['alpha-lc', 'alpha-nc', 'alpha-xp', 'alpha-sg', 'alpha-uu', 'seller']

async function fingerprint(): Promise<string> {
  const tables = await api.database.asOwner<{ table_name: string }>(
    "select table_name from information_schema.columns where table_schema = 'holdfast' and column_name = 'account_id' order by 1",
  )
  const hash = createHash('sha256')
  for (const { table_name } of tables) {
    const rows = await api.database.asOwner(
      `select t::text as row from ${table_name} t where account_id = (select id from account where code = 'BETA') order by 1`,
    )
    hash.update(table_name).update(JSON.stringify(rows))
  }
  return hash.digest('hex')
}

/** Every way in which an actor of ALPHA could reach into BETA, and what came of it. */
async function leaksOf(operations: readonly Listed[]): Promise<{ leaks: readonly string[]; calls: number; controls: number }> {
  const leaks: string[] = []
  let [calls, controls] = [0, 0]
  for (const each of operations) {
    if (skipped.has(each.id)) continue
    for (const actor of [...actors, null]) {
      const say = (what: string, answer: { status: number; text: string }) =>
        leaks.push(`${each.id} as ${actor ?? 'nobody'}: ${what} (${answer.status} ${answer.text.slice(0, 120)})`)
      if (!each.path.includes('{account}')) {
        const answer = await api.call(actor, each.method, urlOf(each, theirs), bodyOf(each, theirs))
        calls++
        if (answer.text.includes(canary)) say('a list shows what is another account’s', answer)
        if (actor === null && each.permission !== 'public' && answer.status !== 401) say('answers without sign-in', answer)
        continue
      }
      const foreign = await api.call(actor, each.method, urlOf(each, theirs), bodyOf(each, theirs))
      const nowhere = await api.call(
        actor,
        each.method,
        urlOf(each, { ...theirs, account: unknown.account as string }),
        bodyOf(each, theirs),
      )
      calls += 2
      if (foreign.text.includes(canary)) say('shows another account', foreign)
      if (told(foreign, { ...theirs, a: 'BETA' }) !== told(nowhere, { ...theirs, a: 'NOSUCH' }))
        say('tells a foreign account from an unknown one', foreign)
      if (actor === null && foreign.status !== 401) say('answers without sign-in', foreign)
      for (const name of each.idParams) {
        const mixed = await api.call(actor, each.method, urlOf(each, { ...mine, [name]: theirs[name] ?? '' }), bodyOf(each, mine))
        const random = await api.call(actor, each.method, urlOf(each, { ...mine, [name]: unknown[name] ?? '' }), bodyOf(each, mine))
        calls += 2
        if (mixed.text.includes(canary)) say(`shows a foreign ${name}`, mixed)
        if (told(mixed, theirs) !== told(random, unknown)) say(`tells a foreign ${name} from an unknown one`, mixed)
      }
    }
    // ids inside a body are places of an id too
    for (const name of bodyIds.filter(
      (field) => each.bodySchema?.properties && field in each.bodySchema.properties && each.path.includes('{account}'),
    )) {
      for (const actor of actors) {
        const mixed = await api.call(actor, each.method, urlOf(each, mine), {
          ...(bodyOf(each, mine) as object),
          [name]: theirs[name === 'device' ? 'serial' : name],
        })
        calls++
        if (mixed.text.includes(canary))
          leaks.push(`${each.id} as ${actor}: a foreign ${name} in the body shows another account (${mixed.text.slice(0, 120)})`)
      }
    }
    // the control: somebody who may does reach ALPHA's own
    // an unfinished file and a leave to download are known to nobody but who began or took them
    const allowed = [
      ...(each.idParams.includes('upload') || each.idParams.includes('download') ? ['alpha-nc'] : actors),
      'admin',
      'desk',
      'senior',
      'contracts',
      'care',
      'qualifier',
      'service-manager',
      'auditor',
      'policy',
      'advisor',
      'sales',
    ].find((who) => holds(who, each.permission))
    if (each.path.includes('{account}') && allowed && each.id !== 'planted.leak') {
      const own = await api.call(allowed, each.method, urlOf(each, mine), each.method === 'GET' ? undefined : bodyOf(each, mine))
      if (own.status === 404 && !each.idParams.some((name) => mine[name] === undefined))
        leaks.push(
          `${each.id}: the control as ${allowed} answered 404, so its negatives prove nothing (${own.text.slice(0, 160)} to ${JSON.stringify(bodyOf(each, mine))})`,
        )
      else controls++
    }
  }
  return { leaks, calls, controls }
}

const holds = (who: string, permission: string): boolean => {
  const person = api.built.people.get(who)
  const held = who.startsWith('alpha-') ? [who.slice(6).toUpperCase()] : who === 'seller' ? ['RS'] : (staffRoles[who] ?? [])
  return (
    person !== undefined &&
    permission in matrix &&
    (matrix[permission as keyof typeof matrix].roles as readonly string[]).some((role) => held.includes(role))
  )
}
const staffRoles: Readonly<Record<string, readonly string[]>> = {
  admin: ['AD'],
  desk: ['JT'],
  senior: ['SJ'],
  contracts: ['CE'],
  care: ['CC'],
  qualifier: ['QA'],
  'service-manager': ['SM'],
  auditor: ['AU'],
  policy: ['PA'],
  advisor: ['TA'],
  sales: ['SO'],
}

test('no operation lets anybody of one account read or tell what is another account’s, at any place of an id', async () => {
  const before = await fingerprint()
  const { leaks, calls, controls } = await leaksOf(listed.filter((each) => each.id !== 'planted.leak'))
  assert.deepEqual(leaks, [])
  assert.ok(calls > 600, `${calls} calls`)
  assert.ok(controls >= 30, `${controls} controls`)
  assert.equal(await fingerprint(), before, 'a row of the other account changed')
})

test('a planted leak is found', async () => {
  const { leaks } = await leaksOf(listed.filter((each) => each.id === 'planted.leak'))
  assert.ok(
    leaks.some((each) => each.includes('shows a foreign serial')),
    leaks.join('\n'),
  )
})

test('every role that lacks a permission is refused before anything happens, with the reason', async () => {
  const before = await fingerprint()
  const missing: string[] = []
  let refused = 0
  for (const each of listed) {
    if (!(each.permission in matrix) || each.id === 'planted.leak') continue
    for (const role of Object.keys(roles) as (keyof typeof roles)[]) {
      const who =
        roles[role].side === 'customer'
          ? `alpha-${role.toLowerCase()}`
          : roles[role].side === 'provider'
            ? Object.entries(staffRoles).find(([, held]) => held.includes(role))?.[0]
            : role === 'RS'
              ? 'seller'
              : undefined
      if (!who || holds(who, each.permission)) continue
      const answer = await api.call(who, each.method, urlOf(each, mine), bodyOf(each, mine))
      if (answer.status === 403 && /You may not do this/.test(answer.text)) refused++
      else missing.push(`${each.id} as ${role}: ${answer.status} ${answer.text.slice(0, 100)}`)
    }
  }
  assert.deepEqual(missing, [])
  assert.ok(refused > 400, `${refused} refusals`)
  assert.equal(await fingerprint(), before)
})
