import { addDays } from '../calendar/terms.ts'
import type { DutyFact, Offering } from '../catalog/offering.ts'
import type { LocalDate } from '../lib/time.ts'
import { type Contact, type ContactRole, playsFor, playsOn, signsForGood } from '../parties/contacts.ts'
import { type AttendedPeriod, decidingPeriod } from './attendance.ts'

/** What a duty is decided by without anybody saying it: whether it is met, what was found, and since when it lacks. */
export type Fact = {
  readonly met: boolean
  readonly found: string
  readonly expected: string
  readonly since: LocalDate | null
  readonly cure: string
}

export type FactWorld = {
  readonly today: LocalDate
  readonly contract: {
    readonly state: string
    readonly activatedOn: LocalDate | null
    readonly startsOn: LocalDate
    readonly terms?: { readonly advisor?: { readonly name: string } }
  }
  /** Everybody who plays or played a part for the account. */
  readonly contacts: readonly Contact[]
  readonly windowSet: boolean | null
  /** What is on record of the customer's engineers; left out where nobody asks. */
  readonly engineers?: readonly {
    readonly personId: string
    readonly name: string
    readonly offering: string
    readonly trainedOn: LocalDate | null
    readonly skills: readonly string[]
  }[]
  readonly loans: {
    readonly out: number
    readonly unconfirmed: readonly string[]
    readonly unsettled: readonly string[]
    readonly overdue: readonly string[]
  }
  /** What is flagged of the papers of a piece of work; left out for a contract. */
  readonly papers?: readonly string[]
  /** Left out where nobody asks the meetings. */
  readonly attendance?: readonly AttendedPeriod[] | undefined
}

/** What each engineer has to be able to do (CSS-8.e1). */
const engineerSkills = ['operation', 'configuration', 'troubleshooting'] as const

/** So many quarters in a row without anybody at a webinar are shown (ACP-16.p5). */
const quartersMissed = 2

const levels = ['JNCIA', 'JNCIS', 'JNCIP', 'JNCIE'] as const

