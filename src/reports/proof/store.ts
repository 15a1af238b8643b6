import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'

/** What is on record of a contract in a time. Days are those where the account is. */
export type Span = {
  readonly accountId: string
  readonly contractId: string
  readonly zone: string
  readonly from: Instant
  readonly before: Instant
}

const within = ({ from, before }: Span) => [new Date(from), new Date(before)] as const

export type PaperRow = {
  readonly request: string
  readonly title: string
  readonly clauses: readonly string[]
  readonly version: number
  readonly text: string
  readonly documentId: string | null
  readonly documentName: string | null
  readonly documentMasked: boolean
  readonly sizeBytes: number
  readonly review: string | null
  readonly sha256: string
  readonly sentBy: string
  readonly on: LocalDate
  readonly outcome: string | null
  readonly signedBy: string | null
}

export async function papers(tx: Tx, span: Span): Promise<readonly PaperRow[]> {
  const [from, before] = within(span)
  const { rows } = await sql<PaperRow>`
    select r.number as request, coalesce(d.title, 'Completion certificate of ' || r.title) as title, coalesce(d.clauses, '{}') as clauses,
      p.version, p.text, p.document_id as "documentId", k.name as "documentName", coalesce(k.secrets = 'masked', false) as "documentMasked",
      coalesce(k.size_bytes, 0)::int as "sizeBytes", p.review, p.sha256, p.sent_by as "sentBy",
      to_char(p.sent_at at time zone ${span.zone}, 'YYYY-MM-DD') as on, p.outcome, p.signed_by as "signedBy"
    from request_paper p
    join service_request r on r.account_id = p.account_id and r.id = p.request_id
    left join request_deliverable d on d.account_id = p.account_id and d.request_id = p.request_id and d.code = p.code
    left join document k on k.account_id = p.account_id and k.id = p.document_id
    where p.account_id = ${span.accountId} and r.contract_id = ${span.contractId} and p.sent_at >= ${from} and p.sent_at < ${before}
    order by p.sent_at, p.code, p.version limit 5000`.execute(tx)
  return rows
}

export type RequestRow = {
  readonly number: string
  readonly title: string
  readonly service: string
  readonly state: string
  readonly askedOn: LocalDate
  readonly askedBy: string
  readonly activeOn: LocalDate | null
  readonly firstDay: LocalDate | null
  readonly closedOn: LocalDate | null
  readonly credits: number | null
}

export async function requests(tx: Tx, span: Span): Promise<readonly RequestRow[]> {
  const [from, before] = within(span)
  const { rows } = await sql<RequestRow>`
    select r.number, r.title, r.service, r.state, to_char(r.asked_at at time zone ${span.zone}, 'YYYY-MM-DD') as "askedOn", r.asked_by as "askedBy",
      r.active_on as "activeOn", r.first_day as "firstDay", to_char(r.closed_at at time zone ${span.zone}, 'YYYY-MM-DD') as "closedOn",
      (select -sum(p.credits)::int from credit_posting p where p.account_id = r.account_id and p.movement_id = r.movement_id and p.place = 'lot') as credits
    from service_request r
    where r.account_id = ${span.accountId} and r.contract_id = ${span.contractId}
      and (r.asked_at < ${before} and (r.closed_at is null or r.closed_at >= ${from}))
    order by r.asked_at limit 2000`.execute(tx)
  return rows
}

export type MeetingRow = {
  readonly number: string
  readonly title: string
  readonly clauses: readonly string[]
  readonly on: LocalDate
  readonly lead: string
  readonly text: string | null
  readonly attended: readonly string[]
}

export async function meetings(tx: Tx, span: Span): Promise<readonly MeetingRow[]> {
  const [from, before] = within(span)
  const { rows } = await sql<MeetingRow>`
    select m.number, m.title, m.clauses, to_char(m.starts_at at time zone ${span.zone}, 'YYYY-MM-DD') as on, m.lead_name as lead,
      (select u.text from meeting_minutes u where u.account_id = m.account_id and u.meeting_id = m.id order by u.version desc limit 1) as text,
      array(select w.name from meeting_person w where w.account_id = m.account_id and w.meeting_id = m.id and w.attended order by w.name) as attended
    from meeting m
    where m.account_id = ${span.accountId} and m.contract_id = ${span.contractId} and m.state = 'held'
      and m.starts_at >= ${from} and m.starts_at < ${before}
    order by m.starts_at limit 2000`.execute(tx)
  return rows
}

/** Webinars of the theatre that were held. */
export async function webinars(
  tx: Tx,
  span: Span,
  theatre: string,
): Promise<readonly { id: string; title: string; on: LocalDate; host: string; postedOn: LocalDate | null }[]> {
  const [from, before] = within(span)
  const { rows } = await sql<{ id: string; title: string; on: LocalDate; host: string; postedOn: LocalDate | null }>`
    select id, title, to_char(starts_at at time zone ${span.zone}, 'YYYY-MM-DD') as on, host, posted_on as "postedOn"
    from webinar where theatre = ${theatre} and state in ('held', 'posted') and starts_at >= ${from} and starts_at < ${before} order by starts_at limit 200`.execute(
    tx,
  )
  return rows
}

export type WindowRow = {
  readonly number: string
  readonly title: string
  readonly service: string
  readonly on: LocalDate
  readonly engineer: string
  readonly reviewed: boolean
  readonly log: readonly { readonly at: string; readonly who: string; readonly kind: string; readonly body: unknown }[]
}

