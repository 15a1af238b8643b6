import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Tx } from '../../db/scope.ts'
import { daysMs, type Instant } from '../../lib/time.ts'
import { findReply, issueReply, type ReplyRow } from './store.ts'
import { macBytes, type ReplyMailbox, readToken, replyAddress, signedText, writeToken } from './token.ts'

/** Keys by version; the highest one signs, all of them verify. */
export type ReplyKeys = ReadonlyMap<number, Buffer>

export type ReplyDesk = { readonly mailbox: ReplyMailbox; readonly keys: ReplyKeys }

/** How long an address is good after the last letter that carried it. */
export const replyDays = 180

const derive = (secret: string, version: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'holdfast', `mail reply address, version ${version}`, 32))

/**
 * The keys for reply addresses, derived from the server's secret (HKDF, RFC 5869).
 * @param version raised by one to make every older address worthless
 * @param oldSecret the secret before this one: addresses of the version before stay good until they run out
 */
export function replyKeys(secret: string, version: number, oldSecret?: string): ReplyKeys {
  const keys = new Map([[version, derive(secret, version)]])
  if (oldSecret !== undefined && version > 1) keys.set(version - 1, derive(oldSecret, version - 1))
  return keys
}

const sign = (key: Buffer, row: ReplyRow): Buffer => createHmac('sha256', key).update(signedText(row)).digest().subarray(0, macBytes)

/** The address by which one person answers about one case. */
export async function replyAddressFor(
  tx: Tx,
  { mailbox, keys }: ReplyDesk,
  now: Instant,
  about: { readonly accountId: string; readonly caseId: string; readonly personId: string },
): Promise<string> {
  const version = Math.max(...keys.keys())
  const row = await issueReply(tx, { ...about, version, now })
  return replyAddress(mailbox, writeToken({ version, id: row.id, mac: sign(keys.get(version) as Buffer, row) }))
}

export type ReadReply =
  | { readonly kind: 'valid'; readonly row: ReplyRow }
  | { readonly kind: 'expired'; readonly row: ReplyRow }
  | { readonly kind: 'bad'; readonly why: string }

const noKey = Buffer.alloc(32)

/** Whether a token is one that this server signed; compared in constant time, and the same work is done for an unknown one. */
export async function readReply(tx: Tx, { keys }: ReplyDesk, text: string, now: Instant): Promise<ReadReply> {
  const token = readToken(text)
  if (!token) return { kind: 'bad', why: 'the reply address has not the form of one' }
  const row = await findReply(tx, token.id)
  const key = keys.get(token.version)
  const asked: ReplyRow = row ?? { accountId: '', id: token.id, caseId: '', personId: '', version: token.version, issuedAt: now }
  const same = timingSafeEqual(sign(key ?? noKey, { ...asked, version: token.version }), token.mac)
  if (!row || !key || !same || row.version !== token.version) return { kind: 'bad', why: 'the reply address is not signed by this server' }
  if (now > row.issuedAt + replyDays * daysMs) return { kind: 'expired', row }
  return { kind: 'valid', row }
}

type Invitation = { readonly accountId: string; readonly id: string; readonly meetingId: string; readonly personId: string | null }

const signInvitation = (key: Buffer, version: number, { id, accountId, meetingId, personId }: Invitation): Buffer =>
  createHmac('sha256', key).update(['meeting', version, id, accountId, meetingId, personId].join('\n')).digest().subarray(0, macBytes)

/** The address to which the calendar of one invited person answers: it has the form of those for cases, and is signed for nothing else. */
export function meetingAddress({ mailbox, keys }: ReplyDesk, invitation: Invitation): string {
  const version = Math.max(...keys.keys())
  return replyAddress(
    mailbox,
    writeToken({ version, id: invitation.id, mac: signInvitation(keys.get(version) as Buffer, version, invitation) }),
  )
}

/** The id of the invitation that a token claims to be of; whether it is, is asked of the key. */
export const claimedInvitation = (text: string): string | undefined => readToken(text)?.id

export function isInvitation({ keys }: ReplyDesk, text: string, invitation: Invitation): boolean {
  const token = readToken(text)
  const key = token && keys.get(token.version)
  return token !== undefined && key !== undefined && timingSafeEqual(signInvitation(key, token.version, invitation), token.mac)
}
