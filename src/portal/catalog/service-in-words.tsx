import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Offering } from '../../catalog/offering.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Card } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { minutesWords } from '../ui/time.ts'
import {
  anchorWords,
  baseWords,
  cadenceWords,
  channelWords,
  countWords,
  effectWords,
  purposeWords,
  salesWords,
  theatres,
  theatreWords,
} from '../ui/words.ts'

type LineProps = { readonly children: ReactNode; readonly clauses: readonly string[]; readonly aside?: ReactNode }

/** One promise, duty or limit, with the clauses it comes from. */
const Line = ({ children, clauses, aside }: LineProps) => (
  <li>
    <div style={{ display: 'flex', gap: 12, justifyContent: 'space-between', flexWrap: 'wrap' }}>
      <Text size="sm" component="div" style={{ flex: '1 1 240px', minWidth: 0 }}>
        {children}
        {aside && <span className="dim small"> {aside}</span>}
      </Text>
      <ClauseChips ids={clauses} />
    </div>
  </li>
)

const Lines = ({ title, note, children }: { readonly title: string; readonly note?: string; readonly children: ReactNode }) => (
  <Card title={title}>
    {note && (
      <Text size="sm" c="dimmed" mb={8}>
        {note}
      </Text>
    )}
    <ul className="lines">{children}</ul>
  </Card>
)

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** A service in plain words: what it gives, when, how soon, how to ask, what both sides owe, and what it leaves out. */
export function ServiceInWords({ of, withPurchase = false }: { readonly of: Offering; readonly withPurchase?: boolean }) {
  return (
    <div className="split even">
      <Stack gap="md">
        {of.deliverables.length > 0 && (
          <Lines title="What it gives">
            {of.deliverables.map(({ code, title, cadence, clauses }) => (
              <Line key={code} clauses={clauses} aside={cadenceWords[cadence]}>
                {title}.
              </Line>
            ))}
          </Lines>
        )}
        <Response of={of} />
        <HowToAsk of={of} />
        <Hours of={of} />
      </Stack>
      <Stack gap="md">
        <Duties of={of} party="customer" />
        <Duties of={of} party="provider" />
        <People of={of} />
        {of.limits.length > 0 && (
          <Lines title="Limits">
            {of.limits.map(({ code, title, clauses }) => (
              <Line key={code} clauses={clauses}>
                {title}.
              </Line>
            ))}
          </Lines>
        )}
        {of.exclusions.length > 0 && (
          <Lines title="What it leaves out">
            {of.exclusions.map(({ code, title, offers, clauses }) => (
              <Line key={code} clauses={clauses} aside={offers.length > 0 ? `Covered by ${listed(offers)} instead` : undefined}>
                {title}.
              </Line>
            ))}
          </Lines>
        )}
        {withPurchase && <Buying of={of} />}
        <Papers of={of} />
      </Stack>
    </div>
  )
}

function Response({ of }: { readonly of: Offering }) {
  const { response } = of
  if (!response)
    return (
      <Card title="First response">
        <Text size="sm">This service promises no first-response time of its own.</Text>
      </Card>
    )
  return (
    <Lines
      title="First response"
      note={response.force === 'guideline' ? 'A guideline that informs, not a promise.' : 'A promise of the contract.'}
    >
      {response.targets.map(({ priority, minutes, clauses }) => (
        <Line key={priority} clauses={clauses}>
          <Tag tone={priority === 'P1' ? 'danger' : priority === 'P2' ? 'warn' : 'plain'}>{priority}</Tag> within{' '}
          <b>{minutesWords(minutes)}</b>
        </Line>
      ))}
      {response.channelRules.map(({ rule, priority, channels, takes, clauses }) => (
        <Line key={rule} clauses={clauses}>
          {priority} that comes by {listed(channels.map((each) => channelWords[each].toLowerCase()))} takes the target of {takes}.
        </Line>
      ))}
      <Line clauses={response.definition.clauses}>What counts as the first response is defined.</Line>
      <Line clauses={response.efforts.clauses}>Serious effort, no guarantee of a solution in a given time.</Line>
    </Lines>
  )
}

