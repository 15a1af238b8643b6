import { configCheck, lacking } from '../../../configuration/check.ts'
import { inputNames, loopbacks } from '../../../configuration/filters.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const controlFilter = configCheck({
  id: 'control-filter',
  theme: 'control-plane',
  severity: 'high',
  title: 'A filter stands before the control plane, in both families and in every instance',
  looksAt: ['interfaces lo0', 'logical-systems'],
  why: 'Whatever is sent to the device itself ends at its routing engine. Without a filter on the loopback everybody who can reach an address of the device may speak to it.',
  source: [stig.router('JUNI-ND-001210'), stig.router('JUNI-ND-000140'), rfc(6192, 'Protecting the Router Control Plane'), cis],
  judge: (device) => {
    const path = ['interfaces', 'lo0', 'unit', '0', 'family', 'inet', 'filter', 'input']
    if (loopbacks(device).length === 0)
      return [lacking(device.top, path, 'there is no loopback interface to filter on', `set ${path.join(' ')} <filter>`)]
    return loopbacks(device).flatMap((unit) =>
      (['inet', 'inet6'] as const)
        .filter((family) => unit.place.has('family', family) && inputNames(unit, family).length === 0)
        .map((family) =>
          lacking(
            unit.place,
            ['family', family, 'filter', 'input'],
            `${family} to the control plane is not filtered on ${unit.name}`,
            `set ${unit.place.path} family ${family} filter input <filter>`,
          ),
        ),
    )
  },
})
