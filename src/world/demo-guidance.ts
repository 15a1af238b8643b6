import { neighbours, type Parts } from '../assemble.ts'
import { workingDaysFrom } from '../calendar/working-days.ts'
import { casesToTalkAbout } from '../cases/lists/service.ts'
import { openCase } from '../cases/opening/service.ts'
import { caseStates } from '../cases/states.ts'
import { hoursAt } from '../contracts/hours/service.ts'
import { dayOf, listContracts } from '../contracts/service.ts'
import { buyCredits } from '../credits/service.ts'
import { inScope, providerScope, type Tx } from '../db/scope.ts'
import * as automation from '../guidance/automation/service.ts'
import type { Topic } from '../guidance/questions/question.ts'
import { answer, ask, nameSite } from '../guidance/questions/service.ts'
import { writeCause } from '../guidance/resolution/service.ts'
import type { Recorded } from '../guidance/setting-up/record.ts'
import { finish, record } from '../guidance/setting-up/service.ts'
import type { AccountRef } from '../lib/principal.ts'
import { daysMs, hoursMs, type Instant, type LocalDate, toIso } from '../lib/time.ts'
import { findPrincipal } from '../parties/service.ts'
import type { RequestRow } from '../requests/request.ts'
import { offeringOf } from '../requests/service.ts'
import { agreedOrder, commence } from '../requests/starting/service.ts'
import type { Built } from './build.ts'
import { playCollectors } from './demo-collectors.ts'
import { playRequest } from './demo-requests.ts'

/** Service management of the demonstration: guidance under way, an onboarding half done, help with a case, and a roll-out that is tested. */

type Someone = { readonly personId: string; readonly name: string; readonly email: string }
const by = ({ name, email, personId }: Someone, now: Instant) => ({ now, actor: `${name} <${email}>`, name, personId })

export async function playGuidance(parts: Parts, { accounts, people, serials }: Built, now: Instant): Promise<void> {
  const [coral, prairie] = [accounts.get('CORAL'), accounts.get('PRAIRIE')]
  const someone = (who: string, name: string, email: string): Someone => ({ personId: people.get(who)?.personId ?? '', name, email })
  const mia = someone('mia', 'Mia Chen', 'mia@coral.example')
  const arun = someone('engineer', 'Arun Engineer', 'engineer@vendor.example')
  const milo = someone('service-manager', 'Milo Manager', 'service-manager@vendor.example')
  const beth = someone('beth', 'Beth Ortiz', 'beth@prairie.example')
  const [serial] = [...serials].find(([, of]) => of === 'CORAL') ?? []
  if (!coral || !prairie || serial === undefined || !people.has('mia') || !people.has('engineer')) return
  await inScope(parts.db, providerScope, async (tx) => {
    const purchasedOn = toIso(now - 30 * daysMs).slice(0, 10)
    const lot = { family: 'ASC', credits: 10, purchasedOn, order: 'PO-56390', validity: undefined } as const
    await buyCredits(tx, coral, { now: now - 30 * daysMs, actor: 'system' }, lot)
    await playOnboarding(tx, parts, coral, { mia, milo }, now)
    await playHelp(tx, coral, serial, { mia, arun }, now)
    await playDays(tx, coral, { mia, arun }, now)
  })
  // what acts for one account narrows its transaction to it
  await inScope(parts.db, providerScope, async (tx) => {
    await playRollOut(tx, prairie, { beth, arun, milo }, now)
    await playCollectors(tx, prairie, { beth, arun }, now)
  })
}

type Pair = { readonly mia: Someone; readonly arun: Someone }

