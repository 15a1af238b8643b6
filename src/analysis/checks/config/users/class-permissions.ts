import { configCheck, fault, notApplicable } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const classPermissions = configCheck({
  id: 'class-permissions',
  theme: 'users',
  severity: 'medium',
  title: 'Login classes hold the permissions that their people need, not all of them',
  looksAt: ['system login class'],
  why: 'A class with all permissions is super-user by another name, and does not look like it.',
  source: [stig.router(), cis],
  parameters: { administrators: { kind: 'words', what: 'names of classes that may do everything', default: ['admin', 'administrators'] } },
  judge: ({ top }, { administrators }) => {
    const classes = top.under('system', 'login', 'class')
    if (classes.length === 0) return notApplicable('there is no login class of its own')
    return classes
      .filter(({ word }) => !administrators.includes(word))
      .flatMap((each) => each.at('permissions', 'all') ?? [])
      .map((all) => fault(all, `class ${all.above!.above!.word} may do everything`, removal(all), `set ${all.above!.path} <permission>`))
  },
})
