import type { Offering } from './offering.ts'

/** What a contract says of the service that was sold with it. */
type Sold = { readonly service: string; readonly offeringVersion: number | null }

/** The service description that a contract was sold with, in its version (policy B79); undefined without a contract, and for a base contract. */
export const soldWith = (offerings: readonly Offering[], contract: Sold | undefined): Offering | undefined =>
  contract && offerings.find(({ code, version }) => code === contract.service && version === contract.offeringVersion)
