/** Lengths of time as people say them. */

const units = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const

/** `3 days`, `1 hour`: in the largest unit that fits, rounded down. */
export function inWords(seconds: number): string {
  const [size, name] = units.find(([each]) => Math.abs(seconds) >= each) ?? units[3]
  const count = Math.floor(Math.abs(seconds) / size)
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

export const secondsInHour = 3_600
export const secondsInDay = 86_400
