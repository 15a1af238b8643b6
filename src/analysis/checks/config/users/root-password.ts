import { configCheck, fault, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const rootPassword = configCheck({
  id: 'root-password',
  theme: 'users',
  severity: 'high',
  title: 'root has a password or key, stored with a strong hash',
  readsSecrets: true,
  looksAt: ['system root-authentication'],
  why: 'Without it whoever reaches the console is root. An MD5 hash that leaves the device in a backup is broken within hours.',
  source: [stig.router(), cis],
  judge: ({ top }) => {
    const root = top.at('system', 'root-authentication')
    const remedy = 'set system root-authentication encrypted-password "<hash>"'
    if (!root?.node.below.some(({ word }) => /password|^ssh-/.test(word)))
      return [lacking(top, ['system', 'root-authentication'], 'root has neither password nor key', remedy)]
    const hash = root.at('encrypted-password')
    return hash && /^\$1\$/.test(hash.value() ?? '') ? [fault(hash, 'the password of root is stored as an MD5 hash', remedy)] : []
  },
})
