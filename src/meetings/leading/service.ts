import { newId } from '../../db/ids.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { conflict } from '../../lib/problem.ts'
import { listStaff } from '../../parties/staff/service.ts'
import type { MeetingKind } from '../kinds.ts'
import { insertMeetingPeople, listMeetingPeople } from '../people/store.ts'
import { requireMeeting, requireState, tellInvited } from '../running/service.ts'
import { type By, leadOf, note } from '../service.ts'
import * as store from '../store.ts'
import { leadRoles } from './lead.ts'

/** People of the provider who may lead a kind of meeting. */
export async function whoMayLead(tx: Tx, kind: MeetingKind) {
  const staff = await listStaff(tx)
  return staff
    .filter(({ status, roles }) => status === 'active' && leadRoles[kind].some((role) => roles.includes(role)))
    .map(({ id, name }) => ({ id, name }))
}

export type LeadInput = {
  readonly leadId: string
  readonly reason: string
  /** Also those of the series that come after it, and those that a renewal brings. */
  readonly following: boolean
}

/** Somebody else leads a meeting, or it and those of its series after it; whoever was invited hears of it with the reason. */
export async function changeLead(tx: Tx, account: AccountRef, by: By, number: string, input: LeadInput): Promise<void> {
  const meeting = await requireMeeting(tx, account, number, true)
  requireState(meeting, 'planned')
  const lead = await leadOf(tx, input.leadId, meeting.kind)
  const { seriesId } = meeting
  if (input.following && seriesId === null) throw conflict(`${number} belongs to no series`, { toDo: 'Change this one alone.' })
  if (meeting.leadId === lead.personId && !input.following) throw conflict(`${lead.name} leads ${number} already`)
  const after =
    input.following && seriesId !== null
      ? await store.listMeetings(tx, { accountId: account.id, seriesId, from: meeting.startsAt, state: 'planned', limit: 400 })
      : []
  const all = [meeting, ...after.filter(({ id }) => id !== meeting.id)].filter(({ leadId }) => leadId !== lead.personId)
  for (const each of all) {
    const before = each.leadName || 'nobody'
    // when and where it is stays, so an answer that was given stays one: RFC 5546 counts the sequence up for those alone
    const next = { ...each, leadId: lead.personId, leadName: lead.name }
    await store.changeMeeting(tx, each, { leadId: next.leadId, leadName: next.leadName })
    const invited = await listMeetingPeople(tx, account.id, [each.id])
    if (!invited.some(({ personId }) => personId === lead.personId))
      await insertMeetingPeople(tx, account.id, [
        { id: newId(by.now), meetingId: each.id, personId: lead.personId, name: lead.name, email: lead.email, side: 'provider' },
      ])
    await note(tx, each, by, 'lead', `${lead.name} instead of ${before}: ${input.reason}`)
    if (each.invitedAt !== null)
      await tellInvited(tx, { ...next, reason: `${lead.name} leads it instead of ${before}: ${input.reason}` }, by.now, 'change')
  }
  if (input.following && seriesId !== null)
    await store.changeSeries(tx, account.id, seriesId, { lead_id: lead.personId, lead_name: lead.name })
}
