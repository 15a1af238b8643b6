import { configCheck, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const aaaServers = configCheck({
  id: 'aaa-servers',
  theme: 'users',
  severity: 'medium',
  title: 'Two servers know the people, each with a secret and asked from a fixed address',
  looksAt: ['system tacplus-server', 'system radius-server'],
  why: 'With one server its maintenance locks everybody out. Without a fixed address the server refuses us whenever a route changes.',
  source: [stig.router('JUNI-ND-001360'), cis],
  parameters: { servers: { kind: 'number', what: 'fewest servers', default: 2, least: 1, most: 8 } },
  judge: ({ top }, { servers }) => {
    const known = ['tacplus-server', 'radius-server'].flatMap((word) => top.under('system', word))
    const kind = top.has('system', 'radius-server') ? 'radius-server' : 'tacplus-server'
    const faults = known.flatMap((server) =>
      (
        [
          ['secret', '"<secret>"'],
          ['source-address', '<own-address>'],
        ] as const
      )
        .filter(([word]) => !server.mentions(word))
        .map(([word, value]) => lacking(server, [word], `server ${server.word} has no ${word}`, `set ${server.path} ${word} ${value}`)),
    )
    if (known.length >= servers) return faults
    const more = Array.from({ length: servers - known.length }, (_, at) => [
      `set system ${kind} <address-${at + 1}> secret "<secret>"`,
      `set system ${kind} <address-${at + 1}> source-address <own-address>`,
    ]).flat()
    return [...faults, lacking(top, ['system', kind, 'another server'], `${known.length} of ${servers} servers are configured`, ...more)]
  },
})
