import type { Database } from '../../../db/pool.ts'
import { inScope, providerScope } from '../../../db/scope.ts'
import { isPlainAddress } from '../../delivery.ts'
import { headersNamed, type ReadMail } from '../mail.ts'
import { peopleWith } from '../store.ts'
import type { Client, Prove } from './gateway.ts'
import { domainOfAddress, proofOfRelay, type SenderProof } from './verdict.ts'

/** How the sender of a mail is checked: by a relay that is named, by ourselves, or not at all. */
export type ProofDesk = {
  /** The authserv-id of the relay whose word is taken (RFC 8601). */
  readonly relay?: string | undefined
  readonly prove?: Prove | undefined
}

/**
 * What speaks for the sender of a mail; null when nobody looked. Mail that can have no effect, of somebody unknown to no
 * reply address, is not worth a question to the DNS: whoever sends a flood of it would have us ask a flood.
 */
export async function proofFor(
  db: Database,
  { relay, prove }: ProofDesk,
  mail: ReadMail,
  raw: Buffer,
  client: Client | undefined,
  hasToken: boolean,
): Promise<SenderProof | null> {
  const sender = mail.from.length === 1 ? (mail.from[0]?.address ?? '') : ''
  if (!isPlainAddress(sender)) return null
  const domain = domainOfAddress(sender)
  if (relay !== undefined) return proofOfRelay(headersNamed(mail, 'authentication-results'), relay, domain)
  if (!prove || !client) return null
  if (!hasToken && (await inScope(db, providerScope, (tx) => peopleWith(tx, sender))).length === 0) return null
  return prove(raw, client, domain)
}
