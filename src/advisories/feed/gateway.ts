import { longestRecord } from '../record/batches.ts'
import type { GivenRecord } from '../register/service.ts'

/** The one way out: the text at an address that somebody named. */
export type FetchText = (url: string, mostBytes: number) => Promise<string>

export const mostFeedBytes = 32 * 1024 ** 2
const atOnce = 4

/** A record that could not be fetched, and why in words. */
export type Unfetched = { readonly name: string; readonly why: string }

/** Works through a list, a few at once, since most of the time goes by waiting. */
export async function fewAtOnce<T>(list: readonly T[], work: (each: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < list.length; i += atOnce) await Promise.all(list.slice(i, i + atOnce).map(work))
}

/** The texts at addresses. What cannot be fetched is named, and the others are there. */
export async function fetchEach(
  fetchText: FetchText,
  addresses: readonly string[],
): Promise<{ readonly given: readonly GivenRecord[]; readonly failed: readonly Unfetched[] }> {
  const given: GivenRecord[] = []
  const failed: Unfetched[] = []
  await fewAtOnce(addresses, async (name) => {
    try {
      given.push({ name, text: await fetchText(name, longestRecord) })
    } catch (error) {
      failed.push({ name, why: (error as Error).message })
    }
  })
  return { given, failed }
}

/** Addresses made whole by the one of the feed; only those of its own host are followed. */
export const wholeAddresses = (addresses: readonly string[], from: string): readonly string[] => [
  ...new Set(addresses.flatMap((address) => wholeAddress(address, from) ?? [])),
]

export function wholeAddress(address: string, from: string): string | undefined {
  const base = new URL(from)
  if (!URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  return url.host === base.host && url.protocol === base.protocol && url.href.length <= 2000 ? url.href : undefined
}
