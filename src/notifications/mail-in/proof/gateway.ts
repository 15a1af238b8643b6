import { Resolver } from 'node:dns/promises'
import { deniedBecause } from '../../egress/addresses.ts'
import { type SenderProof, verdictOf } from './verdict.ts'

/** Who brought a mail to the listener, as SMTP tells it. */
export type Client = {
  readonly address: string
  /** What it called itself. */
  readonly name: string
  /** The envelope's sender, to whom the mail is returned; empty for a report. */
  readonly returnTo: string
}

/** Finds out whether the domain of a sender stands behind a mail; null where that cannot be asked. */
export type Prove = (raw: Buffer, client: Client, domain: string) => Promise<SenderProof | null>

/** A question to the DNS, answered as `dns.promises.resolve` does. */
export type Resolve = (name: string, type: string) => Promise<string[] | string[][]>

export type ProverOptions = {
  /** What we call ourselves in results. */
  readonly name: string
  readonly resolve?: Resolve
  /** How long one mail may keep us asking. */
  readonly timeoutMs?: number
  readonly mostLookups?: number
}

const none = (said: string | undefined): string => said ?? 'none'

/**
 * Judges mail by what the sender's domain publishes. Everything is bounded: whoever sends a mail also chooses which names
 * are asked for, so a mail that keeps us asking is one whose sender could not be found out, and not one without a verdict.
 */
export function createProver({ name, resolve = systemResolve(), timeoutMs = 10_000, mostLookups = 60 }: ProverOptions): Prove {
  return async (raw, client, domain) => {
    // a relay of the house brings others' mail: its address says nothing about who sent it
    if (deniedBecause(client.address) !== undefined) return null
    const proof = (verdict: SenderProof['verdict'], said: string): SenderProof => ({ by: 'listener', domain, verdict, said })
    let lookups = 0
    const bounded: Resolve = (asked, type) => {
      lookups++
      if (lookups > mostLookups) return Promise.reject(Object.assign(new Error('too many questions'), { code: 'ESERVFAIL' }))
      return resolve(asked, type)
    }
    const late = Promise.withResolvers<undefined>()
    const timer = setTimeout(() => late.resolve(undefined), timeoutMs)
    try {
      const { authenticate } = await import('mailauth')
      const found = await Promise.race([
        authenticate(raw, {
          ip: client.address,
          helo: client.name,
          sender: client.returnTo,
          mta: name,
          resolver: bounded,
          disableBimi: true,
          rejectRsaSha1: true,
        }),
        late.promise,
      ])
      if (found === undefined) return proof('unsure', `it took longer than ${timeoutMs / 1000} s to ask`)
      const dmarc = found.dmarc || undefined
      const results = [
        `dmarc=${none(dmarc?.status.result)}`,
        `spf=${none((found.spf || undefined)?.status.result)}`,
        `dkim=${[...new Set((found.dkim?.results ?? []).map(({ status }) => status.result))].slice(0, 4).join(' ') || 'none'}`,
        ...((found.arc || undefined)?.status.result ? [`arc=${(found.arc as { status: { result: string } }).status.result}`] : []),
      ]
      const said = results.join(', ')
      if (dmarc === undefined) return proof('unsure', `${said}; its From can be read in several ways`)
      const about = String((dmarc.status.header as { from?: string } | undefined)?.from ?? domain).toLowerCase()
      if (about !== domain) return proof('unsure', `${said}; its From can be read in several ways`)
      const { alignment } = dmarc as { alignment?: { spf?: { result?: unknown }; dkim?: { underSized?: number } } }
      // a signature over the beginning of the body lets anybody add to it (RFC 6376, section 8.2)
      if (dmarc.status.result === 'pass' && !alignment?.spf?.result && alignment?.dkim?.underSized)
        return proof('unsure', `${said}; the signature covers only a part of the mail`)
      return proof(verdictOf(dmarc.status.result), said)
    } catch (error) {
      return proof('unsure', `it could not be checked (${String((error as Error)?.message ?? error).slice(0, 100)})`)
    } finally {
      clearTimeout(timer)
    }
  }
}

function systemResolve(): Resolve {
  const resolver = new Resolver({ timeout: 2500, tries: 2 })
  return (name, type) => resolver.resolve(name, type) as Promise<string[]>
}
