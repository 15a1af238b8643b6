import type { Offering } from './offering.ts'
import type { PolicyKey } from './policies.ts'

/** A part of an offering in which every `clauses` list names only ids of `Id` and every `policy` is a known key. */
type Citing<Part, Id extends string> = Part extends readonly string[]
  ? Part
  : Part extends readonly (infer Item)[]
    ? readonly Citing<Item, Id>[]
    : Part extends object
      ? {
          [Name in keyof Part]: Name extends 'clauses' | `${string}Clauses`
            ? readonly Id[] | (undefined extends Part[Name] ? undefined : never)
            : Name extends 'policy'
              ? PolicyKey | (undefined extends Part[Name] ? undefined : never)
              : Citing<Part[Name], Id>
        }
      : Part

/**
 * What an offering written in TypeScript has to satisfy: each element cites clauses of its own text and
 * policies that exist. Written as `{ ... } as const satisfies OfferingCiting<typeof itsClauses>`, a wrong
 * id does not compile.
 */
export type OfferingCiting<Clauses extends Readonly<Record<string, string>>> = Citing<Omit<Offering, 'clauses'>, keyof Clauses & string> & {
  readonly clauses: Clauses
}