/** Three days of guidance: one question answered, one about a template, and a fault whose case is still to be opened. */
async function playDays(tx: Tx, account: AccountRef, { mia, arun }: Pair, now: Instant) {
  const request = await playRequest(tx, account, mia.personId, now, {
    wanted: { service: 'TG', quantity: 3, purpose: 'The next release, and what the templates should look like by then' },
    askedDaysAgo: 9,
    firstAfter: 6,
    upTo: 'active',
    engineer: 'Arun Engineer',
  })
  const who = await findPrincipal(tx, { personId: mia.personId })
  if (!request?.firstDay || !who) return
  const { number, firstDay } = request
  const morning = Date.parse(firstDay)
  const place = { site: 'Singapore', country: 'SG', zone: 'Asia/Singapore', from: undefined, to: undefined }
  for (const day of (await agreedOrder(tx, account, request)).days)
    await nameSite(tx, account, by(arun, morning), number, { ...place, day })
  if ((await commence(tx, account, by(arun, morning + hoursMs / 2), neighbours, number)).decision.verdict !== 'granted') return
  const put = (topic: Topic, text: string, hours: number, about: 'question' | 'template' = 'question') =>
    ask(tx, account, by(mia, morning + hours * hoursMs), who, number, {
      channel: 'phone',
      topic,
      about,
      text,
      askedBy: mia.name,
      askedById: mia.personId,
      askedAt: morning + hours * hoursMs,
    })
  await put('upgrades', 'May both depots skip a release, or do we go step by step?', 2)
  await answer(tx, account, by(arun, morning + 2.2 * hoursMs), number, 1, {
    answer: 'They may skip one; the release notes of both say what changes.',
    advice: '',
    recommendation: '',
  })
  await put('practice', 'May the uplink template drop its old filter?', 3, 'template')
  await answer(tx, account, by(arun, morning + 3.5 * hoursMs), number, 2, {
    answer: 'It may: nothing has matched it for a year.',
    advice: 'Keep the counters for a week, so that a surprise is seen.',
    recommendation: 'Drop it at Newcastle first, at Sydney a week later.',
  })
  await put('fault', 'The link to Newcastle flaps since this morning', 4)
}

/** The last day that is worked up to a day, and no day before the first service day: a session is held on such a day alone (MSP-6.c, MSP-6.d2). */
async function openDay(tx: Tx, account: AccountRef, request: RequestRow, day: LocalDate): Promise<LocalDate> {
  const calendar = await hoursAt(tx, await offeringOf(tx, request), 'delivery', account)
  if (calendar?.kind !== 'calendar') return day
  const before = workingDaysFrom(calendar, day, 1, -1)
  const [found = day] = 'kind' in before ? [] : before
  const first = workingDaysFrom(calendar, request.firstDay ?? day, 1)
  return 'kind' in first || found >= (request.firstDay ?? found) ? found : (first[0] ?? found)
}

/** A month of onboarding in its second week: three items done, the others with what is open. */
async function playOnboarding(
  tx: Tx,
  parts: Parts,
  account: AccountRef,
  { mia, milo }: { readonly mia: Someone; readonly milo: Someone },
  now: Instant,
) {
  const request = await playRequest(tx, account, mia.personId, now, {
    wanted: { service: 'SMO', purpose: 'Two new colleagues run support from this month on' },
    askedDaysAgo: 20,
    firstAfter: 8,
    upTo: 'commenced',
    engineer: 'Milo Manager',
  })
  if (request?.state !== 'commenced') return
  const at = now - 8 * daysMs
  const day = dayOf(account.zone, at)
  const records: readonly Recorded[] = [
    { item: 'a', notifications: 'Letters to both named contacts, alerts to Mia', accountId: 'CORAL' },
    {
      item: 'b',
      heldOn: await openDay(tx, account, request, day),
      attendees: ['Mia Chen', 'Noah Singh'],
      material: 'How to open and escalate a case',
      version: 'v3',
      agreement: '',
    },
    { item: 'd', guide: 'Guide of the support centre', version: 'v5', dated: day },
    {
      item: 'f',
      partner: 'MERIDIAN',
      evaluatedOn: day,
      criteria: [
        { title: 'Opens cases by itself', met: true, note: '' },
        { title: 'Answers at night', met: false, note: 'until ten only' },
      ],
      result: 'ready',
      gaps: [
        { text: 'Nobody answers after ten', owner: 'Otto Berg' },
        { text: 'No spare power supply in Newcastle', owner: 'Rita Shaw' },
      ],
    },
  ]
  for (const each of records) await record(tx, account, by(milo, at), parts.parties.account, request.number, each)
  const [open] = (await casesToTalkAbout(tx, account.id, now, 50)).filter(({ state }) => caseStates[state].open)
  if (open)
    await record(tx, account, by(milo, at + hoursMs), parts.parties.account, request.number, {
      item: 'g',
      case: open.number,
      text: 'Send the log of the night with the next message; ask for escalation if nothing moved by Thursday.',
    })
  for (const item of ['b', 'd', 'f'] as const) await finish(tx, account, by(milo, at + 2 * hoursMs), request.number, item)
}

