/** Bands that figures are told in: one list for the server, which counts by it, and the portal, which names it. */

export const lateBands = [
  { code: 'under-15m', title: 'up to 15 minutes late', upToMinutes: 15 },
  { code: 'under-1h', title: 'up to an hour late', upToMinutes: 60 },
  { code: 'under-4h', title: 'up to four hours late', upToMinutes: 240 },
  { code: 'over-4h', title: 'more than four hours late', upToMinutes: null },
] as const

export const ageBands = [
  { code: 'under-1d', title: 'under a day', upToDays: 1 },
  { code: 'under-3d', title: '1 to 3 days', upToDays: 3 },
  { code: 'under-7d', title: '3 to 7 days', upToDays: 7 },
  { code: 'under-30d', title: '7 to 30 days', upToDays: 30 },
  { code: 'over-30d', title: 'over 30 days', upToDays: null },
] as const

/** Share of met among those that ended, in percent with one digit; null when none ended. */
export const metShare = ({ met, missed }: { readonly met: number; readonly missed: number }): number | null =>
  met + missed === 0 ? null : Math.round((met / (met + missed)) * 1000) / 10
