import type { Parts } from '../assemble.ts'
import { addDays } from '../calendar/terms.ts'
import { listContracts } from '../contracts/service.ts'
import { inScope, providerScope, type Tx } from '../db/scope.ts'
import type { AccountRef, Principal } from '../lib/principal.ts'
import { daysMs, hoursMs, type Instant, type LocalDate, minutesMs, toIso } from '../lib/time.ts'
import { type MeetingKind, topicsOf } from '../meetings/kinds.ts'
import { addAction, addItem, draftItems, publishMinutes } from '../meetings/notes/service.ts'
import { workingDay } from '../meetings/occurrences.ts'
import { meetingPeople, meetingsOf } from '../meetings/overview/service.ts'
import { planMeeting } from '../meetings/planning/service.ts'
import { answerInvitation, cancelMeeting, markHeld, missMeeting, requireMeeting } from '../meetings/running/service.ts'
import { planSeries } from '../meetings/series/service.ts'
import { hoursOf } from '../meetings/service.ts'
import { answer, ask } from '../meetings/webinars/asking/service.ts'
import { holdWebinar, planWebinar, postRecording, register } from '../meetings/webinars/service.ts'
import { findPrincipal } from '../parties/service.ts'
import type { Built } from './build.ts'

/** Meetings of the demonstration: a year of reviews with one that was missed, trainings, an onboarding and webinars. */
export async function playMeetings(parts: Parts, { accounts, people }: Built, now: Instant): Promise<void> {
  const [prairie, albion] = [accounts.get('PRAIRIE'), accounts.get('ALBION')]
  const [manager, advisor, host, beth, ann] = await inScope(parts.db, providerScope, async (tx) => {
    const found: (Principal | undefined)[] = []
    for (const name of ['service-manager', 'advisor', 'host', 'beth', 'ann']) {
      const personId = people.get(name)?.personId
      found.push(personId === undefined ? undefined : await findPrincipal(tx, { personId }))
    }
    return found
  })
  if (!prairie || !albion || !manager || !advisor || !host || !beth || !ann) return
  await inScope(parts.db, providerScope, (tx) => playReviews(tx, prairie, now, manager, beth))
  await inScope(parts.db, providerScope, (tx) => playAdvisor(tx, albion, now, advisor))
  await inScope(parts.db, providerScope, (tx) => playOnboarding(tx, albion, now, advisor))
  await inScope(parts.db, providerScope, (tx) => playWebinars(tx, albion, now, host, ann))
}

const dayOf = (at: Instant) => toIso(at).slice(0, 10)
/** A day of the week about so many days away. */
const weekday = (at: Instant, wanted: number): string => {
  const day = dayOf(at)
  return addDays(day, (wanted - new Date(day).getUTCDay() + 7) % 7)
}

/** The first working day of the provider from a day on, so that the demonstration starts in every week of the year. */
async function openDay(tx: Tx, account: AccountRef, kind: MeetingKind, day: LocalDate): Promise<LocalDate> {
  const found = workingDay(await hoursOf(tx, account, kind, day, undefined), day)
  return typeof found === 'string' ? found : day
}

async function currentOf(tx: Tx, account: AccountRef, service: string, now: Instant) {
  const today = dayOf(now)
  return (await listContracts(tx, account.id)).find(
    (each) => each.service === service && each.state === 'active' && each.startsOn <= today && today <= each.endsOn,
  )
}

