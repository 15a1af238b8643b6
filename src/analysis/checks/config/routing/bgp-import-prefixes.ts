import { externalNeighbors, setting } from '../../../configuration/bgp.ts'
import { configCheck, type Fault, fault, notApplicable, type Unclear, unclear } from '../../../configuration/check.ts'
import type { Place } from '../../../configuration/place.ts'
import {
  asksForPrefixes,
  asksForPrefixesAlone,
  asksNothing,
  covers,
  everythingFrom,
  longestOf,
  prefixesOf,
  termsOf,
} from '../../../configuration/policies.ts'
import { rfc, stig } from '../../../configuration/sources.ts'

export const bgpImportPrefixes = configCheck({
  id: 'bgp-import-prefixes',
  theme: 'routing',
  severity: 'medium',
  title: 'What the world outside may not announce is refused: default, private and small networks',
  looksAt: ['protocols bgp', 'policy-options', 'routing-instances', 'logical-systems'],
  why: "A default route or a private network from outside takes traffic away that never should leave; small pieces of others' networks take traffic away from them.",
  source: [stig.routing('JUNI-RT-000480'), stig.routing('JUNI-RT-000535'), rfc(7454, 'BGP Operations and Security')],
  parameters: {
    refused: {
      kind: 'words',
      what: 'networks that must not be accepted',
      default: ['0.0.0.0/0', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
    },
    longest: { kind: 'number', what: 'longest IPv4 prefix that is accepted', default: 24, least: 8, most: 32 },
  },
  judge: (device, { refused, longest }) => {
    const outside = externalNeighbors(device).filter(({ instance, name }) => instance.type !== 'vrf' && !name.includes(':'))
    const chains = new Map<string, { at: Place; names: readonly string[]; scope: Place }>()
    for (const neighbor of outside) {
      const at = setting(neighbor, 'import')
      if (at) chains.set(at.words.join(' '), { at, names: at.values(), scope: neighbor.instance.scope })
    }
    if (chains.size === 0) return notApplicable('no external BGP neighbor of IPv4 has an import policy')
    return [...chains.values()].flatMap(({ at, names, scope }): (Fault | Unclear)[] => {
      const policies = names.map((name) => scope.at('policy-options', 'policy-statement', name))
      if (policies.some((each) => each === undefined))
        return [unclear(at, `import policies that are not in the text, or an expression of several: ${names.join(' ')}`)]
      const all = policies.flatMap((each) => termsOf(each!))
      // behind a term that accepts whatever comes nothing is refused any more
      const open = all.findIndex((term) => term.end === 'accept' && !asksForPrefixes(term))
      const terms = open < 0 ? all : all.slice(0, open)
      if (terms.some(({ from }) => from?.has('policy'))) return [unclear(at, 'the import policy asks other policies')]
      const accepted = terms.filter(({ end }) => end === 'accept').flatMap((term) => prefixesOf(term, scope))
      const isClosed = terms.some((term) => term.end === 'reject' && asksNothing(term))
      // what is named is accepted, and the rest is refused at the end
      if (isClosed && accepted.every(({ prefix }) => prefix !== '0.0.0.0/0')) return []
      const turnedAway = terms
        .filter((term) => term.end === 'reject' && asksForPrefixesAlone(term))
        .flatMap((term) => prefixesOf(term, scope))
      const missing = refused.filter((each) => !turnedAway.some((named) => covers(named, each)))
      const bound =
        turnedAway.some((named) => everythingFrom(named) <= longest + 1) ||
        (isClosed && accepted.every((named) => longestOf(named) <= longest))
      const what = [...missing, ...(bound ? [] : [`longer than /${longest}`])]
      if (what.length === 0) return []
      const path = `${policies[0]!.path} term <term>`
      return [
        fault(
          at,
          `the import policy does not refuse: ${what.join(', ')}`,
          ...missing.map((each) => `set ${path} from route-filter ${each} ${each === '0.0.0.0/0' ? 'exact' : 'orlonger'}`),
          ...(bound ? [] : [`set ${path} from route-filter 0.0.0.0/0 prefix-length-range /${longest + 1}-/32`]),
          `set ${path} then reject`,
          ...policies[0]!
            .under('term')
            .slice(0, 1)
            .map((first) => `insert ${path} before term ${first.name}`),
        ),
      ]
    })
  },
})
