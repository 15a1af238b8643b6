/** Promises that are delivered from what is recorded of them, and not by words alone: the items of onboarding and the analysis of a cause. */
export const isFromRecord = (code: string): boolean => /^SMO-[a-g]$/.test(code) || code === 'SRRA-c'
