import type { CaseChannel, Priority, SalesChannel, Theatre } from '../../catalog/offering.ts'
import type { DecidedAct } from '../../decisions/decision.ts'

/** Words for the codes that cross the API, each said in one place. */

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const satisfies readonly Priority[]
export const theatres = ['AMERICAS', 'EMEA', 'APAC'] as const satisfies readonly Theatre[]

export const channelWords: Readonly<Record<CaseChannel, string>> = {
  phone: 'Phone',
  web: 'Web',
  api: 'API',
  automation: 'Automation',
  email: 'E-mail',
}
export const salesWords: Readonly<Record<SalesChannel, string>> = {
  direct: 'Direct',
  reseller: 'Reseller',
  distributor: 'Distributor',
  'territory-reseller': 'Territory reseller',
  'operate-specialist': 'Operate Specialist',
}
export const theatreWords: Readonly<Record<Theatre, string>> = {
  AMERICAS: 'Americas',
  EMEA: 'Europe, Middle East, Africa',
  APAC: 'Asia-Pacific',
}
export const queueWords = { expert: 'Senior engineers', standard: 'Standard', 'customer-care': 'Customer Care' } as const
export const baseWords: Readonly<Record<string, string>> = {
  'juniper-care': 'Juniper Care',
  'advanced-partner-support': 'Advanced Partner Support',
  'advanced-end-user-support': 'Advanced End User Support',
  subscription: 'Subscription licence',
}
export const serviceWords = (service: string): string => baseWords[service] ?? service
const actWords: Readonly<Record<DecidedAct, string>> = {
  'case.open': 'Open a case',
  'service.ask': 'Ask for a service',
  'order.place': 'Place an order',
  'contract.activate': 'Activate a contract',
  'request.ask': 'Ask for a service',
  'request.redeem': 'Redeem a service',
  'request.commence': 'Begin a service',
  'contact.add': 'Name a contact',
  'contact.end': 'End a contact’s part',
  'expert.grant': 'Grant expert access',
  'guidance.ask': 'Ask on a day of guidance',
  'software.publish': 'Publish a release',
  'software.take': 'Take a release',
  'duty.start': 'Start what waits for duties',
}
export const actOf = (act: string): string => (Object.hasOwn(actWords, act) ? actWords[act as DecidedAct] : act)
export const partnerWords: Readonly<Record<string, string>> = {
  reseller: 'Reseller',
  distributor: 'Distributor',
  'operate-specialist': 'Operate Specialist',
  subcontractor: 'Subcontractor',
}
export const cadenceWords: Readonly<Record<string, string>> = {
  once: 'Once',
  weekly: 'Every week',
  fortnightly: 'Every two weeks',
  monthly: 'Every month',
  quarterly: 'Every quarter',
  yearly: 'Every year',
  'on-request': 'When asked for',
  'on-event': 'When it happens',
  continuous: 'All the time',
  'per-engagement': 'Each engagement',
}
export const effectWords: Readonly<Record<string, string>> = {
  none: '',
  advice: 'Advice only',
  'blocks-activation': 'Needed before activation',
  'blocks-deliverable': 'What depends on it waits',
  'pauses-work': 'Work pauses meanwhile',
  chargeable: 'Extra time may be charged',
}
export const purposeWords: Readonly<Record<string, string>> = {
  advisor: 'Your advisor',
  manager: 'Your service manager',
  delivery: 'Delivery',
  guidance: 'Guidance',
  'escalation-desk': 'Escalation desk',
}
export const anchorWords: Readonly<Record<string, string>> = {
  advisor: 'local time of the advisor',
  'end-user': 'your local time',
  site: 'local time of the site',
  'primary-workplace': 'local time of the primary workplace',
  'answering-site': 'local time of the site that answers',
  none: '',
}
export const statusWords: Readonly<Record<string, string>> = { 'in-use': 'In use', spare: 'Spare', decommissioned: 'Decommissioned' }
/** Kinds of case. */
export const caseKindWords: Readonly<Record<string, string>> = { tech: 'Technical', admin: 'Administrative' }
export const kindWords: Readonly<Record<string, string>> = { chassis: 'Chassis', member: 'Member', module: 'Module', software: 'Software' }
export const sourceWords: Readonly<Record<string, string>> = {
  vendor: 'The vendor',
  reseller: 'Authorised reseller',
  'territory-reseller': 'Territory reseller',
  broker: 'Broker',
  other: 'Other',
}

/** `firstContact` or `first-contact` as words. */
export const spaced = (code: string): string => {
  const words = code
    .replace(/[-_.]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
export const countWords = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** Whoever acted, by name: records keep the address beside it. */
export const actorWords = (actor: string): string => actor.replace(/^(person|key) /, '').replace(/ <[^>]*>$/, '')

/** Choices for a Select from a table of words. */
export const choices = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }))