/** Help with a case: the analysis of its cause is a draft. */
async function playHelp(tx: Tx, account: AccountRef, serial: string, { mia, arun }: Pair, now: Instant) {
  const who = await findPrincipal(tx, { personId: mia.personId })
  if (!who) return
  const at = now - 10 * daysMs
  const open = await openCase(tx, account, at, who, {
    kind: 'tech',
    summary: 'The tunnel to the depot ends at the first of each month',
    description: 'For some minutes, three months in a row now.',
    serial,
    priority: 'P3',
    channel: 'web',
    customerReference: '',
    release: '',
    confirmations: [],
    reportedAt: at,
    requesterId: mia.personId,
    approval: null,
  })
  if (open.number === null) return
  const request = await playRequest(tx, account, mia.personId, now, {
    wanted: { service: 'SRRA', caseNumber: open.number, purpose: 'It comes back every month' },
    askedDaysAgo: 9,
    firstAfter: 4,
    upTo: 'commenced',
    engineer: 'Arun Engineer',
  })
  if (request?.state !== 'commenced') return
  await writeCause(tx, account, by(arun, now - daysMs), request.number, {
    happened: 'Sessions to the depot end at the first of the month.',
    cause: 'The certificate of the tunnel is renewed while it is in use.',
    shownBy: 'The log shows the renewal in the same second, three months in a row.',
    remedy: 'Renew it before it ends, in the window on Sunday.',
    workaround: 'Open the tunnel again by hand.',
    prevention: 'The date is among the health checks from now on.',
  })
}

/** A roll-out of automation: tasks with guidance, a collector that works, a test that failed and one that passed. */
async function playRollOut(
  tx: Tx,
  account: AccountRef,
  { beth, arun, milo }: { readonly beth: Someone; readonly arun: Someone; readonly milo: Someone },
  now: Instant,
) {
  const contract = (await listContracts(tx, account.id)).find(({ service, state }) => service === 'SSM' && state === 'active')
  if (!contract) return
  const { number } = contract
  const ago = (days: number) => now - days * daysMs
  const day = (days: number) => dayOf(account.zone, ago(days))
  await automation.writePlan(tx, account, by(milo, ago(30)), number, {
    text: 'One collector in Austin first; scripts on it; automatic cases once a test passed; the inventory last.',
    plannedOn: day(30),
    manager: { id: milo.personId, name: milo.name },
    engineer: { id: arun.personId, name: arun.name },
  })
  for (const [title, owner, due] of [
    ['A collector in Austin', 'Beth Ortiz', 20],
    ['Scripts on the collector', 'Arun Engineer', 14],
    ['Automatic cases', 'Arun Engineer', -5],
    ['Inventory by script', 'Dale Cooper', -20],
  ] as const)
    await automation.addTask(tx, account, by(milo, ago(30)), number, { title, owner, dueOn: day(due) })
  for (const [task, text] of [
    [1, 'Put it beside the jump host: it reaches every device from there.'],
    [2, 'Install the third version; the second one asks too often.'],
    [3, 'Pull a fan of a spare device and look at every field of the case.'],
  ] as const)
    await automation.advise(tx, account, by(arun, ago(28)), number, task, text)
  await automation.recordTool(tx, account, by(arun, ago(19)), number, {
    tool: 'collector script',
    toolVersion: 'v3',
    place: 'collector 1, Austin',
    installedOn: day(19),
    installedBy: 'Beth Ortiz',
    working: true,
    note: '',
  })
  for (const task of [1, 2]) await automation.moveTask(tx, account, by(milo, ago(13)), number, task, 'done')
  await automation.moveTask(tx, account, by(milo, ago(10)), number, 3, 'under-way')
  await automation.acceptLicence(tx, account, by(beth, ago(12)), number, 'EULA 2026-01')
  await automation.enable(tx, account, by(arun, ago(11)), number)
  for (const [found, days] of [
    ['', 6],
    ['PRAIRIE', 2],
  ] as const)
    await automation.testCases(tx, account, by(arun, ago(days)), number, {
      trigger: 'A fan is pulled from a spare device',
      case: null,
      fields: [
        { field: 'account id', expected: 'PRAIRIE', found },
        { field: 'origin', expected: 'automation', found: 'automation' },
      ],
    })
}
