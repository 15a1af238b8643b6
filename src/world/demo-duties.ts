import type { Parts } from '../assemble.ts'
import { addDays } from '../calendar/terms.ts'
import { listContracts } from '../contracts/service.ts'
import { inScope, providerScope, type Tx } from '../db/scope.ts'
import { openEngagement } from '../duties/engagements/service.ts'
import { askBack, confirmLoan, handOver, recordLoan, reportIncident } from '../duties/loans/service.ts'
import type { By } from '../duties/service.ts'
import { askFor, lapseDuty, meetDuty, notifyMiss, waiveDuty } from '../duties/writing/service.ts'
import type { AccountRef } from '../lib/principal.ts'
import { daysMs, hoursMs, type Instant, toIso } from '../lib/time.ts'
import { insertEngineerRecord, listPeople, listSites } from '../parties/service.ts'
import type { Built } from './build.ts'

/** Duties of the demonstration: a health check that waits for papers, a window that is nearly ready, a notice, a waiver and two loans. */

type Said = { readonly text: string; readonly part?: string; readonly nothing?: boolean; readonly ask?: string }

/** One account on its way through the days before now; all of it happens in one transaction, in order. */
function stage(tx: Tx, account: AccountRef, now: Instant, contractId: string) {
  const by = (side: By['side'], actor: string) => (daysAgo: number) => ({ now: now - daysAgo * daysMs, actor, side }) satisfies By
  const target = (duty: string, engagementId: string | null = null) => ({ contractId, engagementId, duty })
  return {
    by,
    target,
    meet: (who: By, duty: string, { text, part, nothing = false, ask }: Said, work: string | null = null) =>
      meetDuty(tx, account, who, target(duty, work), { part: part ?? null, text, nothing, fileId: null, on: undefined, ask: ask ?? null }),
  }
}

export async function playDuties(parts: Parts, built: Built, now: Instant): Promise<void> {
  const person = (who: string) => built.people.get(who)
  for (const [code, play] of [
    ['CORAL', playCoral],
    ['ALBION', playAlbion],
    ['PRAIRIE', playPrairie],
  ] as const) {
    const account = built.accounts.get(code)
    if (!account) continue
    await inScope(parts.db, providerScope, async (tx) => {
      const today = toIso(now).slice(0, 10)
      const contracts = await listContracts(tx, account.id)
      const running = (service: string) =>
        contracts.find((each) => each.service === service && each.startsOn <= today && today <= each.endsOn)?.id
      await play(tx, account, now, running, person('engineer')?.personId ?? null)
    })
  }
}

type Running = (service: string) => string | undefined

async function playCoral(tx: Tx, account: AccountRef, now: Instant, running: Running, leadId: string | null) {
  const contractId = running('MSP')
  if (!contractId) return
  const { by, target, meet } = stage(tx, account, now, contractId)
  const [arun, mia] = [by('provider', 'Arun Engineer <engineer@vendor.example>'), by('customer', 'Mia Chen <mia@coral.example>')]
  const [milo, noah] = [by('provider', 'Milo Manager <service-manager@vendor.example>'), by('customer', 'Noah Singh <noah@coral.example>')]
  const day = (ago: number) => addDays(toIso(now).slice(0, 10), -ago)
  await meet(mia(200), 'change-authority', { text: 'Noah Singh and Ivy Brown may authorise changes of every device.' })
  const check = await openEngagement(tx, account, arun(16), {
    contractId,
    kind: 'request',
    title: 'Health check of six routers',
    acts: ['PHC', 'sign-off'],
    startsOn: day(2),
    window: null,
    leadId,
  })
  await meet(mia(15), 'legal-rules', { text: '', nothing: true }, check.id)
  await meet(noah(14), 'network-papers', { part: 'device-data', text: 'The six routers as registered.' }, check.id)
  await meet(noah(14), 'network-papers', { part: 'configurations', text: 'Brought in from the collector.' }, check.id)
  const access = await askFor(tx, account, arun(13), target('network-access', check.id), {
    text: 'Read access to the six routers for ten days',
    part: null,
    dueOn: undefined,
  })
  await meet(mia(8), 'network-access', { text: 'Read access, granted by Mia Chen for a month', ask: access.id }, check.id)
  await askFor(tx, account, arun(6), target('data-and-experts', check.id), {
    text: 'Somebody who knows how the depot is cabled, for half an hour',
    part: null,
    dueOn: day(1),
  })
  const onboarding = await openEngagement(tx, account, milo(40), {
    contractId,
    kind: 'request',
    title: 'Service management onboarding, one month',
    acts: ['SMO', 'sign-off'],
    startsOn: day(30),
    window: null,
    leadId: null,
  })
  await meet(mia(38), 'legal-rules', { text: 'People on the platform need an induction of the railway.' }, onboarding.id)
  await meet(mia(38), 'resource-coordination', { text: 'Mia Chen coordinates.' }, onboarding.id)
  await askFor(tx, account, milo(5), target('sign-in-time', onboarding.id), {
    text: 'Please sign the completion certificate of the onboarding',
    part: null,
    dueOn: undefined,
  })
  await notifyMiss(tx, account, { ...noah(0), now: now - 3 * hoursMs }, target('resource-coordination', check.id), {
    reason: 'Our coordinator left; a new one begins next month.',
    from: undefined,
  })
  const sites = await listSites(tx, account.id)
  const [hub, depot] = ['Sydney hub', 'Newcastle depot'].map((name) => sites.find((site) => site.name === name)?.id ?? '')
  const lend = (who: By, serial: string, what: string, siteId: string | undefined) =>
    recordLoan(tx, account, who, {
      contractId,
      engagementId: null,
      serial,
      what,
      purpose: 'Traffic statistics for the health check',
      siteId: siteId ?? '',
      contact: 'Noah Singh',
    })
  const probe = await lend(arun(21), 'PR-77', 'Traffic probe', hub)
  await handOver(tx, account, arun(20), probe, {
    value: { amount: '12500.00', currency: 'AUD' },
    receivedAt: undefined,
    receivedBy: 'Noah Singh',
  })
  await confirmLoan(tx, account, noah(19), probe, { area: 'Cage 4 of the hub, locked', access: 'Noah Singh, Ivy Brown' })
  const meter = await lend(arun(60), 'OM-12', 'Optical meter', depot)
  await handOver(tx, account, arun(58), meter, {
    value: { amount: '4300.00', currency: 'AUD' },
    receivedAt: undefined,
    receivedBy: 'Ivy Brown',
  })
  await confirmLoan(tx, account, noah(57), meter, { area: 'Tool room of the depot', access: 'Depot crew' })
  await reportIncident(tx, account, noah(9), meter, {
    incident: 'damage',
    text: 'The display is cracked.',
    estimate: { amount: '350.00', currency: 'AUD' },
    on: undefined,
  })
  await askBack(tx, account, arun(4), meter, { instructions: 'By courier to 12 Depot Road, Sydney, reference OM-12.' })
}

