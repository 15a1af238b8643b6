import { configCheck, type Fault, fault, lacking } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const archival = configCheck({
  id: 'archival',
  theme: 'housekeeping',
  severity: 'medium',
  title: 'Each committed configuration is copied away, over an encrypted way',
  looksAt: ['system archival configuration'],
  why: 'After a failure of the hardware the copy is what the new device begins with. A copy over FTP shows every hash and key on the way.',
  source: [stig.router(), cis],
  judge: ({ top }) => {
    const path = ['system', 'archival', 'configuration']
    const archival = top.at(...path)
    const site = 'archive-sites "scp://<user>@<address>/<folder>" password "<secret>"'
    const faults: Fault[] = []
    if (!archival?.has('transfer-on-commit') && !archival?.has('transfer-interval'))
      faults.push(
        lacking(
          top,
          [...path, 'transfer-on-commit'],
          'configurations are not copied away when they are committed',
          `set ${path.join(' ')} transfer-on-commit`,
        ),
      )
    const sites = archival?.under('archive-sites') ?? []
    if (sites.length === 0)
      faults.push(lacking(top, [...path, 'archive-sites'], 'there is no place to copy to', `set ${path.join(' ')} ${site}`))
    for (const each of sites)
      if (/^(?:ftp|pasvftp|http|tftp):/i.test(each.word))
        faults.push(fault(each, 'configurations are copied without encryption', removal(each), `set ${path.join(' ')} ${site}`))
    return faults
  },
})
