/** Where a rule comes from. Of the security guides of DISA only the numbers that were seen are given. */

const guide = (name: string) => (number?: string) => `DISA STIG, Juniper ${name}${number === undefined ? '' : `, ${number}`}`

export const stig = {
  router: guide('Router NDM'),
  routing: guide('Router RTR'),
  srx: guide('SRX Services Gateway'),
  ex: guide('EX Switches'),
}
export const cis = 'CIS Benchmark, Juniper OS'
export const rfc = (number: number, title: string): string => `RFC ${number}, ${title}`
export const vendor = (title: string): string => `Juniper documentation, ${title}`
export const ownAdvice = 'own advice'