function HowToAsk({ of }: { readonly of: Offering }) {
  const { intake } = of
  if (!intake)
    return (
      <Card title="How to ask for help">
        <Text size="sm">This service takes no cases of its own; the base contract does.</Text>
      </Card>
    )
  return (
    <Lines title="How to ask for help">
      <Line clauses={intake.clauses}>Cases are taken by {listed(intake.channels.map((each) => channelWords[each].toLowerCase()))}.</Line>
      {intake.refusedClauses && <Line clauses={intake.refusedClauses}>E-mail opens no case; it only follows one.</Line>}
      <Line clauses={intake.roundTheClock.clauses}>At every hour of every day.</Line>
      <Line clauses={intake.clauses}>
        {intake.openers === 'any-user' ? 'Any user of the customer may open one.' : 'Named contacts open them.'}
      </Line>
      {intake.confirmations.map(({ code, title, clauses }) => (
        <Line key={code} clauses={clauses}>
          To confirm beforehand: {title}.
        </Line>
      ))}
      {intake.advice.map(({ title, clauses, when }) => (
        <Line key={title} clauses={clauses} aside={`${when.priority} by ${channelWords[when.channel].toLowerCase()}`}>
          {title}.
        </Line>
      ))}
      {intake.expert && (
        <Line clauses={[...intake.expert.clauses, ...intake.expert.contactClauses, ...intake.expert.certificateClauses]}>
          {listed(intake.expert.priorities)} go straight to senior engineers, for named contacts
          {intake.expert.certificates.length > 0 ? ` and for people with a valid ${listed(intake.expert.certificates)} certificate` : ''}.
        </Line>
      )}
    </Lines>
  )
}

function Hours({ of }: { readonly of: Offering }) {
  if (of.hours.length === 0) return null
  return (
    <Lines title="Hours">
      {of.hours.map((row) => (
        <li key={row.purpose}>
          <div style={{ display: 'flex', gap: 12, justifyContent: 'space-between', flexWrap: 'wrap', marginBottom: 4 }}>
            <Text size="sm" fw={600}>
              {purposeWords[row.purpose]}
            </Text>
            <ClauseChips ids={row.clauses} />
          </div>
          <Text size="sm" c="dimmed" mb={4}>
            {row.days === 'every-day' ? 'Every day' : 'Monday to Friday'}
            {row.holidays === 'vendor' ? ', except the vendor’s holidays' : ''}
            {anchorWords[row.anchor] ? `, in the ${anchorWords[row.anchor]}` : ''}.
          </Text>
          <ul className="lines">
            {theatres.map((theatre) => {
              const day = row.byTheatre[theatre]
              return (
                <Line key={theatre} clauses={day?.clauses ?? []}>
                  {theatreWords[theatre]}:{' '}
                  {day ? (
                    <b>{day.start === '00:00' && day.end === '24:00' ? 'round the clock' : `${day.start} to ${day.end}`}</b>
                  ) : (
                    'no hours entered'
                  )}
                </Line>
              )
            })}
          </ul>
        </li>
      ))}
    </Lines>
  )
}

function Duties({ of, party }: { readonly of: Offering; readonly party: 'provider' | 'customer' }) {
  const duties = of.duties.filter((duty) => duty.party === party)
  if (duties.length === 0) return null
  return (
    <Lines title={party === 'customer' ? 'What the customer owes' : 'What the provider owes'}>
      {duties.map(({ code, title, effect, clauses }) => (
        <Line key={code} clauses={clauses} aside={effectWords[effect]}>
          {title}.
        </Line>
      ))}
    </Lines>
  )
}

