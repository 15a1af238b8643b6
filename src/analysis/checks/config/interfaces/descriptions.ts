import { configCheck, lacking } from '../../../configuration/check.ts'
import { interfaces, isPort, isUsed } from '../../../configuration/interfaces.ts'
import { cis, ownAdvice } from '../../../configuration/sources.ts'

export const descriptions = configCheck({
  id: 'descriptions',
  theme: 'interfaces',
  severity: 'low',
  title: 'Interfaces that are used say what for',
  looksAt: ['interfaces'],
  why: 'At three in the morning it is the description that tells which cable to pull.',
  source: [cis, ownAdvice],
  judge: (device) =>
    interfaces(device)
      .filter((each) => (isPort(each.word) || /^(?:ae|reth)[0-9]/.test(each.word)) && !each.has('disable') && isUsed(each))
      .filter((each) => {
        const units = each.under('unit')
        const bundled = each.mentions('802.3ad') || each.mentions('redundant-parent') || each.mentions('parent')
        return !bundled && !each.has('description') && (units.length === 0 || units.some((unit) => !unit.has('description')))
      })
      .map((each) => lacking(each, ['description'], `${each.word} does not say what it is for`, `set ${each.path} description "<text>"`)),
})
