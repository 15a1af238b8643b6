/** A part of a chassis as its inventory or the installed base names it. */
export type Part = { readonly model: string; readonly description: string; readonly builtIn?: boolean }

/** The letters of a family of cards alone: `MPC` of `MPC 3D 16x 10GE` says not which. */
const family = /^[A-Z]+$/

/**
 * The names by which records may know a part: its model, and what its description begins with, such as `MPC10E` of `MPC10E 3D MRATE-15xQSFPP`.
 * `MPC Type 2 3D` is an MPC2, and `MPCE Type 2 3D` an MPC2E. What is soldered in and has no name of its own belongs to the model of the chassis.
 */
export function cardNames({ model, description, builtIn = false }: Part): readonly string[] {
  const text = description.trim()
  const [, kind, enhanced = '', type] = /^([A-Z]+?)(E)? Type ?(\d+)\b/i.exec(text) ?? []
  const first = kind === undefined ? (text.split(/\s/, 1)[0] ?? '') : `${kind}${type}${enhanced}`
  return [model, first, ofFirewall(text)]
    .map((name) => name.trim().toUpperCase())
    .filter((name) => /^[A-Z][A-Z0-9-]+$/.test(name) && !(builtIn && family.test(name)))
}

const roman: Readonly<Record<string, string>> = { II: '2', III: '3' }

/** `SRX5k SPC II` is an SPC2: cards of large firewalls have the name of the chassis before their own. */
function ofFirewall(description: string): string {
  const [, kind = '', generation = ''] = /^SRX5k (SPC|IOC) ?(II|III|\d)?(?![A-Z\d])/i.exec(description) ?? []
  return kind + (roman[generation.toUpperCase()] ?? generation)
}

/**
 * What a card is called without its chassis: `MX-SPC3` is an SPC3, `JNP10K-LC9600` an LC9600. The first two cards for services
 * of large firewalls say their generation by a number of their own. `SRX5K-MPC` is none of the MPCs of routers.
 */
const ownName = (name: string): string =>
  name
    .toUpperCase()
    .replace(/^(?:(?:JNP|MX|PTX|QFX|ACX|EX)(?:\d+K?)?|SRX\d*K?(?!-MPC))-(?=[A-Z])/, '')
    .replace(/^SPC-2-\S+$/, 'SPC1')
    .replace(/^SPC-4-\S+$/, 'SPC2')

/** Whether a card may be the one that is meant: yes by the beginning of its name, `perhaps` where only its family is known. An MPC10 is no MPC1. */
export const isCard = (card: string, wanted: string): 'yes' | 'perhaps' | 'no' => {
  const [has, wants] = [ownName(card), ownName(wanted)]
  if (has.startsWith(wants) && !/\d\d/.test(wants.slice(-1) + has.charAt(wants.length))) return 'yes'
  return family.test(has) && new RegExp(`^${has}\\d`).test(wants) ? 'perhaps' : 'no'
}
