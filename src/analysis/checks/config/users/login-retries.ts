import { configCheck, fault, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const loginRetries = configCheck({
  id: 'login-retries',
  theme: 'users',
  severity: 'medium',
  title: 'Wrong passwords end the session, slow down, and lock the account for a while',
  looksAt: ['system login retry-options'],
  why: 'Each try that costs nothing is a free guess at a password.',
  // JUSX-DM-000030 is published with its condition turned round: three tries are what it means to allow
  source: [stig.router('JUNI-ND-000150'), stig.srx('JUSX-DM-000030'), cis],
  parameters: {
    tries: { kind: 'number', what: 'tries before the session ends', default: 3, least: 2, most: 10 },
    lockoutMinutes: { kind: 'number', what: 'shortest time that an account is locked, in minutes', default: 15, least: 1, most: 43_200 },
  },
  judge: ({ top }, { tries, lockoutMinutes }) => {
    const path = ['system', 'login', 'retry-options']
    const options = top.at(...path)
    const rules: readonly (readonly [string, string, (value: number) => boolean])[] = [
      ['tries-before-disconnect', String(tries), (value) => value <= tries],
      ['lockout-period', String(lockoutMinutes), (value) => value >= lockoutMinutes],
      ['backoff-threshold', '1', () => true],
      ['backoff-factor', '5', () => true],
    ]
    return rules.flatMap(([word, wanted, fits]) => {
      const remedy = `set ${path.join(' ')} ${word} ${wanted}`
      const place = options?.at(word)
      if (!place) return [lacking(top, [...path, word], `${word} is not said`, remedy)]
      return fits(options?.number(word) ?? Number.NaN)
        ? []
        : [fault(place, `${word} is ${place.value() ?? 'empty'}, expected ${wanted}`, remedy)]
    })
  },
})
