import { productOf } from '../affected/entry.ts'
import type { WrittenEntry } from '../affected/row.ts'

const software =
  /^(?:juniper(?: networks)?,?(?: inc\.?)? )?(junos ?(?:os|software)?([ -]?(?:evolved|evo)(?![a-z]))?)(?: ?\(([^()]{2,200})\)| (?:on|for) (.{2,200})|,? [-:–] ?(.{2,200}))?$/i
/** Whether a name speaks of the system of a device, and not of other software that has the word in its name. */
export const speaksOfJunos = (text: string): boolean =>
  /\bjunos(?:os)?\b(?! (?:space|pulse|fusion|genius|snapshot|telemetry|traffic|sdk|client)\b)/i.test(text)

/**
 * An entry for each product of Junos that its name holds: `Junos OS and Junos OS Evolved` are two, and what stands in brackets or behind
 * `on` is the platform. A name that speaks of Junos in another way is of a platform that is not known, and one that is none of Junos stays
 * as it is.
 */
export function byProduct(entry: WrittenEntry): readonly WrittenEntry[] {
  if (productOf(entry.product) !== null) return [entry]
  const name = entry.product.trim().replace(/[®™]/g, '').replace(/\s+/g, ' ').slice(0, 500)
  if (!speaksOfJunos(name)) return [entry]
  const names = software.test(name) ? [name] : name.split(/ ?(?:[,;/&+]| and ) ?/)
  return names.map((each) => {
    const [found, , evolved, inside, on, behind] = software.exec(each) ?? []
    const platform = inside ?? on ?? behind
    if (found !== undefined)
      return {
        ...entry,
        product: productNamed(evolved),
        platforms: platform === undefined ? entry.platforms : [...entry.platforms, platform],
      }
    if (!speaksOfJunos(each)) return { ...entry, product: each }
    const isEvolved = /\bevo(?:lved)?\b/i.exec(each)?.[0]
    return { ...entry, product: productNamed(isEvolved), platforms: entry.platforms.length > 0 ? entry.platforms : [each] }
  })
}

const productNamed = (evolved: string | undefined): string => (evolved ? 'Junos OS Evolved' : 'Junos OS')

/** What is said of a product that has no name is said of both. */
export const ofBoth = (entry: Omit<WrittenEntry, 'product'>): readonly WrittenEntry[] =>
  ['Junos OS', 'Junos OS Evolved'].map((product) => ({ ...entry, product }))
