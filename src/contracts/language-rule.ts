import type { Offering } from '../catalog/offering.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import type { Reason } from '../decisions/decision.ts'

/** The language of what a service delivers, and how another one may be had (policy B14). */
export type LanguageRule = {
  readonly documents: string
  readonly otherwise: 'written-vendor-note' | 'vendor-specification' | 'local-first'
}

export const languageRuleOf = (offering: Pick<Offering, 'code'>, book: PolicyBook): LanguageRule => {
  const rules: Readonly<Record<string, LanguageRule | undefined>> = book.get('language.rule')
  return rules[offering.code] ?? { documents: 'en', otherwise: 'written-vendor-note' }
}

/**
 * What is delivered is in the language of the service, unless the vendor wrote that another one is agreed (ACP-18.p3, ISS-5.b, CSS-10.b). Where a
 * service tries the local language first, the one that was asked for needs no such note (MSP-6.f).
 * @param agreed in whose words the other language is agreed; empty where nobody wrote that
 */
export const languageReason = (
  { limits }: Pick<Offering, 'limits'>,
  { documents }: Pick<LanguageRule, 'documents'>,
  { language, agreed, source }: { readonly language: string; readonly agreed: string; readonly source: string },
): Reason => ({
  rule: 'in-language',
  clauses: limits.find(({ code }) => code === 'language')?.clauses ?? [],
  holds: language === documents || agreed.trim() !== '',
  weight: 'refuse',
  fact: 'language',
  found: language,
  expected: documents,
  source,
  cure: 'Say who agreed to the other language.',
})
