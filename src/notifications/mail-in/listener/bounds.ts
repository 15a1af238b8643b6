import { minutesMs } from '../../../lib/time.ts'

/**
 * How much one client of the listener may take. Each is known by its address, an IPv6 one by its /64, which is what a
 * house is given; relays of the house bring everybody's mail and are bounded by the whole alone.
 */
export type Bounds = { readonly atOnce: number; readonly perMinute: number; readonly mailsPerMinute: number }

export const listenerBounds: Bounds = { atOnce: 5, perMinute: 60, mailsPerMinute: 60 }

/** What is remembered of clients; a client that did nothing for a minute is forgotten. */
export type Clients = Map<string, { open: number; since: number; connections: number; mails: number }>

export const clientKey = (address: string): string => {
  const plain = address.toLowerCase()
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const given = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - given.length - (tail === '' ? 0 : tail.split(':').length)
  return [...given, ...Array.from({ length: Math.max(0, missing) }, () => '0')].slice(0, 4).join(':')
}

function entryOf(clients: Clients, key: string, at: number) {
  const found = clients.get(key) ?? { open: 0, since: at, connections: 0, mails: 0 }
  if (at - found.since >= minutesMs) Object.assign(found, { since: at, connections: 0, mails: 0 })
  clients.set(key, found)
  return found
}

/** Whether a client may connect once more; it counts when it may. */
export function connects(clients: Clients, address: string, at: number, bounds = listenerBounds): boolean {
  if (clients.size > 10_000) for (const [key, { open, since }] of clients) if (open === 0 && at - since >= minutesMs) clients.delete(key)
  const entry = entryOf(clients, clientKey(address), at)
  if (entry.open >= bounds.atOnce || entry.connections >= bounds.perMinute) return false
  entry.open++
  entry.connections++
  return true
}

export function leaves(clients: Clients, address: string): void {
  const entry = clients.get(clientKey(address))
  if (entry && entry.open > 0) entry.open--
}

/** Whether a client may bring a mail; it counts when it may. */
export function brings(clients: Clients, address: string, at: number, bounds = listenerBounds): boolean {
  const entry = entryOf(clients, clientKey(address), at)
  if (entry.mails >= bounds.mailsPerMinute) return false
  entry.mails++
  return true
}
