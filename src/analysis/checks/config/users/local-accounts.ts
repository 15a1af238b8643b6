import { configCheck, fault } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const localAccounts = configCheck({
  id: 'local-accounts',
  theme: 'users',
  severity: 'medium',
  title: 'People are known by a server; one local account is for when it cannot be reached',
  looksAt: ['system login user'],
  why: 'Local accounts outlive the people that they were made for, and their passwords are the same on a hundred devices.',
  source: [stig.router('JUNI-ND-000490'), cis],
  parameters: { accounts: { kind: 'number', what: 'local accounts with a password or key of their own', default: 1, least: 1, most: 100 } },
  judge: ({ top }, { accounts }) =>
    top
      .under('system', 'login', 'user')
      .filter((user) => user.has('authentication'))
      .slice(accounts)
      .map((user) => fault(user, `${user.word} is one local account more than ${accounts}`, removal(user))),
})
