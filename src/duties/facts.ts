import { addDays } from '../calendar/terms.ts'
import type { DutyFact, Offering } from '../catalog/offering.ts'
import type { LocalDate } from '../lib/time.ts'
import { type Contact, type ContactRole, playsFor, playsOn } from '../parties/contacts.ts'

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
  readonly contract: { readonly state: string; readonly activatedOn: LocalDate | null; readonly startsOn: LocalDate }
  /** Everybody who plays or played a part for the account. */
  readonly contacts: readonly Contact[]
  readonly windowSet: boolean | null
  readonly loans: {
    readonly out: number
    readonly unconfirmed: readonly string[]
    readonly unsettled: readonly string[]
    readonly overdue: readonly string[]
  }
}

const levels = ['JNCIA', 'JNCIS', 'JNCIP', 'JNCIE'] as const

/** Reads one fact; undefined for what is worked out from the other duties. */
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
        playing('signatory').length === 1,
        names(playing('signatory')),
        'one sign-off contact',
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
    case 'other-duties':
      return undefined
  }
}

const lentWords = (lacking: string, serials: readonly string[], out: number) =>
  serials.length === 0 ? `${out} lent, all in order` : `${lacking}: ${serials.join(', ')}`
