import { findSecrets } from '../../../../lib/secrets/find.ts'
import { configCheck, fault } from '../../../configuration/check.ts'
import { Place, removal } from '../../../configuration/place.ts'
import { ownAdvice, vendor } from '../../../configuration/sources.ts'

export const storedSecrets = configCheck({
  id: 'stored-secrets',
  theme: 'housekeeping',
  severity: 'medium',
  title: 'Stored secrets need the master password, and none stands in a description',
  readsSecrets: true,
  looksAt: ['system master-password', 'interfaces', 'protocols', 'snmp', 'security', 'access'],
  asksTheWhole: true,
  why: 'The form that begins with $9$ is turned back by any web page. Descriptions are shown to everybody, and copied into every inventory.',
  source: [vendor('master password'), ownAdvice],
  judge: ({ top }) => {
    const found: Found = { reversible: [], told: [] }
    collect(top, found)
    const faults = found.told.map((each) => fault(each, 'a secret stands in a description', removal(each)))
    const [first] = found.reversible
    if (first && !top.has('system', 'master-password')) {
      const count = found.reversible.length
      const what = `${count} ${count === 1 ? 'secret is' : 'secrets are'} stored so that anybody can turn ${count === 1 ? 'it' : 'them'} back`
      faults.push(fault(first, what, 'set system master-password plain-text-password'))
    }
    return faults
  },
})

type Found = { readonly reversible: Place[]; readonly told: Place[] }

const mayTell = /pass|secret|pwd|community|key/i

/** By hand and not through paths: every statement is looked at. */
function collect(place: Place, found: Found): void {
  for (const node of place.node.below) {
    const { word } = node
    if (word === 'apply-macro') continue
    if (word.startsWith('$9$')) found.reversible.push(place)
    const text = word === 'description' ? (node.below[0]?.word ?? '') : ''
    if (mayTell.test(text) && findSecrets(text).length > 0) found.told.push(new Place(node, place))
    if (node.below.length > 0) collect(new Place(node, place), found)
  }
}
