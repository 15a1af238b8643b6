import { configCheck, fault, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const passwordLength = configCheck({
  id: 'password-length',
  theme: 'users',
  severity: 'medium',
  title: 'Passwords are long',
  looksAt: ['system login password minimum-length'],
  why: 'Length is what makes guessing expensive; by default six characters are enough for the device.',
  source: [stig.router('JUNI-ND-000550'), cis],
  parameters: { length: { kind: 'number', what: 'fewest characters; the CIS Benchmark asks for 10', default: 15, least: 6, most: 128 } },
  judge: ({ top }, { length }) => {
    const path = ['system', 'login', 'password', 'minimum-length']
    const remedy = `set ${path.join(' ')} ${length}`
    const place = top.at(...path)
    if (!place) return [lacking(top, path, 'no shortest length of passwords is said', remedy)]
    return Number(place.value()) >= length ? [] : [fault(place, `passwords of ${place.value() ?? 'any'} characters are taken`, remedy)]
  },
})
