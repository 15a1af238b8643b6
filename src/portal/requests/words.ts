import { type RequestState, requestStates, stateTitles } from '../../requests/request.ts'
import type { Tone } from '../ui/tag.tsx'
import { countWords } from '../ui/words.ts'

export const stateTones: Readonly<Record<RequestState, Tone>> = {
  asked: 'info',
  assessed: 'info',
  quoted: 'warn',
  agreed: 'warn',
  active: 'info',
  commenced: 'info',
  delivered: 'warn',
  completed: 'ok',
  declined: 'plain',
  cancelled: 'plain',
}
export const stateChoices = requestStates.map((value) => ({ value, label: stateTitles[value] }))

type Payment =
  | { readonly by: 'credits'; readonly family: string; readonly credits: number }
  | { readonly by: 'units'; readonly units: number }

/** `3 ASC`, or `1 unit`. */
export const priceWords = (price: Payment | null): string =>
  price === null
    ? 'by quote'
    : price.by === 'units'
      ? countWords(price.units, 'unit')
      : price.credits === 0
        ? 'free'
        : `${price.credits} ${price.family}`

export const unitWords: Readonly<Record<string, string>> = { month: 'a month', day: 'a day', request: 'a request', window: 'a window' }

/** What happened to a request, in words. */
export const eventWords: Readonly<Record<string, string>> = {
  ask: 'asked for it',
  assess: 'said what is in scope',
  quote: 'sent a task order',
  approve: 'approved the task order',
  'turn-down': 'turned the task order down',
  'assumption-fails': 'gave notice that an assumption fails',
  redeem: 'redeemed it',
  commence: 'began it',
  'start-held': 'found that it cannot begin yet',
  delay: 'moved its days',
  'charge-proposed': 'proposed a charge for a missed duty',
  charge: 'charged for a missed duty',
  'charge-rejected': 'rejected a charge',
  'charge-corrected': 'took a charge back',
  pause: 'paused it',
  resume: 'let it go on',
  deliver: 'delivered something',
  'decline-item': 'declined something that was promised',
  certify: 'said that everything is done',
  sign: 'signed',
  'signature-due': 'reminded of a signature',
  'signature-overdue': 'found a signature overdue',
  'except-ask': 'asked for somebody onsite, or another language',
  'except-accepted': 'accepted what was asked for beside the usual',
  'except-declined': 'declined what was asked for beside the usual',
  'except-withdrawn': 'wants it no more',
  cancel: 'called it off',
  'name-site': 'named the site that answers on a day',
  question: 'took a question down',
  answer: 'answered a question',
  'link-case': 'linked the case of a fault',
  'item-record': 'wrote down what shows an item',
  'root-cause': 'wrote the analysis of the cause',
  withdraw: 'withdrew the wish in writing',
}

/** Hundredths of a currency as people write them: `1,500.00 AUD`. */
export const moneyWords = (cents: number, currency: string): string =>
  `${(cents / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })} ${currency}`
