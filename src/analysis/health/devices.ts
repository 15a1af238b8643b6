import type { DeviceAnswers } from '../../junos/show/devices.ts'
import type { ShowReply } from '../../junos/show/reply.ts'

/** What one device answered, and what it answered earlier where that is known. */
export type DeviceReplies = DeviceAnswers & { readonly before?: readonly ShowReply[] }

/** Captures of one device that were taken apart, as one. */
export const together = (devices: readonly DeviceReplies[]): readonly DeviceReplies[] =>
  [...Map.groupBy(devices, ({ name }) => name)].map(([name, own]) => ({ name, replies: own.flatMap(({ replies }) => replies) }))

/** Each device with its earlier answers: of the same name, or the only device of both captures where one has no name. */
export function withEarlier(now: readonly DeviceReplies[], earlier: readonly DeviceReplies[]): readonly DeviceReplies[] {
  return now.map((device) => {
    const [only] = earlier
    const alone = now.length === 1 && earlier.length === 1 && (device.name === null || only!.name === null)
    const before = earlier.find(({ name }) => name !== null && name === device.name) ?? (alone ? only : undefined)
    return before ? { ...device, before: before.replies } : device
  })
}
