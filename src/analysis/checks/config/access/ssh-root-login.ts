import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const sshRootLogin = configCheck({
  id: 'ssh-root-login',
  theme: 'access',
  severity: 'high',
  title: 'root does not log in over SSH',
  looksAt: ['system services ssh root-login'],
  why: 'Nobody knows who root was. People log in under their own names and become root where they must; and a name that everybody knows is the one that is guessed at.',
  source: [stig.router(), cis],
  judge: ({ top }) => {
    const ssh = top.at('system', 'services', 'ssh')
    if (!ssh) return notApplicable('SSH is not configured')
    const remedy = `set ${ssh.path} root-login deny`
    const login = ssh.at('root-login')
    if (!login)
      return [
        lacking(
          ssh,
          ['root-login'],
          'root-login is not said, and the default lets root in with a key, or a password on old releases',
          remedy,
        ),
      ]
    return login.has('deny') ? [] : [fault(login, `root-login is ${login.value() ?? 'open'}`, remedy)]
  },
})
