import { configCheck, lacking } from '../../../configuration/check.ts'
import { cis, stig } from '../../../configuration/sources.ts'
import { eachOutsideZone, outsideWords } from '../../../configuration/zones.ts'

export const screens = configCheck({
  id: 'screens',
  theme: 'security',
  severity: 'medium',
  title: 'Zones outside have a screen',
  looksAt: ['security zones', 'security screen', 'logical-systems', 'tenants'],
  why: 'A screen drops floods and malformed packets before they cost sessions.',
  source: [stig.srx(), cis],
  parameters: { zones: { kind: 'words', what: 'words in the names of zones that are outside', default: outsideWords } },
  judge: (device, { zones }) =>
    eachOutsideZone(device, zones, (zone) =>
      zone.has('screen') ? [] : [lacking(zone, ['screen'], `zone ${zone.word} has no screen`, `set ${zone.path} screen <screen>`)],
    ),
})
