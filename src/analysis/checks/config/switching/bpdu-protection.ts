import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import { type Device, scopes } from '../../../configuration/device.ts'
import { accessUnits, type Unit } from '../../../configuration/interfaces.ts'
import { cis, stig, vendor } from '../../../configuration/sources.ts'

export const bpduProtection = configCheck({
  id: 'bpdu-protection',
  theme: 'switching',
  severity: 'medium',
  title: 'Access ports take no part in the spanning tree',
  looksAt: ['protocols', 'interfaces'],
  why: 'A switch that somebody brings along becomes the root of the tree, and all traffic goes through it.',
  source: [stig.ex(), cis, vendor('BPDU protection')],
  judge: (device) => {
    const access = accessUnits(device)
    if (access.length === 0) return notApplicable('there is no access port')
    const trees = scopes(device).flatMap((scope) => kinds.flatMap((kind) => scope.at('protocols', kind) ?? []))
    if (trees.length === 0) {
      const path = ['protocols', 'rstp', 'bpdu-block-on-edge']
      return access.every((unit) => isBlocked(device, unit))
        ? []
        : [lacking(device.top, path, 'nothing keeps access ports out of the spanning tree', `set ${path.join(' ')}`)]
    }
    return trees.flatMap((tree) => {
      const isGuarded = ({ name, interface: { word } }: Unit): boolean =>
        [name, word, 'all'].some((each) => tree.has('interface', each, 'no-root-port'))
      return tree.has('bpdu-block-on-edge') || access.every((unit) => isGuarded(unit) || isBlocked(device, unit))
        ? []
        : [lacking(tree, ['bpdu-block-on-edge'], 'access ports may take part in the spanning tree', `set ${tree.path} bpdu-block-on-edge`)]
    })
  },
})

const kinds = ['rstp', 'mstp', 'vstp', 'stp']

/** Whether a port shuts where it hears of a tree, whatever runs on it itself. */
const isBlocked = ({ top }: Device, { name, interface: { word } }: Unit): boolean =>
  [top.at('protocols', 'layer2-control', 'bpdu-block'), top.at('ethernet-switching-options', 'bpdu-block')].some((block) =>
    ['all', 'xstp-disabled', word, name].some((each) => block?.has('interface', each)),
  )
