import { Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card, Facts } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { Day, When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'
import type { Loan } from './loan.ts'
import { AskBackDialog, ChargeDialog, ConfirmDialog, HandOverDialog, IncidentDialog, LendDialog, ReturnDialog } from './loan-forms.tsx'

type Incident = Loan['incidents'][number]
type Open = 'hand-over' | 'confirm' | 'ask-back' | 'return' | 'incident' | { readonly charge: Incident }

const states: Readonly<Record<Loan['state'], { readonly word: string; readonly tone: Tone }>> = {
  recorded: { word: 'Not handed over yet', tone: 'plain' },
  'not-confirmed': { word: 'Not confirmed', tone: 'warn' },
  active: { word: 'At the site', tone: 'ok' },
  'due-back': { word: 'Due back', tone: 'warn' },
  overdue: { word: 'Overdue', tone: 'danger' },
  returned: { word: 'Returned', tone: 'plain' },
  'written-off': { word: 'Written off', tone: 'plain' },
}

/** Equipment of the provider at a site of the account; nothing is shown where nothing is lent and nobody may lend. */
export function Loans({ account }: { readonly account: string }) {
  const may = useMay()
  const [lending, setLending] = useState(false)
  const query = useApi('loan.list', { params: { account } })
  const lends = may('loan.edit') === undefined
  if (query.data?.items.length === 0 && !lends) return null
  return (
    <section aria-label="Equipment lent">
      <Card
        title="Equipment lent"
        aside={
          lends && (
            <Act variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setLending(true)}>
              Lend equipment
            </Act>
          )
        }
      >
        <Loaded query={query} lines={4}>
          {({ items }) =>
            items.length === 0 ? (
              <Text size="sm" c="dimmed">
                Nothing is lent to this account.
              </Text>
            ) : (
              <ul className="lines">
                {items.map((loan) => (
                  <li key={loan.id}>
                    <OneLoan account={account} loan={loan} />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Card>
      {lending && <LendDialog account={account} onClose={() => setLending(false)} />}
    </section>
  )
}

function OneLoan({ account, loan }: { readonly account: string; readonly loan: Loan }) {
  const may = useMay()
  const staff = useMe().account.kind === 'provider'
  const [open, setOpen] = useState<Open>()
  const given = { account, loan, onClose: () => setOpen(undefined) }
  const out = loan.risk === 'customer'
  return (
    <>
      <Group gap={8} mb={6}>
        <Text fw={650}>
          {loan.what} {loan.serial}
        </Text>
        <Tag tone={states[loan.state].tone}>{states[loan.state].word}</Tag>
        {out && <Tag tone="info">Risk is the customer’s</Tag>}
      </Group>
      <Facts
        two
        of={[
          ['Place', `${loan.site}, ${loan.contact}`],
          ['For', loan.purpose],
          ['Property of', 'the provider, always'],
          ['Value', loan.value && `${loan.value.amount} ${loan.value.currency}`],
          ['Handed over', loan.riskFrom && <When key="from" at={loan.riskFrom} show="absolute" />],
          ['Secured', loan.confirmed ? loan.confirmed.text : out && 'not confirmed yet'],
          [
            'Due back',
            loan.returnDue && (
              <>
                <Day on={loan.returnDue} />
                {loan.returnDueBecause === 'request' ? ', asked for' : ', the service ends'}
                {loan.overdueSince && (
                  <>
                    , overdue since <Day on={loan.overdueSince} />
                  </>
                )}
              </>
            ),
          ],
          ['How', loan.instructions],
          ['Back', loan.riskTo && <When key="to" at={loan.riskTo} show="absolute" />],
        ]}
      />
      {loan.incidents.map((incident) => (
        <Group key={incident.id} gap={8} mt={6}>
          <Tag tone={incident.settled ? 'plain' : 'danger'}>{incident.kind}</Tag>
          <span className="small break">
            <Day on={incident.on} />: {incident.text}
            {incident.estimate && ` Estimate ${incident.estimate.amount} ${incident.estimate.currency}.`}{' '}
            {incident.settled
              ? `${incident.settled.charged ? `Charged ${incident.settled.charged.amount} ${incident.settled.charged.currency}` : 'Not charged'} by ${actorWords(incident.settled.by)}: ${incident.settled.reason}`
              : 'Finance decides about a charge.'}
          </span>
          {staff && !incident.settled && (
            <Act size="compact-sm" variant="default" reason={may('loan.charge')} onClick={() => setOpen({ charge: incident })}>
              Decide
            </Act>
          )}
        </Group>
      ))}
      <Group gap={8} mt={8} className="noprint">
        {staff && loan.state === 'recorded' && (
          <Act size="compact-sm" reason={may('loan.edit')} onClick={() => setOpen('hand-over')}>
            Hand over
          </Act>
        )}
        {out && !staff && (
          <Act
            size="compact-sm"
            variant={loan.confirmed ? 'default' : 'filled'}
            reason={may('loan.handle')}
            onClick={() => setOpen('confirm')}
          >
            {loan.confirmed ? 'Confirm anew' : 'Confirm place and access'}
          </Act>
        )}
        {out && (
          <Act size="compact-sm" variant="default" reason={may('loan.handle')} onClick={() => setOpen('incident')}>
            Report damage or loss
          </Act>
        )}
        {out && staff && (
          <>
            {loan.returnDueBecause !== 'request' && (
              <Act size="compact-sm" variant="default" reason={may('loan.edit')} onClick={() => setOpen('ask-back')}>
                Ask for it back
              </Act>
            )}
            <Act size="compact-sm" variant="default" reason={may('loan.edit')} onClick={() => setOpen('return')}>
              Receipt of the return
            </Act>
          </>
        )}
      </Group>
      {open === 'hand-over' && <HandOverDialog {...given} />}
      {open === 'confirm' && <ConfirmDialog {...given} />}
      {open === 'ask-back' && <AskBackDialog {...given} />}
      {open === 'return' && <ReturnDialog {...given} />}
      {open === 'incident' && <IncidentDialog {...given} />}
      {typeof open === 'object' && <ChargeDialog {...given} incident={open.charge.id} estimate={open.charge.estimate} />}
    </>
  )
}