async function playReviews(tx: Tx, account: AccountRef, now: Instant, manager: Principal, beth: Principal): Promise<void> {
  const contract = await currentOf(tx, account, 'SSM', now)
  if (!contract) return
  const began = Math.max(Date.parse(contract.startsOn), now - 150 * daysMs)
  const firstOn = weekday(began, 2)
  const by = { now: began, actor: 'system' }
  const plan = {
    contract: contract.number,
    firstOn,
    startTime: '10:00',
    mode: 'remote' as const,
    place: 'https://meet.vendor.example/prairie',
    statement: '',
  }
  await planSeries(tx, account, by, { ...plan, kind: 'review', leadId: manager.personId })
  await planSeries(tx, account, by, { ...plan, kind: 'business-review', startTime: '13:00', leadId: manager.personId })
  const past = (await meetingsOf(tx, account.id, 'review')).filter(({ startsAt }) => startsAt + 2 * hoursMs < now)
  for (const [at, { number, startsAt, id }] of past.entries()) {
    const then = { now: startsAt + hoursMs, actor: `${manager.name} <${manager.email}>` }
    if (at === 2) {
      await missMeeting(tx, account, then, await requireMeeting(tx, account, number, true), {
        side: 'customer',
        reason: 'Nobody of the bank could leave an outage',
      })
      continue
    }
    if (at === 5) {
      const before = { now: startsAt - 2 * daysMs, actor: then.actor }
      await cancelMeeting(tx, before, await requireMeeting(tx, account, number, true), { side: 'provider', reason: 'The manager was ill' })
      continue
    }
    const invited = await meetingPeople(tx, account.id, id)
    await answerInvitation(
      tx,
      account,
      { now: startsAt - 3 * daysMs, actor: beth.email },
      id,
      { personId: beth.personId },
      'accepted',
      'mail',
    )
    await draftItems(tx, account, { now: startsAt - daysMs, actor: 'clock' }, number)
    await markHeld(tx, account, then, number, {
      attended: invited.filter(({ side }, place) => side === 'provider' || place < 1 + (at % 3)).map((each) => each.id),
      topics: [],
    })
    await publishMinutes(tx, account, then, number, {
      text: 'The open cases were gone through one by one. The core of the data centre in Austin is stable since the last upgrade. The branch routers wait for a window.',
      decisions: at % 2 === 0 ? ['Branch routers are upgraded in two waves', 'The list of contacts is checked by both sides'] : [],
      why: '',
    })
    const owner = invited.find(({ personId }) => personId === beth.personId)
    if (owner && at >= past.length - 2)
      await addAction(tx, account, then, number, {
        text: at === past.length - 1 ? 'Name the windows of the branch routers' : 'Send the list of sites that move this year',
        ownerId: owner.id,
        dueOn: dayOf(startsAt + (at === past.length - 1 ? 20 : 9) * daysMs),
      })
  }
  const next = (await meetingsOf(tx, account.id, 'review')).find(({ startsAt }) => startsAt > now)
  if (next) {
    await draftItems(tx, account, { now, actor: 'clock' }, next.number)
    await addItem(tx, account, { now, actor: `${beth.name} <${beth.email}>` }, next.number, {
      title: 'Power work in Austin at the end of the month',
      note: '',
    })
  }
  const training = await planMeeting(tx, account, began, manager, {
    kind: 'training',
    on: await openDay(tx, account, 'training', weekday(began + 20 * daysMs, 4)),
    time: '09:00',
    mode: 'remote',
    place: '',
    statement: '',
    topics: ['c1', 'c2'],
    providerInvited: true,
  })
  const attended = (await meetingPeople(tx, account.id, training.id)).map(({ id }) => id)
  if (training.startsAt + hoursMs < now)
    await markHeld(tx, account, { now: training.startsAt + hoursMs, actor: 'system' }, training.number, { attended, topics: ['c1', 'c2'] })
}

async function playAdvisor(tx: Tx, account: AccountRef, now: Instant, advisor: Principal): Promise<void> {
  await planMeeting(tx, account, now - 2 * daysMs, advisor, {
    kind: 'operational-review',
    on: await openDay(tx, account, 'operational-review', weekday(now + 4 * daysMs, 3)),
    time: '11:00',
    mode: 'remote',
    place: 'https://meet.vendor.example/albion',
    statement: '',
    topics: [],
    providerInvited: true,
  })
}

/** Held within a week of the activation, over every topic that it has to cover. */
async function playOnboarding(tx: Tx, account: AccountRef, now: Instant, advisor: Principal): Promise<void> {
  const contract = await currentOf(tx, account, 'ACP', now)
  if (!contract) return
  const activated = Date.parse(contract.activatedOn ?? contract.startsOn)
  const { number, startsAt, id } = await planMeeting(tx, account, activated, advisor, {
    kind: 'onboarding',
    contract: contract.number,
    on: await openDay(tx, account, 'onboarding', addDays(dayOf(activated), 3)),
    time: '10:00',
    mode: 'remote',
    place: 'https://meet.vendor.example/albion',
    statement: '',
    topics: [],
    providerInvited: true,
  })
  if (startsAt + hoursMs >= now) return
  const attended = (await meetingPeople(tx, account.id, id)).map((each) => each.id)
  const topics = Object.keys(topicsOf.onboarding ?? {})
  await markHeld(tx, account, { now: startsAt + hoursMs, actor: 'system' }, number, { attended, topics })
}

async function playWebinars(tx: Tx, account: AccountRef, now: Instant, host: Principal, ann: Principal): Promise<void> {
  const plan = {
    theatre: 'EMEA' as const,
    about: 'With time for questions.',
    host: host.name,
    minutes: 60,
    zone: 'Europe/Amsterdam',
    capacity: 120,
    time: '15:00',
  }
  const given = [
    [-100, 'Planning a release without surprises', 'release management', 4],
    [-12, 'Reading what a router says before it fails', 'troubleshooting', undefined],
    [25, 'Patches in small windows', 'patch management', undefined],
  ] as const
  for (const [days, title, topic, posted] of given) {
    const on = weekday(now + days * daysMs, 3)
    const planned = Date.parse(on) - 20 * daysMs
    const webinar = await planWebinar(tx, planned, host, { ...plan, title, topic, on })
    const asks = days > 0 || posted !== undefined
    if (asks) await register(tx, account, days > 0 ? now : planned, ann, webinar.id, true)
    if (days < 0) {
      const id = asks
        ? await ask(tx, account, planned, ann, webinar.id, 'How many releases may be skipped on the way to a new one?')
        : undefined
      const said = { text: 'Up to three; the notes of the release name the ones that may not.', live: true, after: 0, shown: undefined }
      if (id) await answer(tx, webinar.startsAt + minutesMs, host, { webinarId: webinar.id, id }, said)
    } else if (asks) await ask(tx, account, now, ann, webinar.id, 'Does a small window also pay where two routers share the load?')
    if (days < 0) await holdWebinar(tx, webinar.startsAt + hoursMs, host, webinar.id, [])
    if (posted !== undefined)
      await postRecording(tx, webinar.startsAt + posted * daysMs, host, webinar.id, 'https://media.vendor.example/releases')
  }
}
