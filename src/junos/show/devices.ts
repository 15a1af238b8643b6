import type { ShowReply } from './reply.ts'

/** What one device answered in a capture. */
export type DeviceAnswers = {
  /** Its host name; null where nothing says it. */
  readonly name: string | null
  readonly replies: readonly ShowReply[]
}

/** Routing engines may carry names of their own: `edge1-re0` and `edge1-re1` are one device. */
export const deviceName = (name: string): string => name.replace(/[-.]re[01]$/i, '')

/** The devices of a capture, told apart by their prompts, else by the host name that `show version` gives. */
export function devicesOf(replies: readonly ShowReply[]): readonly DeviceAnswers[] {
  const byName = Map.groupBy(replies, ({ device }) => (device === undefined ? null : deviceName(device)))
  const nameless = byName.get(null) ?? []
  byName.delete(null)
  const named = [...byName].map(([name, own]) => ({ name, replies: own }))
  if (nameless.length === 0) return named
  // what stands without a prompt beside one device is of that device
  const [first] = named
  if (first && named.length === 1) return [{ name: first.name, replies }]
  return [...named, { name: namedByVersion(nameless), replies: nameless }]
}

function namedByVersion(replies: readonly ShowReply[]): string | null {
  const names = new Set(
    replies.flatMap((each) => (each.kind === 'version' && each.outcome === 'read' ? (each.value.hostName ?? []) : [])).map(deviceName),
  )
  const [only] = names
  return names.size === 1 ? only! : null
}
