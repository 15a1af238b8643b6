import { sql } from 'kysely'
import { instant, type Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { MailFate, MailRule } from './fate.ts'
import type { SenderProof } from './proof/verdict.ts'

export type StoredFile = { readonly name: string; readonly mediaType: string; readonly sizeBytes: number; readonly attached: boolean }

export type StoredMail = {
  readonly accountId: string
  readonly account: string
  readonly id: string
  readonly receivedAt: Instant
  readonly source: 'smtp' | 'imap'
  readonly sha256: string
  readonly sizeBytes: number
  readonly kept: boolean
  readonly messageId: string
  readonly fromAddress: string
  readonly fromName: string
  readonly subject: string
  readonly fate: MailFate['kind']
  readonly rule: MailRule
  readonly reason: string
  readonly clauses: readonly string[]
  readonly proof: SenderProof | null
  readonly caseNumber: string | null
  readonly body: string
  readonly quoted: string
  /** Kinds of secret that are masked in body and quoted. */
  readonly secrets: readonly string[]
  /** Whether its original holds HTML. */
  readonly formatted: boolean
  readonly attachments: readonly StoredFile[]
  readonly state: 'done' | 'held' | 'released' | 'discarded'
  readonly decidedAt: Instant | null
  readonly decidedBy: string | null
  readonly decidedWhy: string | null
}

export type NewMail = Omit<StoredMail, 'account' | 'caseNumber' | 'decidedAt' | 'decidedBy' | 'decidedWhy'> & {
  readonly dedup: string
  readonly caseId: string | null
  readonly personId: string | null
}

export const insertMail = (tx: Tx, mail: NewMail) =>
  tx
    .insertInto('mail_in')
    .values({
      account_id: mail.accountId,
      id: mail.id,
      received_at: new Date(mail.receivedAt),
      source: mail.source,
      dedup: mail.dedup,
      sha256: mail.sha256,
      size_bytes: mail.sizeBytes,
      kept: mail.kept,
      message_id: mail.messageId,
      from_address: mail.fromAddress,
      from_name: mail.fromName,
      subject: mail.subject,
      fate: mail.fate,
      rule: mail.rule,
      reason: mail.reason,
      clauses: [...mail.clauses],
      proof: mail.proof === null ? null : JSON.stringify(mail.proof),
      case_id: mail.caseId,
      person_id: mail.personId,
      body: mail.body,
      quoted: mail.quoted,
      secrets: [...mail.secrets],
      formatted: mail.formatted,
      attachments: JSON.stringify(mail.attachments),
      state: mail.state,
    })
    .execute()

/** The mail that came before with the same key. Two that come at once wait here for each other. */
export async function findTwin(tx: Tx, dedup: string): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${dedup}, 8252))`.execute(tx)
  const row = await tx.selectFrom('mail_in').select('id').where('dedup', '=', dedup).limit(1).executeTakeFirst()
  return row?.id
}

/** Mails since an instant: of a sender, and taken for a case. */
export async function countRecent(
  tx: Tx,
  { sender, caseId, since }: { sender: string; caseId: string | null; since: Instant },
): Promise<{ ofSender: number; onCase: number }> {
  const count = (column: 'from_address' | 'case_id', value: string) =>
    tx
      .selectFrom('mail_in')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where(column, '=', value)
      .where('received_at', '>', instant(since))
      .executeTakeFirstOrThrow()
  const [ofSender, onCase] = [
    sender === '' ? { n: 0 } : await count('from_address', sender),
    caseId === null ? { n: 0 } : await count('case_id', caseId),
  ]
  return { ofSender: Number(ofSender.n), onCase: Number(onCase.n) }
}

/** How many mails of nobody known came since an instant. */
export async function countUnknown(tx: Tx, since: Instant): Promise<number> {
  const row = await tx
    .selectFrom('mail_in')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('rule', '=', 'unknown-sender')
    .where('received_at', '>', instant(since))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Where mail stands: what is held in all, the rest since an instant. Each figure stops at a thousand. */
export async function countByFate(
  tx: Tx,
  since: Instant,
): Promise<Readonly<Record<'held' | 'update' | 'answered' | 'dropped' | 'released' | 'discarded', number>>> {
  const count = async (column: 'fate' | 'state', value: string) => {
    const found = tx.selectFrom('mail_in').select('id').where(column, '=', value).limit(1000)
    const row = await tx
      .selectFrom((value === 'held' ? found : found.where('received_at', '>', instant(since))).as('found'))
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    return Number(row.n)
  }
  return {
    held: await count('state', 'held'),
    update: await count('fate', 'update'),
    answered: await count('fate', 'answered'),
    dropped: await count('fate', 'dropped'),
    released: await count('state', 'released'),
    discarded: await count('state', 'discarded'),
  }
}

/** Whether something was told to an address as an answer to its mail since an instant. */
export async function wasTold(tx: Tx, accountId: string, email: string, since: Instant): Promise<boolean> {
  const row = await tx
    .selectFrom('outbox')
    .select('id')
    .where('account_id', '=', accountId)
    .where('kind', '=', 'mail-answer')
    .where('subject', '=', email)
    .where('created_at', '>', instant(since))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Active people with an address, over all accounts: the provider's last. */
export async function peopleWith(
  tx: Tx,
  email: string,
): Promise<readonly { readonly personId: string; readonly accountId: string; readonly accountKind: string }[]> {
  const rows = await tx
    .selectFrom('person')
    .innerJoin('account', 'account.id', 'person.account_id')
    .select(['person.id as personId', 'account.id as accountId', 'account.kind as accountKind'])
    .where('person.email', '=', email)
    .where('person.status', '=', 'active')
    .where('account.status', '=', 'active')
    .orderBy('account.kind')
    .orderBy('person.id')
    .limit(20)
    .execute()
  return rows
}

export async function providerAccount(tx: Tx): Promise<string> {
  const row = await tx.selectFrom('account').select('id').where('kind', '=', 'provider').orderBy('created_at').limit(1).executeTakeFirst()
  if (!row) throw new Error('There is no account of the provider yet: set up the installation first.')
  return row.id
}

/** The first of these case numbers that exists. */
export async function firstCaseNumber(tx: Tx, numbers: readonly string[]): Promise<string | null> {
  if (numbers.length === 0) return null
  const row = await tx
    .selectFrom('support_case')
    .select('number')
    .where('number', 'in', [...numbers])
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? null
}

const columns = [
  'm.account_id as accountId',
  'account.code as account',
  'm.id',
  'm.received_at as receivedAt',
  'm.source',
  'm.sha256',
  'm.size_bytes as sizeBytes',
  'm.kept',
  'm.message_id as messageId',
  'm.from_address as fromAddress',
  'm.from_name as fromName',
  'm.subject',
  'm.fate',
  'm.rule',
  'm.reason',
  'm.clauses',
  'm.proof',
  'c.number as caseNumber',
  'm.body',
  'm.quoted',
  'm.secrets',
  'm.formatted',
  'm.attachments',
  'm.state',
  'm.decided_at as decidedAt',
  'm.decided_by as decidedBy',
  'm.decided_why as decidedWhy',
] as const

const mails = (tx: Tx) =>
  tx
    .selectFrom('mail_in as m')
    .innerJoin('account', 'account.id', 'm.account_id')
    .leftJoin('support_case as c', (join) => join.onRef('c.account_id', '=', 'm.account_id').onRef('c.id', '=', 'm.case_id'))
    .select(columns)

const fromRow = (row: Awaited<ReturnType<ReturnType<typeof mails>['executeTakeFirstOrThrow']>>): StoredMail => ({
  ...row,
  source: row.source as 'smtp',
  sizeBytes: Number(row.sizeBytes),
  fate: row.fate as MailFate['kind'],
  rule: row.rule as MailRule,
  proof: row.proof as SenderProof | null,
  attachments: row.attachments as unknown as readonly StoredFile[],
  state: row.state as 'done',
})

export async function listMails(
  tx: Tx,
  filter: {
    readonly fate?: string | undefined
    readonly state?: string | undefined
    readonly sender?: string | undefined
    readonly before?: readonly [number, string] | undefined
    readonly limit: number
  },
): Promise<readonly StoredMail[]> {
  let query = mails(tx)
  if (filter.fate) query = query.where('m.fate', '=', filter.fate)
  if (filter.state) query = query.where('m.state', '=', filter.state)
  if (filter.sender) query = query.where('m.from_address', '=', filter.sender)
  if (filter.before) {
    const [at, id] = filter.before
    query = query.where((eb) =>
      eb.or([eb('m.received_at', '<', instant(at)), eb.and([eb('m.received_at', '=', instant(at)), eb('m.id', '<', id)])]),
    )
  }
  return (await query.orderBy('m.received_at', 'desc').orderBy('m.id', 'desc').limit(filter.limit).execute()).map(fromRow)
}

export async function findMail(tx: Tx, id: string): Promise<StoredMail | undefined> {
  const row = await mails(tx).where('m.id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** Decides about a mail that is held. @returns whether it was: of two people who decide at once, one does */
export async function decideMail(
  tx: Tx,
  mail: Pick<StoredMail, 'accountId' | 'id'>,
  change: { readonly state: 'released' | 'discarded'; readonly by: string; readonly why: string; readonly now: Instant },
): Promise<boolean> {
  const rows = await tx
    .updateTable('mail_in')
    .set({ state: change.state, decided_at: new Date(change.now), decided_by: change.by, decided_why: change.why })
    .where('account_id', '=', mail.accountId)
    .where('id', '=', mail.id)
    .where('state', '=', 'held')
    .returning('id')
    .execute()
  return rows.length > 0
}

export async function findPlace(tx: Tx, address: string): Promise<{ uidValidity: number; lastUid: number } | undefined> {
  const row = await tx.selectFrom('mail_box').select(['uid_validity', 'last_uid']).where('address', '=', address).executeTakeFirst()
  return row && { uidValidity: Number(row.uid_validity), lastUid: Number(row.last_uid) }
}

export const savePlace = (tx: Tx, accountId: string, address: string, place: { uidValidity: number; lastUid: number }, now: Instant) =>
  tx
    .insertInto('mail_box')
    .values({
      account_id: accountId,
      address,
      uid_validity: place.uidValidity,
      last_uid: place.lastUid,
      looked_at: new Date(now),
    })
    .onConflict((on) =>
      on
        .columns(['account_id', 'address'])
        .doUpdateSet({ uid_validity: place.uidValidity, last_uid: place.lastUid, looked_at: new Date(now) }),
    )
    .execute()
