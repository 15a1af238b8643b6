import { configCheck, fault } from '../../../configuration/check.ts'
import { actionOf, eachControlTerm, takesAll } from '../../../configuration/filters.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const controlFilterEnd = configCheck({
  id: 'control-filter-end',
  theme: 'control-plane',
  severity: 'high',
  title: 'What the filter of the control plane does not name, it discards',
  looksAt: ['firewall', 'interfaces lo0'],
  why: 'A term that takes everything makes a list of what is unwanted out of a list of what is wanted; and nobody knows all that is unwanted. Without such a term the device discards at the end by itself.',
  source: [stig.router('JUNI-ND-001210'), rfc(6192, 'Protecting the Router Control Plane'), cis],
  judge: (device) =>
    eachControlTerm(device, (term) => {
      if (actionOf(term) !== 'accept' || !takesAll(term)) return []
      const accept = term.at('then', 'accept')
      return [
        fault(
          term,
          `term ${term.word} takes everything that no term before it discarded`,
          ...(accept ? [removal(accept)] : []),
          `set ${term.path} then discard`,
        ),
      ]
    }),
})
