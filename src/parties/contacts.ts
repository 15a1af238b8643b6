import type { LocalDate } from '../lib/time.ts'

/** The part a person plays for a service of the account. */
export const contactRoles = {
  lead: 'Lead contact',
  primary: 'Primary contact',
  backup: 'Backup contact',
  named: 'Named representative',
  expert: 'Certified expert',
  signatory: 'Sign-off contact',
  technical: 'Technical contact',
} as const

export type ContactRole = keyof typeof contactRoles

export type Contact = {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly role: ContactRole
  /** The service it is for; null for every service of the account. */
  readonly offering: string | null
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate | null
  readonly certificate: {
    readonly level: 'JNCIA' | 'JNCIS' | 'JNCIP' | 'JNCIE'
    readonly number: string
    readonly expiresOn: LocalDate
    readonly granted: boolean
  } | null
}

/** Whether a part is played on a day; the last day counts. */
export const playsOn = (contact: Contact, day: LocalDate): boolean =>
  contact.startsOn <= day && (contact.endsOn === null || day <= contact.endsOn)

/** A part that holds for a service: its own, or one that holds for every service. */
export const playsFor = (contact: Contact, offering: string): boolean => contact.offering === null || contact.offering === offering

/** Of those who sign what is done: who stands in for a time has a last day, and the one who signs has none (MSP-5.i). */
export const signsForGood = ({ endsOn }: { readonly endsOn?: LocalDate | null }): boolean => !endsOn