/** Reads one fact; undefined for what is worked out from the other duties, and for what nobody asked about. */
export function readFact(fact: DutyFact, offering: Offering, world: FactWorld): Fact | undefined {
  const { today, contract } = world
  const here = world.contacts.filter((contact) => playsFor(contact, offering.code))
  const playing = (role: ContactRole) => here.filter((contact) => contact.role === role && playsOn(contact, today))
  /** The day after the last one who played the part, else the first day of the contract. */
  const lackingSince = (...roles: readonly ContactRole[]): LocalDate => {
    const ended = here.flatMap(({ role, endsOn }) => (roles.includes(role) && endsOn !== null && endsOn < today ? [endsOn] : []))
    const last = ended.toSorted().at(-1)
    return last === undefined || last < contract.startsOn ? contract.startsOn : addDays(last, 1)
  }
  const say = (met: boolean, found: string, expected: string, cure: string, since: LocalDate | null): Fact => ({
    met,
    found,
    expected,
    cure,
    since: met ? null : since,
  })
  const names = (people: readonly Contact[]) => people.map(({ name }) => name).join(', ') || 'nobody'
  switch (fact) {
    case 'activated':
      return say(
        contract.state === 'active',
        contract.activatedOn ? `activated on ${contract.activatedOn}` : `the contract is ${contract.state}`,
        'an active contract',
        'Supply what the activation asks for.',
        contract.startsOn,
      )
    case 'advisor': {
      const name = contract.terms?.advisor?.name
      return say(
        name !== undefined,
        name ?? 'nobody',
        'one named advisor',
        'Name the advisor on the page of the contract.',
        contract.activatedOn ?? contract.startsOn,
      )
    }
    case 'lead': {
      const found = playing('lead')
      return say(found.length === 1, names(found), 'one lead contact', 'Name one lead contact.', lackingSince('lead'))
    }
    case 'named': {
      const { least, most } = offering.contacts.named ?? { least: 1, most: Number.POSITIVE_INFINITY }
      const count = new Set(playing('named').map(({ personId }) => personId)).size
      return say(
        count >= least && count <= most,
        `${count} named`,
        `${least} to ${most} representatives`,
        count < least ? `Name ${least - count} more.` : `End ${count - most} of them.`,
        lackingSince('named'),
      )
    }
    case 'primary':
      return say(
        playing('primary').length > 0,
        names(playing('primary')),
        'a primary contact',
        'Name a primary contact.',
        lackingSince('primary'),
      )
    case 'backup': {
      const others = playing('backup').filter(({ personId }) => !playing('primary').some((contact) => contact.personId === personId))
      return say(
        others.length > 0,
        names(playing('backup')),
        'a backup contact who is not the primary one',
        'Name another person as backup contact.',
        lackingSince('backup'),
      )
    }
    case 'primary-and-backup': {
      const [primary, backup] = [playing('primary'), playing('backup')]
      const two = primary.some((one) => backup.some((other) => other.personId !== one.personId))
      return say(
        two,
        `primary: ${names(primary)}; backup: ${names(backup)}`,
        'a primary and a backup contact, two different people',
        'Name two different people.',
        lackingSince('primary', 'backup'),
      )
    }
    case 'technical':
      return say(
        playing('technical').length > 0,
        names(playing('technical')),
        'a technical contact',
        'Name a technical contact.',
        lackingSince('technical'),
      )
    case 'signatory':
      return say(
        playing('signatory').filter(signsForGood).length === 1,
        playing('signatory')
          .map(({ name, endsOn }) => (endsOn === null ? name : `${name} until ${endsOn}`))
          .join(', ') || 'nobody',
        'one sign-off contact, beside who stands in for a time',
        'Name one sign-off contact.',
        lackingSince('signatory'),
      )
    case 'certificates': {
      const { atLeast } = offering.contacts.adviceCertificate ?? { atLeast: 'JNCIS' as const }
      const without = playing('named').filter(
        ({ certificate }) => !certificate || levels.indexOf(certificate.level) < levels.indexOf(atLeast) || certificate.expiresOn < today,
      )
      return say(
        without.length === 0,
        without.length === 0 ? 'everybody holds one' : `none of record for ${names(without)}`,
        `${atLeast} or higher for each representative`,
        `${atLeast} or higher is recommended; nothing waits for it.`,
        null,
      )
    }
    case 'window-set':
      return say(
        world.windowSet === true,
        world.windowSet ? 'start, end and zone are set' : 'no window is set',
        'start, end and zone',
        'Set the window.',
        null,
      )
    case 'loans-kept':
      return say(
        world.loans.unconfirmed.length === 0,
        world.loans.out === 0 ? 'nothing is lent' : lentWords('not confirmed', world.loans.unconfirmed, world.loans.out),
        'a secured area and a list of who may enter, for everything lent',
        'Confirm the area and who may enter.',
        null,
      )
    case 'loans-settled':
      return say(
        world.loans.unsettled.length === 0,
        world.loans.unsettled.length === 0 ? 'no loss or damage is open' : `open: ${world.loans.unsettled.join(', ')}`,
        'every loss and damage settled',
        'Settle the charge.',
        null,
      )
    case 'loans-returned':
      return say(
        world.loans.overdue.length === 0,
        world.loans.out === 0 ? 'nothing is lent' : lentWords('overdue', world.loans.overdue, world.loans.out),
        'everything back in time',
        'Give it back as the instructions say.',
        null,
      )
    case 'meetings-attended': {
      if (!world.attendance) return undefined
      const last = decidingPeriod(world.attendance, today)
      return say(
        last?.state !== 'not met',
        last ? `attended ${last.attended} from ${last.from} to ${last.to}` : 'no period is over in which a meeting was offered',
        last ? `${last.due} at least` : 'somebody of the customer at the meetings',
        'Attend the next meeting: the duty is met again when a period is over in which it was.',
        last ? addDays(last.to, 1) : null,
      )
    }
    case 'papers-in-order': {
      const flagged = world.papers ?? []
      return say(
        flagged.length === 0,
        flagged.length === 0 ? 'no paper is flagged' : flagged.join('; '),
        'current papers in English, on schedule',
        'Send the paper in English; what came late stays as it is.',
        null,
      )
    }
    case 'engineers-trained':
    case 'engineers-proficient': {
      if (!world.engineers) return undefined
      const own = world.engineers.filter((each) => each.offering === offering.code)
      const all = new Map([...playing('technical'), ...own].map(({ personId, name }) => [personId, name]))
      const lacks = (personId: string): string[] => {
        const record = own.find((each) => each.personId === personId)
        if (fact === 'engineers-trained') return record?.trainedOn ? [] : ['training']
        return engineerSkills.filter((skill) => !record?.skills.includes(skill))
      }
      const open = [...all].flatMap(([id, name]) => (lacks(id).length > 0 ? [`${name}: ${lacks(id).join(', ')}`] : []))
      return say(
        all.size > 0 && open.length === 0,
        all.size === 0 ? 'no engineer is on record' : open.length === 0 ? 'every engineer' : `missing of ${open.join('; ')}`,
        fact === 'engineers-trained' ? 'a day of training for each engineer' : `${engineerSkills.join(', ')} for each engineer`,
        'Put it on record on the page People of the account.',
        null,
      )
    }
    case 'webinars-attended': {
      if (!world.attendance) return undefined
      const over = world.attendance.filter(({ to, state }) => to < today && (state === 'met' || state === 'not met'))
      const missed = over.slice(over.findLastIndex(({ state }) => state === 'met') + 1)
      // one quarter without anybody is no habit yet
      return say(
        missed.length < quartersMissed,
        missed.length === 0
          ? 'somebody attended when a webinar was last held'
          : `nobody attended in ${missed.length} quarters in which one was held`,
        `somebody at a webinar in one of ${quartersMissed} quarters`,
        'Register somebody for the next webinar; nothing waits for it.',
        missed[0]?.from ?? null,
      )
    }
    case 'other-duties':
      return undefined
  }
}

const lentWords = (lacking: string, serials: readonly string[], out: number) =>
  serials.length === 0 ? `${out} lent, all in order` : `${lacking}: ${serials.join(', ')}`
