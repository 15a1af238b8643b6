/** What the scanner of viruses said of a file; `off` where no scanner is set. */
export const scanStates = ['off', 'waiting', 'clean', 'infected', 'failed'] as const
export type ScanState = (typeof scanStates)[number]

/** Who may have a file that the scanner has not judged yet, or could not. */
export const waitingPolicies = ['nobody', 'staff', 'everybody'] as const
export type WaitingPolicy = (typeof waitingPolicies)[number]

export type Refusal = { readonly title: string; readonly found: string; readonly toDo: string }

/** Why a file is not handed out; undefined when it is. What is infected goes to nobody. */
export function notOffered(scan: ScanState, said: string, staff: boolean, policy: WaitingPolicy): Refusal | undefined {
  if (scan === 'off' || scan === 'clean') return undefined
  if (scan === 'infected')
    return {
      title: 'This file is infected and is not handed out',
      found: said || 'the scanner calls it infected',
      toDo: 'Ask whoever sent it for a clean copy.',
    }
  if (policy === 'everybody' || (policy === 'staff' && staff)) return undefined
  return scan === 'waiting'
    ? { title: 'This file waits for its scan', found: 'not scanned yet', toDo: 'Try again in a minute.' }
    : {
        title: 'This file could not be scanned, so it is not handed out',
        found: staff ? said : 'no verdict of the scanner',
        toDo: 'Ask the desk for another way to get it.',
      }
}

/** What one scan told. `again`: nothing about the file, so it is asked later. */
export type Verdict =
  | { readonly kind: 'clean' }
  | { readonly kind: 'infected'; readonly name: string }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'again'; readonly why: string }

/** The answer of clamd to INSTREAM (clamd(8)): `stream: OK`, `stream: NAME FOUND`, or `... ERROR`. */
export function verdictOf(answer: string): Verdict {
  const text = (answer.split('\0')[0] ?? '').trim()
  if (/^stream: OK$/.test(text)) return { kind: 'clean' }
  const name = /^stream: (.{1,200}) FOUND$/.exec(text)?.[1]
  if (name !== undefined) return { kind: 'infected', name }
  if (/size limit exceeded/i.test(text)) return { kind: 'failed', why: 'larger than the scanner takes' }
  return { kind: 'again', why: text === '' ? 'the scanner hung up without an answer' : `the scanner said: ${text.slice(0, 200)}` }
}

/** How long until a scan is tried again: from five seconds, doubled, to a quarter of an hour. */
export const scanPauseMs = (tries: number): number => Math.min(900_000, 5000 * 2 ** Math.min(tries, 10))
