import { formatLocal, localDate, wordsForDate } from '../../calendar/local-time.ts'
import { daysMs, hoursMs, minutesMs } from '../../lib/time.ts'

/** Time as people say it. Instants are milliseconds; `zone` is the reader's. */

const words = (ms: number): string => {
  const minutes = Math.floor(ms / minutesMs)
  if (minutes < 1) return 'under a minute'
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(ms / hoursMs)
  if (hours < 10) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  if (hours < 48) return `${hours} h`
  const days = Math.floor(ms / daysMs)
  if (days < 60) return `${days} days`
  return days < 730 ? `${Math.round(days / 30.4)} months` : `${Math.floor(days / 365)} years`
}

export const lengthOf = (ms: number): string => words(Math.abs(ms))

/** `in 25 min`, `3 h ago`. */
export const relative = (at: number, now: number): string => {
  const ms = at - now
  if (Math.abs(ms) < minutesMs) return ms > 0 ? 'in under a minute' : 'just now'
  if (ms > 0) return `in ${words(ms)}`
  // what is over needs no minutes after two hours
  return `${-ms < 2 * hoursMs ? words(-ms) : words(-ms).replace(/ h .*/, ' h')} ago`
}

const shortZones = new Map<string, Intl.DateTimeFormat>()
/** `CET`, `BST`, `GMT+9`: the zone as it is called at this instant. */
export const zoneName = (zone: string, at: number): string => {
  let format = shortZones.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' })
    shortZones.set(zone, format)
  }
  return format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** `Fri 6 Mar 2026 16:30 CET`. */
export const absolute = (zone: string, at: number): string => {
  const said = formatLocal(zone, Math.floor(at / minutesMs) * minutesMs)
  return typeof said === 'string' ? `${said} ${zoneName(zone, at)}` : new Date(at).toISOString()
}

/** `16:30 CET` today, else `Fri 6 Mar 16:30 CET`; the year only when it is another one. */
export const near = (zone: string, at: number, now: number): string => {
  const day = localDate(zone, at)
  const today = localDate(zone, now)
  const whole = absolute(zone, at)
  if (typeof day !== 'string' || typeof today !== 'string') return whole
  const time = clockTime(zone, at)
  if (day === today) return `today ${time}`
  return `${wordsForDate(day, day.slice(0, 4) !== today.slice(0, 4))} ${time}`
}

/** `16:30 CET`. */
export const clockTime = (zone: string, at: number): string => absolute(zone, at).split(' ').slice(4).join(' ')

/** A calendar date in words: `6 Mar 2026`. The day of the week says nothing about a term. */
export const dateWords = (date: string): string => wordsForDate(date, true).replace(/^\w+ /, '')

/** `90 min`, `4 h`. */
export const minutesWords = (minutes: number): string =>
  minutes % 60 === 0 && minutes >= 60 ? `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}` : `${minutes} minutes`

export const sizeWords = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
    : bytes < 1024 ** 2
      ? `${(bytes / 1024).toFixed(0)} kB`
      : bytes < 1024 ** 3
        ? `${(bytes / 1024 ** 2).toFixed(1)} MB`
        : `${(bytes / 1024 ** 3).toFixed(1)} GB`
