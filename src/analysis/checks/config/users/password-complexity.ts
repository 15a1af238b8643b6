import { configCheck, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const passwordComplexity = configCheck({
  id: 'password-complexity',
  theme: 'users',
  severity: 'medium',
  title: 'Passwords hold letters of both cases, digits and signs',
  looksAt: ['system login password'],
  why: 'Words of a dictionary are what is tried first.',
  source: [stig.router('JUNI-ND-000590'), stig.srx(), cis],
  judge: ({ top }) => {
    const path = ['system', 'login', 'password']
    const password = top.at(...path)
    const minimums = ['minimum-upper-cases', 'minimum-lower-cases', 'minimum-numerics', 'minimum-punctuations']
    const absent = minimums.filter((word) => (password?.number(word) ?? 0) < 1).map((word) => [word, '1'] as const)
    const missing = password?.has('change-type') ? absent : [['change-type', 'character-sets'] as const, ...absent]
    if (missing.length === 0) return []
    return [
      lacking(
        top,
        [...path, missing[0]![0]],
        `passwords need not hold every kind of character: ${missing.map(([word]) => word).join(', ')}`,
        ...missing.map(([word, value]) => `set ${path.join(' ')} ${word} ${value}`),
      ),
    ]
  },
})
