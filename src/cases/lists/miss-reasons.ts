/** What had not been done when a first response was missed; worked out by the database, `missed_why`. */
export const missReasons = {
  'nobody-took-it': 'nobody had taken it',
  'nobody-reached-out': 'taken, but nobody had reached out',
  'did-not-count': 'somebody had reached out, but it did not count',
} as const

export type MissReason = keyof typeof missReasons
export const missReasonNames = Object.keys(missReasons) as readonly MissReason[] as readonly [MissReason, ...MissReason[]]
