import { formatLocal } from '../../calendar/local-time.ts'
import { daysMs, type Instant, toIso, type Zone } from '../../lib/time.ts'
import { cited } from './clauses.ts'

/** Access to the customer's network, by its grant: pure rules of CSS-8.a1, CSS-8.b1 and CSS-10.a. */

export const levels = ['read', 'configure'] as const
export type Level = (typeof levels)[number]

/** Why something is asked for (CSS-10.c2). */
export const reasons = ['performance', 'efficiency', 'legal'] as const
export type Reason = (typeof reasons)[number]

export type Access = {
  readonly id: string
  readonly caseId: string
  /** 1, 2, 3 on its case. */
  readonly number: number
  readonly level: Level
  readonly environment: string
  readonly devices: readonly string[]
  readonly reason: Reason
  readonly why: string
  readonly wantedFrom: Instant
  readonly wantedTo: Instant
  readonly askedBy: string
  readonly askedAt: Instant
  readonly state: 'asked' | 'granted' | 'declined' | 'withdrawn' | 'revoked' | 'ended'
  /** What was granted; absent before. It holds from `from` until just before `to`. */
  readonly grant: { readonly level: Level; readonly from: Instant; readonly to: Instant } | null
  readonly answeredBy: string | null
  readonly answeredAt: Instant | null
  readonly answer: string
  readonly endedBy: string | null
  readonly endedAt: Instant | null
  readonly endedWhy: string
}

export type Session = {
  readonly id: string
  readonly accessId: string
  readonly caseId: string
  readonly number: number
  readonly level: Level
  readonly engineer: string
  readonly engineerId: string
  readonly location: string
  readonly exception: string
  readonly joinHow: string
  readonly announcedAt: Instant
  readonly announcedFor: Instant
  readonly announcedTo: readonly string[]
  readonly startedAt: Instant | null
  readonly endedAt: Instant | null
  readonly endedBy: 'engineer' | 'revoked' | 'grant-ended' | 'called-off' | null
  readonly done: string
}

/** Why something is not possible, in the words of a problem. */
export type Bar = { readonly title: string; readonly found: string; readonly expected: string; readonly toDo: string }

/** What the access is to, in words. */
export const whatOf = ({ environment, devices }: Pick<Access, 'environment' | 'devices'>): string =>
  [environment, devices.join(', ')].filter(Boolean).join(': ')

export const within = (asked: Level, allowed: Level): boolean => levels.indexOf(asked) <= levels.indexOf(allowed)

const said = (zone: Zone, at: Instant): string => {
  const text = formatLocal(zone, at)
  return typeof text === 'string' ? text : toIso(at)
}

/** Why a stretch cannot be asked for: it has to lie ahead, and no longer than the policy allows. */
export function barOfWish(wish: { readonly from: Instant; readonly to: Instant }, now: Instant, longestDays: number): Bar | undefined {
  const span = `${toIso(wish.from)} to ${toIso(wish.to)}`
  if (wish.to <= wish.from)
    return { title: 'Access ends before it begins', found: span, expected: 'an end after the start', toDo: 'Give a later end.' }
  if (wish.to <= now)
    return { title: 'The time for the access has passed', found: span, expected: 'an end that lies ahead', toDo: 'Give a later end.' }
  if (wish.to - wish.from > longestDays * daysMs)
    return {
      title: 'Access is not asked for so long',
      found: span,
      expected: `${longestDays} days at most`,
      toDo: 'Ask for less, and again when it ends.',
    }
  return undefined
}

/**
 * Why this cannot be granted: the customer may narrow level and time, and nobody widens what was asked for (CSS-8.b1).
 * @param clauses by which the service of the case has access granted
 */
export function barOfGrant(
  asked: Access,
  given: { readonly level: Level; readonly from: Instant; readonly to: Instant },
  now: Instant,
  clauses: readonly string[],
): Bar | undefined {
  if (asked.state !== 'asked')
    return {
      title: `Access ${asked.number} waits for no answer`,
      found: asked.state,
      expected: 'a request that is open',
      toDo: 'Have it asked for anew.',
    }
  if (!within(given.level, asked.level))
    return {
      title: `More was granted than asked for${cited(clauses)}`,
      found: given.level,
      expected: `${asked.level} or less`,
      toDo: `Grant ${asked.level}, or have the higher level asked for.`,
    }
  if (given.from < asked.wantedFrom || given.to > asked.wantedTo)
    return {
      title: `The grant is longer than what was asked for${cited(clauses)}`,
      found: `${toIso(given.from)} to ${toIso(given.to)}`,
      expected: `within ${toIso(asked.wantedFrom)} to ${toIso(asked.wantedTo)}`,
      toDo: 'Grant a part of it, or have a longer time asked for.',
    }
  if (given.to <= given.from || given.to <= now)
    return {
      title: 'The grant has no time that lies ahead',
      found: `${toIso(given.from)} to ${toIso(given.to)}`,
      expected: 'an end after the start and after now',
      toDo: 'Give a later end.',
    }
  return undefined
}

/**
 * Why there is no session at this level at this instant: a grant holds from its first instant until just before its last (CSS-8.b1).
 * @param clauses by which the service of the case has access granted
 */
export function barOfSession(access: Access, level: Level, at: Instant, zone: Zone, clauses: readonly string[]): Bar | undefined {
  const { grant, state, number } = access
  const bar = (title: string, found: string, toDo: string): Bar => ({
    title: `${title}${cited(clauses)}`,
    found,
    expected: 'a session within a grant that holds, at its level or below',
    toDo,
  })
  if (!grant) return bar(`Access ${number} is not granted`, state, 'Wait for the answer of the customer.')
  if (state === 'revoked') return bar('The grant was revoked', access.endedWhy || 'by the customer', 'Ask for access anew.')
  if (at >= grant.to) return bar(`The grant ended at ${said(zone, grant.to)}`, said(zone, at), 'Ask for access anew.')
  if (state !== 'granted') return bar(`Access ${number} is ${state}`, state, 'Ask for access anew.')
  if (at < grant.from) return bar(`The grant begins at ${said(zone, grant.from)}`, said(zone, at), 'Wait until it begins.')
  if (!within(level, grant.level)) return bar(`The grant is for ${grant.level}`, level, `Work at ${grant.level}, or ask for ${level}.`)
  return undefined
}

/**
 * Where work is done from: one of the provider's places; at the customer's only with an exception that somebody recorded (CSS-10.a, ACP-18.p1).
 * @param clauses by which the service of the case says so
 */
export function barOfPlace(
  location: string,
  exception: string,
  places: readonly { readonly code: string; readonly title: string }[],
  clauses: readonly string[],
): Bar | undefined {
  if (places.some(({ code }) => code === location) || exception.trim() !== '') return undefined
  return {
    title: `Work is done remotely, from a place of the provider${cited(clauses)}`,
    found: location,
    expected: `one of ${places.map(({ code }) => code).join(', ')}`,
    toDo: 'Choose one of these places, or record why it is done elsewhere.',
  }
}

/** Why nobody can work on it at this instant, in words; undefined when they can. */
export const whyNotNow = (access: Access, at: Instant, zone: Zone): string | undefined => barOfSession(access, 'read', at, zone, [])?.title
