import { configCheck, fault, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const passwordFormat = configCheck({
  id: 'password-format',
  theme: 'users',
  severity: 'medium',
  title: 'Passwords are stored with a strong hash',
  looksAt: ['system login password format'],
  why: 'The hash leaves the device in every backup. Old ones are broken by trying billions a second.',
  source: [stig.router(), cis],
  parameters: { formats: { kind: 'words', what: 'hashes that are strong enough', default: ['sha512'] } },
  judge: ({ top }, { formats }) => {
    const path = ['system', 'login', 'password', 'format']
    const remedy = `set ${path.join(' ')} ${formats[0] ?? 'sha512'}`
    const place = top.at(...path)
    if (!place) return [lacking(top, path, 'the hash of passwords is not said, and depends on the release', remedy)]
    return formats.includes(place.value() ?? '')
      ? []
      : [fault(place, `passwords are stored as ${place.value() ?? 'nothing known'}`, remedy)]
  },
})
