/** A part of a chassis as its inventory or the installed base names it. */
export type Part = { readonly model: string; readonly description: string; readonly builtIn?: boolean }

/** The letters of a family of cards alone: `MPC` of `MPC 3D 16x 10GE` says not which. */
const family = /^[A-Z]+$/

/**
 * The names by which records may know a part: its model, and what its description begins with, such as `MPC10E` of `MPC10E 3D MRATE-15xQSFPP`.
 * `MPC Type 2 3D` is an MPC2. What is soldered in and has no name of its own belongs to the model of the chassis.
 */
export function cardNames({ model, description, builtIn = false }: Part): readonly string[] {
  const [, kind, type] = /^([A-Za-z]+) Type ?(\d+)\b/.exec(description.trim()) ?? []
  const first = kind === undefined ? (description.trim().split(/\s/, 1)[0] ?? '') : `${kind}${type}`
  return [model, first]
    .map((name) => name.trim().toUpperCase())
    .filter((name) => /^[A-Z][A-Z0-9-]+$/.test(name) && !(builtIn && family.test(name)))
}

/** Whether a card may be the one that is meant: yes by the beginning of its name, `perhaps` where only its family is known. An MPC10 is no MPC1. */
export const isCard = (card: string, wanted: string): 'yes' | 'perhaps' | 'no' => {
  const [has, wants] = [card.toUpperCase(), wanted.toUpperCase()]
  if (has.startsWith(wants) && !/\d\d/.test(wants.slice(-1) + has.charAt(wants.length))) return 'yes'
  return family.test(has) && new RegExp(`^${has}\\d`).test(wants) ? 'perhaps' : 'no'
}
