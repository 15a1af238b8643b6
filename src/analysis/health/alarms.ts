import { type HealthDevice, names, type Observation, open, well, wrong } from './check.ts'
import { answersOf } from './reading.ts'

/**
 * The alarms of some classes, without those that the profile calls noise. An answer without alarms is well; a class that
 * is not known is open.
 */
export function alarmsOfClass({ reading }: HealthDevice, classes: readonly string[], noise: readonly string[]): readonly Observation[] {
  return answersOf(reading, 'alarms').flatMap(({ row: { alarms, activeCount }, at }): readonly Observation[] => {
    if (activeCount !== undefined && activeCount > alarms.length)
      return [open(at, `${activeCount} alarms are active, ${alarms.length} are listed`)]
    const counted = alarms.filter(({ class: its }) => its === undefined || its.state === 'look' || classes.includes(its.state))
    const loud = counted.filter(({ description }) => !names(description, noise))
    const quiet = counted.length - loud.length
    if (loud.length === 0) return [well(at, `no ${classes[0]} alarm${quiet === 0 ? '' : ` besides ${quiet} of the noise of the profile`}`)]
    return loud.map(({ description, class: its, time }) => {
      const spot = { ...at, element: description }
      if (its === undefined || its.state === 'look') return open(spot, `of class ${its?.word ?? 'unknown'}`)
      return wrong(
        spot,
        `${its.word} alarm${time === undefined ? '' : ` since ${time}`}`,
        'show chassis alarms',
        'show system alarms',
        'show log messages',
      )
    })
  })
}

const quietened: readonly (readonly [RegExp, string])[] = [
  [/rescue/i, 'request system configuration rescue save'],
  [/licen[cs]e/i, 'show system license usage'],
  [/backup RE/i, 'request chassis routing-engine master switch'],
]

/** The alarms that the profile calls noise: each is small by itself, and all of them hide the others. */
export const noisyAlarms = ({ reading }: HealthDevice, noise: readonly string[]): readonly Observation[] =>
  answersOf(reading, 'alarms').flatMap(({ row: { alarms }, at }) => {
    const noisy = alarms.filter(({ description }) => names(description, noise))
    if (noisy.length === 0) return [well(at, 'none of the noise of the profile')]
    return noisy.map(({ description, class: its }) => {
      const remedy = quietened.find(([word]) => word.test(description))?.[1] ?? 'show system alarms'
      return wrong({ ...at, element: description }, `${its?.word ?? 'an'} alarm that could be cleared`, remedy)
    })
  })