async function playAlbion(tx: Tx, account: AccountRef, now: Instant, running: Running, leadId: string | null) {
  const [acp, iss, css] = [running('ACP'), running('ISS'), running('CSS')]
  if (!acp || !iss || !css) return
  const care = stage(tx, account, now, acp)
  const lewis = care.by('customer', 'Lewis Ward <lewis@albion.example>')
  const ann = care.by('customer', 'Ann Field <ann@albion.example>')
  const tess = care.by('provider', 'Tess Advisor <advisor@vendor.example>')
  const arun = care.by('provider', 'Arun Engineer <engineer@vendor.example>')
  await care.meet(lewis(90), 'software-access', { text: 'The collector reads every device each night.' })
  await care.meet(lewis(30), 'current-profile', { text: 'Contacts and devices are right.' })
  await askFor(tx, account, tess(4), care.target('information'), {
    text: 'Which releases are planned for the next quarter?',
    part: null,
    dueOn: undefined,
  })
  const software = stage(tx, account, now, css)
  for (const person of (await listPeople(tx, account.id)).filter(({ email }) => /^(ann|bob)@/.test(email)))
    await insertEngineerRecord(tx, account.id, {
      personId: person.id,
      offering: 'CSS',
      trainedOn: toIso(now - 90 * daysMs).slice(0, 10),
      skills: /^ann@/.test(person.email) ? ['operation', 'configuration', 'troubleshooting'] : ['operation', 'configuration'],
      note: '',
      saidBy: lewis(80).actor,
      saidAt: lewis(80).now,
    })
  await software.meet(lewis(12), 'backup', { text: 'Data of the tool is saved each night.' })
  const change = stage(tx, account, now, iss)
  const starts = Math.floor(now / daysMs + 9) * daysMs + 22 * hoursMs
  const window = await openEngagement(tx, account, arun(12), {
    contractId: iss,
    kind: 'window',
    title: 'Upgrade of the Leeds core',
    acts: ['window', 'assessment'],
    startsOn: null,
    window: { startsAt: starts, endsAt: starts + 4 * hoursMs },
    zone: 'Europe/London',
    leadId,
  })
  await change.meet(ann(11), 'change-notice', { text: 'We upgrade both routers of the core.' }, window.id)
  await change.meet(ann(10), 'deployment-schedule', { text: '22:00 stop, 22:20 load, 23:30 traffic back.' }, window.id)
  await change.meet(ann(10), 'network-papers', { text: 'Design 4; releases and configurations as in the portal.' }, window.id)
  await change.meet(ann(10), 'constraints', { text: '', nothing: true }, window.id)
  await change.meet(ann(9), 'remote-connection', { part: 'details', text: 'By the jump host in Leeds.' }, window.id)
  await change.meet(arun(8), 'remote-connection', { part: 'test', text: 'Tested, both routers answer.' }, window.id)
  await change.meet(arun(9), 'scope-assessment', { text: 'In scope.' }, window.id)
  await lapseDuty(tx, account, arun(1), change.target('remote-connection', window.id), {
    part: 'test',
    text: 'The test of today failed: the jump host does not answer.',
    on: undefined,
  })
  await waiveDuty(tx, account, arun(7), change.target('change-notice', window.id), {
    reason: 'Short of fourteen days, and an engineer is free.',
    until: toIso(starts).slice(0, 10),
  })
}

async function playPrairie(tx: Tx, account: AccountRef, now: Instant, running: Running) {
  const acp = running('ACP')
  if (!acp) return
  const { by, meet } = stage(tx, account, now, acp)
  const lena = by('customer', 'Lena Fox <lena@prairie.example>')
  await meet(lena(95), 'software-access', { text: 'Releases are read each week.' })
  await meet(lena(100), 'current-profile', { text: 'Everything is right.' })
}
