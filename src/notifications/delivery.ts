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

export const mostTries = 12
/** How long to wait after a try, in milliseconds: from five seconds to six hours, thirteen hours over all. */
export const pauseMs = (attempts: number): number => Math.min(6 * 3_600_000, 5000 * 2 ** attempts)

const plainAddress = /^[^\s<>"(),:;@\\[\]\p{C}]{1,64}@(?=.{3,255}$)[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u

/** True for an address without quotes, comments or routes: the only kind that mail goes to. */
export const isPlainAddress = (address: string): boolean => plainAddress.test(address) && !address.includes('..')
