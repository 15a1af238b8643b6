import { daysMs, hoursMs, minutesMs } from '../lib/time.ts'

/** What a mail server said when it did not take a letter, and what that means for the next try. */

export type DeliveryError = {
  readonly message?: string | undefined
  readonly code?: string | undefined
  /** The command that was answered, such as `RCPT TO`. */
  readonly command?: string | undefined
  /** The three digits of the answer (RFC 5321). */
  readonly responseCode?: number | undefined
}

/** `dead`: the address is none. `refused`: this letter never, another perhaps. `later`: try again. */
export type Trouble = 'dead' | 'refused' | 'later'

/** Enhanced codes (RFC 3463) that speak about the address and not about the letter, the sender or the way. */
const addressCode = /^5\.(?:1\.\d+|2\.1|4\.4)$/

/** Whether an enhanced status code says that an address is dead for good. */
export const saysDead = (status: string): boolean => addressCode.test(status)

export function troubleOf({ message = '', code = '', command = '', responseCode = 0 }: DeliveryError): Trouble {
  if (responseCode < 500 || responseCode > 599) return code === 'EENVELOPE' && responseCode === 0 ? 'refused' : 'later'
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(message)?.[0]
  if (command === 'RCPT TO') {
    if (enhanced ? saysDead(enhanced) : [550, 551, 553, 556].includes(responseCode)) return 'dead'
    return 'refused'
  }
  // what a server says about us, our password or our address is for an administrator to mend, and the letter waits
  return command === 'DATA' || command === '' ? 'refused' : 'later'
}

/** How long a letter is tried: four days, as RFC 5321 (section 4.5.4.1) has it of a server that does not answer. */
export const triedForMs = 4 * daysMs

/**
 * How long to wait after a try: five seconds at first, twice as long each time, an hour at most. What is urgent is tried
 * every five minutes, so that an alert does not lie for an hour after the mail server is back.
 */
export const pauseMs = (attempts: number, urgent: boolean): number =>
  Math.min(urgent ? 5 * minutesMs : hoursMs, 5000 * 2 ** Math.min(20, attempts))

const plainAddress = /^[^\s<>"(),:;@\\[\]\p{C}]{1,64}@(?=.{3,255}$)[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u

/** True for an address without quotes, comments or routes: the only kind that mail goes to. */
export const isPlainAddress = (address: string): boolean => plainAddress.test(address) && !address.includes('..')