/** Change windows of the contract that were lived through, with everything that was written down of them. */
export async function windows(tx: Tx, span: Span): Promise<readonly WindowRow[]> {
  const [from, before] = within(span)
  const { rows } = await sql<WindowRow>`
    select w.number, w.title, r.service, to_char(w.starts_at at time zone ${span.zone}, 'YYYY-MM-DD') as on, w.engineer_name as engineer, w.state = 'closed' as reviewed,
      (select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'who', e.actor_name, 'kind', e.kind, 'body', e.body) order by e.seq), '[]')
        from change_event e where e.account_id = w.account_id and e.change_id = w.id) as log
    from change_window w join service_request r on r.account_id = w.account_id and r.id = w.request_id
    where w.account_id = ${span.accountId} and r.contract_id = ${span.contractId} and w.state in ('done', 'closed')
      and w.starts_at >= ${from} and w.starts_at < ${before}
    order by w.starts_at limit 1000`.execute(tx)
  return rows
}

export type ResponseRow = {
  readonly priority: string
  readonly met: number
  readonly open: number
  readonly withdrawn: number
  readonly missed: readonly { number: string; on: LocalDate; why: string }[]
}

/** First responses to cases of the contract that were opened in the time. */
export async function responses(tx: Tx, span: Span): Promise<readonly ResponseRow[]> {
  const [from, before] = within(span)
  const { rows } = await sql<ResponseRow>`
    select priority, count(*) filter (where response = 'met')::int as met, count(*) filter (where response = 'running')::int as open,
      count(*) filter (where response = 'none')::int as withdrawn,
      coalesce(jsonb_agg(jsonb_build_object('number', number, 'on', to_char(created_at at time zone ${span.zone}, 'YYYY-MM-DD'),
        'why', coalesce((select body ->> 'text' from case_event e where e.account_id = support_case.account_id and e.case_id = support_case.id
          and e.kind = 'miss-reason' order by e.seq desc limit 1), '')) order by created_at)
        filter (where response = 'missed'), '[]') as missed
    from support_case
    where account_id = ${span.accountId} and contract_id = ${span.contractId} and created_at >= ${from} and created_at < ${before}
    group by priority order by priority`.execute(tx)
  return rows
}

/** Word that was sent by itself: of published records, and of what leaves support. */
export async function letters(tx: Tx, span: Span): Promise<readonly { id: string; kind: string; on: LocalDate; subject: string }[]> {
  const [from, before] = within(span)
  const { rows } = await sql<{ id: string; kind: string; on: LocalDate; subject: string }>`
    select id, kind, to_char(created_at at time zone ${span.zone}, 'YYYY-MM-DD') as on, coalesce(payload ->> 'subject', subject) as subject
    from outbox where account_id = ${span.accountId} and kind in ('advisory-notice', 'lifecycle-notice')
      and created_at >= ${from} and created_at < ${before} order by created_at limit 2000`.execute(tx)
  return rows
}

export type ReleaseRow = {
  readonly serial: string
  readonly version: string
  readonly kind: string
  readonly on: LocalDate
  readonly by: string
  readonly told: readonly string[]
  readonly taken: number
  readonly files: readonly { readonly id: string; readonly name: string; readonly sizeBytes: number; readonly sha256: string }[]
}

/** Patches and updates that were published for software of the contract, with whoever was told (CSS-4.p5, CSS-6.p3). */
export async function releases(tx: Tx, span: Span): Promise<readonly ReleaseRow[]> {
  const [from, before] = within(span)
  const { rows } = await sql<ReleaseRow>`
    select d.serial, r.version, r.kind, to_char(r.published_at at time zone ${span.zone}, 'YYYY-MM-DD') as on, r.published_by as by,
      coalesce((select array(select jsonb_array_elements_text(e.body -> 'told')) from software_event e
        where e.account_id = r.account_id and e.device_id = r.device_id and e.kind = 'publish' and e.body ->> 'version' = r.version limit 1), '{}') as told,
      (select count(*)::int from software_download t where t.account_id = r.account_id and t.release_id = r.id) as taken,
      (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'sizeBytes', f.size_bytes, 'sha256', f.sha256) order by f.name), '[]')
        from software_file s join document f on f.account_id = s.account_id and f.id = s.document_id
        where s.account_id = r.account_id and s.release_id = r.id) as files
    from software_release r join device d on d.account_id = r.account_id and d.id = r.device_id
    where r.account_id = ${span.accountId} and r.published_at >= ${from} and r.published_at < ${before}
      and exists (select 1 from contract_device l where l.account_id = r.account_id and l.contract_id = ${span.contractId} and l.device_id = r.device_id)
    order by r.published_at limit 1000`.execute(tx)
  return rows
}

/** Files that were given as evidence of duties under the contract. */
export async function dutyFiles(
  tx: Tx,
  span: Span,
): Promise<readonly { id: string; name: string; sha256: string; sizeBytes: number; masked: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; sha256: string; sizeBytes: number; masked: boolean }>`
    select distinct f.id, f.name, f.sha256, f.size_bytes::int as "sizeBytes", f.secrets = 'masked' as masked
    from duty_file f join duty_event e on e.account_id = f.account_id and e.file_id = f.id
    where f.account_id = ${span.accountId} and e.contract_id = ${span.contractId} order by f.id limit 2000`.execute(tx)
  return rows
}
