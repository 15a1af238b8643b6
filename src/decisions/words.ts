import type { FactValue, Reason } from './decision.ts'

/**
 * Sentences for rules. A rule is named where it is judged; here it is said, in the words that the desk, the portal
 * and the command line all show.
 */

const show = (value: FactValue): string =>
  value === null
    ? 'none'
    : Array.isArray(value)
      ? value.length === 0
        ? 'none'
        : value.join(', ')
      : value === true
        ? 'yes'
        : value === false
          ? 'no'
          : String(value)

const titles: Readonly<Record<string, string>> = {
  'channel-open': 'New cases are taken by this channel',
  'contract-active': 'The service contract is active on the day',
  'on-order': 'The device is on the order for the service',
  'in-use': 'The device is in use',
  'acquired-well': 'It was acquired from the vendor or an authorised seller',
  'acquired-how': 'It was acquired in a way the service covers',
  registered: 'Serial and installation address are registered',
  'own-use': 'It is installed for the end user itself',
  'base-contract': 'The base contract it needs is current',
  'all-equipment': 'All equipment is under the base contract',
  'not-embargoed': 'The country is not on the embargo list',
  'not-prohibited': 'The country is not prohibited by law',
  'in-theatre': 'The service is offered in this theatre',
  'not-past-support': 'The device is not past its End of Support',
  'support-end-unpublished': 'No End of Support that is only recalled or computed has passed',
  'release-in-support': 'The release is not past its End of Support',
  'not-gray': 'The device is no gray-market product',
  'not-third-party': 'No unauthorised third-party part is involved',
  'not-modified': 'The software is unmodified',
  'release-agreed': 'It runs the release that was agreed',
  'vendor-built': 'Professional services made it under a statement of work',
  'release-published': 'The release is published',
  'release-for-accepted': 'It is made for the accepted release',
  'no-upgrade': 'It is no upgrade',
  'licence-named': 'It refers to a licence',
  'no-legal-hold': 'Nothing that the law needs is awaited',
  'one-problem': 'A patch names its one problem',
  'gathers-fixes': 'An update gathers corrections',
  'no-features': 'It brings no features, or says why',
  'in-language': 'It is in English, or an exception is recorded',
  'files-attached': 'The files are attached',
  'guidance-under-way': 'The guidance is under way',
  'guidance-hours': 'The answering site is open',
  'guidance-area': 'It is of an area of guidance',
  'guidance-routed': 'Guidance answers it itself',
  'not-suspended': 'The cover of this device is not suspended',
  'expert-access': 'Straight access to senior engineers',
  'expert-priority': 'Expert access is for these priorities',
  'expert-certificate': 'The certificate is valid on the day',
  'phone-first': 'The channel suits the priority',
  'engineer-trained': 'Whoever asks is trained in the software',
  'advisor-named': 'An advisor is named',
  confirmed: 'The customer confirmed what the service asks for',
  'act-included': 'The service includes this act',
  'response-target': 'A first-response target applies',
  'person-active': 'The person may act for this account',
  'account-open': 'The account is open',
  'seller-channel': 'The service is sold by this channel',
  'seller-authorised': 'The seller is authorised on the day of the order',
  'seller-territory': 'The seller is authorised for the territory',
  'end-user-named': 'The order names the end user with address',
  'end-user-only': 'The entitlement goes to the end user named',
  qualified: 'The end user is qualified',
  'own-use-stated': 'Own use is stated',
  'agreement-pinned': 'One governing agreement is pinned',
  'minimum-term': 'The term is long enough',
  'by-the-year': 'It is sold by the year',
  'document-there': 'The document is there',
  'co-term': 'The co-term exception is complete',
  'dates-in-order': 'The dates are in order',
  documents: 'The documents it builds on exist and are agreed',
  'method-allowed': 'It can be bought in this way',
  'roster-most': 'The roster has room',
  'roster-least': 'The roster stays large enough',
  'roster-once': 'The person is not on the roster yet',
  'certificate-level': 'The certificate is of a level that counts',
  'backup-differs': 'Primary and backup are two people',
  'service-described': 'The service is one that the price list describes',
  'contact-lead': 'One lead contact is named',
  'contact-primary-backup': 'A primary and a backup contact are named',
  'contact-sign-off': 'One contact is named who signs what is done',
  'devices-named': 'The devices that it is about are named',
  'devices-known': 'The account holds the devices',
  'devices-supported': 'All devices are supported products',
  'case-named': 'The case that it is about is named',
  'case-helped-once': 'No other request helps with the case already',
  'plan-attached': 'The change plan is attached',
  'windows-named': 'The windows are said',
  'use-case': 'The kind of change is one that the service lists',
  'window-in-hours': 'The window lies in working hours',
  'window-length': 'The window is no longer than its price covers',
  'days-consecutive': 'The days follow on each other, or the vendor agreed to a gap',
  'days-of-days': 'Days are left out only of what is bought by the day',
  'first-day-kept': 'The first service day is none of those left out',
  'window-days-paid': 'The windows touch no more days than were paid',
  'days-known': 'The working days of that time are known',
  'first-day-ahead': 'The first service day lies ahead',
  'first-day-worked': 'The first service day is worked',
  'start-by': 'It begins in time',
  'care-until': 'The base contract lasts as long as the work',
  'all-equipment-until': 'All equipment keeps its base contract as long as the work',
  'task-order-agreed': 'Both sides approved the task order',
  'price-known': 'Its price is known',
  'paid-whole': 'It can be paid whole',
  'people-pooled': 'Whoever of the pool is free does the work',
  'option-agreed': 'The option stands in an addendum',
  'duty-met': 'The duties that it needs are met',
  'duty-kept': 'The duty that all work waits for is kept',
  'duties-met': 'The duties it waits for are met',
  'no-bundle-overlap': 'No bundled service covers the device already',
}

/** The rule's title, for lists. */
export const titleOf = (rule: string): string => titles[rule] ?? rule

/** A reason as one sentence: what was looked at, what stood there, where, and what was wanted. */
export function sentence({ rule, holds, weight, fact, found, expected, source }: Reason): string {
  const ending = holds || weight !== 'advise' ? '' : ' (advice only)'
  return `${titleOf(rule)}: ${holds ? 'yes' : 'no'}. ${fact} is ${show(found)}${holds ? '' : `, expected ${show(expected)}`} (from ${source})${ending}.`
}