function People({ of: { contacts } }: { readonly of: Offering }) {
  const { named, lead, primaryAndBackup, technical, signOff, adviceCertificate } = contacts
  if (!named && !lead && !primaryAndBackup && !technical && !signOff && !adviceCertificate) return null
  return (
    <Lines title="People it asks for">
      {named && (
        <Line clauses={named.clauses}>
          {named.least === named.most ? named.least : `${named.least} to ${named.most}`} named representatives.
        </Line>
      )}
      {lead && <Line clauses={lead.clauses}>A lead contact.</Line>}
      {primaryAndBackup && <Line clauses={primaryAndBackup.clauses}>A primary and a backup contact, two different people.</Line>}
      {technical && <Line clauses={technical.clauses}>A technical contact.</Line>}
      {signOff && <Line clauses={signOff.clauses}>Somebody who signs off.</Line>}
      {adviceCertificate && (
        <Line clauses={adviceCertificate.clauses}>They should hold at least a {adviceCertificate.atLeast} certificate.</Line>
      )}
    </Lines>
  )
}

function Buying({ of }: { readonly of: Offering }) {
  const { purchase, cover, availability } = of
  const { term, baseContract, qualification } = purchase
  return (
    <Lines title="Buying it">
      {purchase.channels.map(({ channel, clauses }) => (
        <Line key={channel} clauses={clauses}>
          Sold by: {salesWords[channel].toLowerCase()}.
        </Line>
      ))}
      {qualification && <Line clauses={qualification.clauses}>The end user is {qualification.form} by a person beforehand.</Line>}
      {purchase.ownUse && <Line clauses={purchase.ownUse.clauses}>The end user states that it is for its own use.</Line>}
      <Line clauses={term.clauses}>
        {term.minimumMonths === null ? 'No minimum term is written.' : `At least ${countWords(term.minimumMonths, 'month')}.`}
      </Line>
      {term.cotermClauses && <Line clauses={term.cotermClauses}>Shorter only to end together with other contracts, by agreement.</Line>}
      {baseContract && (
        <Line clauses={baseContract.clauses}>
          It builds on {listed(baseContract.types.map((type) => baseWords[type] ?? type))}
          {baseContract.shape === 'each-device'
            ? ' for each device'
            : baseContract.shape === 'all-equipment'
              ? ' for all equipment'
              : ' for the account'}
          .
        </Line>
      )}
      {purchase.documents.map(({ code, title, agreedByBoth, onlyFor, clauses }) => (
        <Line key={code} clauses={clauses}>
          {onlyFor ? 'A statement of work needs' : 'Needs'}: {title}
          {agreedByBoth ? ', agreed by both' : ''}.
        </Line>
      ))}
      {cover.acquired && <Line clauses={cover.acquired.clauses}>Devices acquired by {listed(cover.acquired.modes)}.</Line>}
      {cover.registered && <Line clauses={cover.registered.clauses}>Serial and installation address are registered.</Line>}
      {purchase.prices.map(({ code, title, credits, unit, clauses }) => (
        <Line key={code} clauses={clauses}>
          {title}: {credits === null ? `the vendor sets the price of a ${unit}` : `${countWords(credits, 'credit')} a ${unit}`}.
        </Line>
      ))}
      {purchase.creditMonths && (
        <Line clauses={purchase.creditMonths.clauses}>Credits stay valid for {purchase.creditMonths.months} months.</Line>
      )}
      <Line clauses={availability.embargo.clauses}>Not in embargoed countries.</Line>
      {availability.theatres && (
        <Line clauses={availability.theatres.clauses}>
          Only in: {listed(availability.theatres.only.map((each) => theatreWords[each]))}.
        </Line>
      )}
    </Lines>
  )
}

function Papers({ of }: { readonly of: Offering }) {
  const { precedence, purchase } = of
  return (
    <Lines title="The papers">
      <Line clauses={purchase.agreement.clauses}>Governed by the {purchase.agreement.posted}, in the version that the contract pins.</Line>
      <Line clauses={precedence.clauses}>
        If texts conflict, this order holds: {precedence.ranks.map((rank) => rank.join(' with ')).join(', then ')}.
      </Line>
      {of.definitions.map(({ term, meaning, clauses }) => (
        <Line key={term} clauses={clauses}>
          <b>{term}</b>: {meaning}
        </Line>
      ))}
    </Lines>
  )
}
