/** The contact matrix of an account: whom each side reaches on the other, in which order, when the first one does not answer. */

export const sides = ['customer', 'provider'] as const
export type Side = (typeof sides)[number]
export const sideWords: Readonly<Record<Side, string>> = { customer: "customer's", provider: "provider's" }

/** The service description that asks for it. */
export const matrixClause = 'SSM-3.1.a5'

/** One step of an escalation. A desk or a number that belongs to nobody has no person. */
export type Step = {
  readonly personId: string | null
  readonly name: string
  readonly role: string
  readonly phone: string
  readonly email: string
  /** When somebody answers there, in words. */
  readonly hours: string
}

export type Parts = Readonly<Record<Side, readonly Step[]>>

/** Somebody as they are held today. */
export type Known = {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly status: 'active' | 'left'
}

export type Lack = { readonly side: Side; readonly step: number | null; readonly found: string; readonly toDo: string }

/** An escalation needs somebody to go to and somebody above. */
const leastSteps = 2

/**
 * What keeps a matrix from being published. In words: both parts are there, each has a first step and one above it, every step can be
 * telephoned, nobody who left stands in it and nobody twice in one part.
 */
export function lacksOf(parts: Parts, known: ReadonlyMap<string, Known>): readonly Lack[] {
  return sides.flatMap((side) => {
    const steps = parts[side]
    if (steps.length === 0)
      return [{ side, step: null, found: `the ${sideWords[side]} part is missing`, toDo: `Enter the ${sideWords[side]} escalation steps.` }]
    const lacks: Lack[] = []
    if (steps.length < leastSteps)
      lacks.push({ side, step: null, found: `the ${sideWords[side]} part has nobody above the first step`, toDo: 'Enter a second step.' })
    for (const [index, { personId, name, phone }] of steps.entries()) {
      const step = index + 1
      const person = personId === null ? undefined : known.get(personId)
      if (personId !== null && person?.status !== 'active')
        lacks.push({ side, step, found: `${name} has left`, toDo: 'Put somebody else there.' })
      if (phone.trim() === '') lacks.push({ side, step, found: `${name} has no telephone number`, toDo: 'Enter the number.' })
      if (personId !== null && steps.findIndex((each) => each.personId === personId) < index)
        lacks.push({ side, step, found: `${name} stands there twice`, toDo: 'Put somebody else there.' })
    }
    return lacks
  })
}

/** In what a published matrix is no longer true: who left, and whose data changed since. */
export function outOfDate(parts: Parts, known: ReadonlyMap<string, Known>): readonly Lack[] {
  return sides.flatMap((side) =>
    parts[side].flatMap(({ personId, name, phone, email }, index): readonly Lack[] => {
      if (personId === null) return []
      const person = known.get(personId)
      const say = (found: string) => [{ side, step: index + 1, found, toDo: 'Change the part and publish it again.' }]
      if (person?.status !== 'active') return say(`${name} has left`)
      if (person.name !== name) return say(`${name} is now called ${person.name}`)
      if (person.email !== email) return say(`${name} has another e-mail address now`)
      return person.phone !== '' && person.phone !== phone ? say(`${name} has another telephone number now`) : []
    }),
  )
}

export const sameParts = (one: Parts, other: Parts): boolean =>
  sides.every(
    (side) =>
      one[side].length === other[side].length &&
      one[side].every((step, index) => {
        const beside = other[side][index]
        return beside !== undefined && (Object.keys(step) as (keyof Step)[]).every((key) => step[key] === beside[key])
      }),
  )
