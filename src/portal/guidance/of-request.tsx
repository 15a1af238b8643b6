import type { Whole } from '../requests/whole.ts'
import { GuidanceLog } from './log.tsx'
import { Resolution } from './resolution.tsx'
import { SettingUp } from './setting-up.tsx'

/** What is recorded of a request, by the service that it is for; nothing before it is paid, and for services without records. */
export function OfRequest({ account, of }: { readonly account: string; readonly of: Whole }) {
  if (of.activeOn === null) return null
  if (of.service === 'TG') return <GuidanceLog account={account} of={of} />
  if (of.service === 'SMO') return <SettingUp account={account} of={of} />
  if (of.service === 'SRRA') return <Resolution account={account} of={of} />
  return null
}
