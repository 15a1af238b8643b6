import { productOf } from '../affected/entry.ts'
import type { WrittenEntry } from '../affected/row.ts'

const software =
  /^(?:juniper(?: networks)?,?(?: inc\.?)? )?(junos ?(?:os)?( evolved)?)(?: ?\(([^()]{2,200})\)| (?:on|for) (.{2,200})|,? [-:–] ?(.{2,200}))?$/i

/**
 * An entry for each product of Junos that its name holds: `Junos OS and Junos OS Evolved` are two, and what stands in brackets or behind
 * `on` is the platform. A name that is none of Junos stays as it is.
 */
export function byProduct(entry: WrittenEntry): readonly WrittenEntry[] {
  if (productOf(entry.product) !== null) return [entry]
  const name = entry.product.trim().replace(/[®™]/g, '').replace(/\s+/g, ' ').slice(0, 500)
  const names = software.test(name) ? [name] : name.split(/ ?(?:[,;/&+]| and ) ?/)
  const found = names.map((each) => software.exec(each))
  if (found.some((each) => each === null)) return [entry]
  return found.map((each) => {
    const [, , evolved, inside, on, behind] = each!
    const platform = inside ?? on ?? behind
    return {
      ...entry,
      product: evolved ? 'Junos OS Evolved' : 'Junos OS',
      platforms: platform === undefined ? entry.platforms : [...entry.platforms, platform],
    }
  })
}
