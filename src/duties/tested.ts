import { badRequest } from '../lib/problem.ts'
import type { DutyEvent, TestedProduct } from './event.ts'
import type { DutyItem } from './items.ts'

/** Products that do not work, by what was said of each last. */
export function faultyProducts(said: readonly (readonly TestedProduct[])[]): readonly TestedProduct[] {
  const newest = new Map(said.flat().map((each) => [each.serial, each]))
  return [...newest.values()].filter(({ works }) => !works)
}

/** What was said of products in the events of a duty, oldest first. */
export const saidOf = (events: readonly Pick<DutyEvent, 'products'>[]): readonly (readonly TestedProduct[])[] =>
  events.flatMap(({ products }) => (products ? [products] : []))

/** Each product in words, such as `SN-M09 does not work, 21.4R3`. */
export const productWords = (products: readonly TestedProduct[]): string =>
  products.map(({ serial, release, works }) => `${serial} ${works ? 'works' : 'does not work'}, ${release}`).join('; ')

/** What is said of products: asked for where a duty names them, and out of place elsewhere. */
export function askedProducts(
  { products: asked, clauses, forms }: Pick<DutyItem, 'products' | 'clauses' | 'forms'>,
  given: readonly TestedProduct[],
): readonly TestedProduct[] {
  if (!asked && given.length > 0)
    throw badRequest('This duty names no products', { found: given.map(({ serial }) => serial).join(', '), expected: forms.join(' or ') })
  if (asked && given.length === 0)
    throw badRequest(`Name each product under test (${clauses.join(', ')})`, {
      found: 'no product',
      expected: 'its serial, the release it runs, and whether it works',
      toDo: 'Give each; one that does not work keeps the test from starting.',
    })
  return given
}
