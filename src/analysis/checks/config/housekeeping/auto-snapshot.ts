import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import { hasZones } from '../../../configuration/device.ts'
import { ownAdvice, vendor } from '../../../configuration/sources.ts'

export const autoSnapshot = configCheck({
  id: 'auto-snapshot',
  theme: 'housekeeping',
  severity: 'low',
  title: 'A device with two root partitions repairs the broken one by itself',
  looksAt: ['system auto-snapshot', 'security zones', 'poe', 'ethernet-switching-options'],
  why: 'Without it a device that booted from its second partition keeps a broken first one, until the second breaks too. Whether there is a rescue configuration does not show in a configuration.',
  source: [vendor('dual-root partitions'), ownAdvice],
  judge: (device) => {
    // firewalls and access switches have two; other switches and routers do not
    if (!hasZones(device) && !device.top.has('poe') && !device.top.has('ethernet-switching-options'))
      return notApplicable('nothing says that this is a device with two root partitions')
    return device.top.has('system', 'auto-snapshot')
      ? []
      : [lacking(device.top, ['system', 'auto-snapshot'], 'a broken partition is not repaired', 'set system auto-snapshot')]
  },
})
