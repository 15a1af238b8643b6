/** An instant as milliseconds since 1970-01-01T00:00:00Z. The API speaks RFC 3339; inside, instants are numbers. */
export type Instant = number

/** A calendar date `YYYY-MM-DD` without a zone. Compares correctly as text. */
export type LocalDate = string

/** An IANA time zone name, such as `Europe/Amsterdam`. */
export type Zone = string

/** `2026-03-09T12:30:00.000Z` for an instant. */
export const toIso = (at: Instant): string => new Date(at).toISOString()

/** The instant of an RFC 3339 text that carries an offset; NaN when it carries none or is no date. */
export const fromIso = (text: string): Instant => (/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN)

export const minutesMs = 60_000
export const hoursMs = 3_600_000
export const daysMs = 86_400_000
export const weeksMs = 7 * daysMs

/** `3 h 30 min`. */
export const hoursWords = (minutes: number): string => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ') || '0 min'
}
