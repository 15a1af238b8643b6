import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import { accessUnits } from '../../../configuration/interfaces.ts'
import { cis, stig, vendor } from '../../../configuration/sources.ts'

export const stormControl = configCheck({
  id: 'storm-control',
  theme: 'switching',
  severity: 'medium',
  title: 'Access ports pass a bounded share of broadcasts',
  looksAt: ['interfaces', 'ethernet-switching-options'],
  why: 'One loop behind one port takes the whole network down.',
  source: [stig.ex(), cis, vendor('storm control')],
  judge: (device) => {
    const access = accessUnits(device)
    if (access.length === 0) return notApplicable('there is no access port')
    const old = device.top.at('ethernet-switching-options', 'storm-control')
    return access
      .filter(({ place, name, interface: { word } }) => {
        const bounded = ['all', word, name].some((each) => old?.has('interface', each))
        return !bounded && !place.has('family', 'ethernet-switching', 'storm-control')
      })
      .map(({ place, name }) =>
        lacking(
          place,
          ['family', 'ethernet-switching', 'storm-control'],
          `${name} passes any number of broadcasts`,
          `set ${place.path} family ethernet-switching storm-control <profile>`,
        ),
      )
  },
})
