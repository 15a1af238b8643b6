import type { Instant, LocalDate } from '../lib/time.ts'

/** What happens on a case while it is worked on, as its history keeps it: access, things asked for, exclusions, charges, outcomes. */
export type WorkEventBody =
  /** Access to the customer's network (CSS-8.a1, CSS-8.b1). */
  | {
      readonly kind: 'access'
      readonly act: 'asked' | 'granted' | 'declined' | 'withdrawn' | 'revoked' | 'ended'
      readonly number: number
      readonly level: string
      readonly what: string
      readonly from?: Instant
      readonly to?: Instant
      readonly text: string
    }
  /** A session of an engineer on the customer's network (CSS-8.b2). */
  | {
      readonly kind: 'session'
      readonly act: 'announced' | 'started' | 'log' | 'observed' | 'ended'
      readonly number: number
      readonly level: string
      readonly engineer: string
      readonly text: string
      readonly for?: Instant
      readonly told?: readonly string[]
      readonly location?: string
      readonly exception?: string
      readonly join?: string
      readonly endedBy?: string
    }
  /** Something that the customer is asked for (CSS-8.i, CSS-8.j, CSS-8.l1, CSS-10.c1). */
  | {
      readonly kind: 'ask'
      readonly act: 'asked' | 'received' | 'dropped'
      readonly number: number
      readonly item: string
      readonly text: string
      readonly reason?: string
      readonly dueOn?: LocalDate
      readonly waited?: string
      readonly file?: string
    }
  /** A part of the case that need not be served (CSS-11.p1, policy B43). */
  | {
      readonly kind: 'exclusion'
      readonly act: 'marked' | 'confirmed' | 'not-confirmed' | 'disputed' | 'upheld' | 'lifted' | 'accepted'
      readonly number: number
      readonly title: string
      readonly part: string
      readonly how: string
      readonly text: string
      readonly evidence?: string
      readonly clauses: readonly string[]
    }
  /** A claim that the service leaves out, and its answer (CSS-11.a, CSS-8.h3). */
  | { readonly kind: 'claim'; readonly act: string; readonly text: string; readonly answer: string; readonly clauses: readonly string[] }
  /** Work at the provider's rates (CSS-8.e3). */
  | {
      readonly kind: 'charge'
      readonly act: 'rates' | 'time' | 'billed' | 'corrected'
      readonly text: string
      readonly minutes?: number
      readonly amount?: number
      readonly currency?: string
      readonly clauses: readonly string[]
    }
  /** What became of the case (CSS-4.p3, CSS-3.p1, CSS-3.p2). */
  | {
      readonly kind: 'outcome'
      readonly outcome: string
      readonly trouble: string
      readonly diagnosis: string
      readonly restoredAt: Instant | null
      readonly defect: string
      readonly release: string
      readonly text: string
      readonly efforts: string
      /** How long it was out of order, in minutes, from the report until it worked again; absent where it was none. */
      readonly outageMinutes?: number
    }
  /** What the case does to the customer's business (ACP-11.p2). */
  | { readonly kind: 'impact'; readonly text: string }
  /** Why the first response was missed (ACP-9.p6). */
  | { readonly kind: 'miss-reason'; readonly text: string }
  /** Automation detected once more what the case is about (SSM-3.2.p4). */
  | { readonly kind: 'detected'; readonly what: string; readonly severity: string; readonly collector: string; readonly text: string }
  /** A text is given back to be written in the language of the service (CSS-8.e2). */
  | { readonly kind: 'returned'; readonly seq: number; readonly text: string; readonly clauses: readonly string[] }

/** Whether there is more to read of it than what happened: a text, or clauses. */
export function saysMore(body: WorkEventBody): boolean {
  if (body.kind === 'access' || body.kind === 'ask') return Boolean(body.text)
  if (body.kind !== 'session' || body.act === 'announced') return true
  const own = body.act === 'log' || (body.act === 'ended' && (body.endedBy === 'engineer' || body.endedBy === 'called-off'))
  return own && Boolean(body.text)
}
