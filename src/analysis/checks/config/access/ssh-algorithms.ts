import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const sshAlgorithms = configCheck({
  id: 'ssh-algorithms',
  theme: 'access',
  severity: 'medium',
  title: 'SSH offers strong ciphers, checksums and key exchanges only',
  looksAt: ['system services ssh ciphers', 'system services ssh macs', 'system services ssh key-exchange'],
  why: 'Both sides agree on the best that both offer, and an attacker in the middle sees to it that it is the worst. What is not offered cannot be agreed on.',
  source: [stig.router('JUNI-ND-001190'), stig.router('JUNI-ND-001200'), rfc(9142, 'Key Exchange Method Updates for SSH'), cis],
  judge: ({ top }) => {
    const ssh = top.at('system', 'services', 'ssh')
    if (!ssh) return notApplicable('SSH is not configured')
    return lists.flatMap(({ word, weak, strong }) => {
      const offer = strong.map((each) => `set ${ssh.path} ${word} ${each}`)
      if (!ssh.has(word)) return [lacking(ssh, [word], `${word} are not said; the default offers old ones as well`, ...offer)]
      const offered = ssh.under(word)
      const bad = offered.filter((each) => weak.test(each.word))
      return bad.map((each) => fault(each, `${word}: ${each.word} is weak`, removal(each), ...(bad.length === offered.length ? offer : [])))
    })
  },
})

const lists = [
  { word: 'ciphers', weak: /cbc|arcfour|3des|blowfish|cast/, strong: ['aes256-gcm@openssh.com', 'aes256-ctr'] },
  { word: 'macs', weak: /md5|sha1|umac-64|ripemd|-96/, strong: ['hmac-sha2-512', 'hmac-sha2-256'] },
  { word: 'key-exchange', weak: /sha1$|group1-/, strong: ['curve25519-sha256', 'ecdh-sha2-nistp384'] },
]
