import { ownAdvice, vendor } from '../configuration/sources.ts'

/** Where the rules about health come from. */

export { ownAdvice, vendor }
/** Rules of the vendor's own monitoring, published with their limits. */
export const healthbot = (rule: string): string => `Juniper HealthBot rules, ${rule}`
/** Tests that the vendor publishes for a look before and after a change. */
export const jsnapy = (test: string): string => `Juniper JSNAPy samples, ${test}`
export const librenms = (what: string): string => `LibreNMS, ${what}`
