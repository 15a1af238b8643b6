import { configCheck, fault, notApplicable } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const superUsers = configCheck({
  id: 'super-users',
  theme: 'users',
  severity: 'medium',
  title: 'Only the named few are super-users',
  looksAt: ['system login user'],
  why: 'Who may do everything may also do everything by mistake, and so may whoever has their password.',
  source: [stig.router(), cis],
  parameters: { allowed: { kind: 'words', what: 'names of users that may be super-users', default: ['admin'] } },
  judge: ({ top }, { allowed }) => {
    const users = top.under('system', 'login', 'user')
    if (users.length === 0) return notApplicable('there is no local user')
    return users
      .filter((user) => /^super-?user$/.test(user.value('class') ?? '') && !allowed.includes(user.word))
      .map((user) => fault(user.at('class')!, `${user.word} is a super-user`, `set ${user.path} class <class>`))
  },
})
