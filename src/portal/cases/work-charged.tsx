import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { hoursMs, minutesMs } from '../../lib/time.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { InstantField, useInstants } from '../ui/instant-field.tsx'
import { TextLink } from '../ui/link.tsx'
import { moneyWords } from '../ui/money.ts'
import { useNow } from '../ui/now.ts'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { minutesWords } from '../ui/time.ts'
import { Day, When } from '../ui/when.tsx'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'

type Board = Answer<'case.charging'>

/** Work at rates: what was accepted, written down and charged; nothing where no part is worked on so. */
export function ChargedCard({ of }: { readonly of: Case }) {
  const may = useMay()
  const [open, setOpen] = useState<'accept' | 'log'>()
  const close = () => setOpen(undefined)
  const params = { account: of.account, case: of.number }
  const query = useApi('case.charging', { params })
  const bill = useAct('charge.bill', { done: 'Charged' })
  const board = query.data
  if (!board || (!board.charged && board.entries.length === 0)) return null
  const { accepted, entries, rates } = board
  const due = entries.some((each) => !each.charged)
  return (
    <Card
      title="Work at rates"
      aside={
        may('charge.read') === undefined ? (
          <TextLink to="/accounts/$account/charges" params={{ account: of.account }}>
            Statement
          </TextLink>
        ) : undefined
      }
    >
      <Stack gap="sm">
        <Text size="sm">
          {accepted ? (
            <>
              {accepted.by} accepted {moneyWords(accepted.hourAmount, accepted.currency)} for an hour, <When at={accepted.at} />. The rate
              of the day of the work counts.
            </>
          ) : rates.length > 0 ? (
            'The rates wait for the customer to accept them. Only work after that is charged.'
          ) : (
            'No rate is in force, so nothing can be charged.'
          )}
        </Text>
        <ClauseChips ids={['CSS-8.e3', 'CSS-11.d']} />
        {entries.length > 0 && (
          <ul className="lines">
            {entries.map((each) => (
              <li key={each.entry}>
                <Group gap={8}>
                  <Text size="sm" fw={600}>
                    {moneyWords(each.amount, each.lines[0]?.currency ?? 'XXX')}
                  </Text>
                  <Tag tone={each.charged ? 'ok' : 'warn'}>{each.charged ? 'Charged' : 'Told, not charged yet'}</Tag>
                </Group>
                <Text size="sm" className="break">
                  {each.what}
                </Text>
                <Text size="xs" c="dimmed" component="div">
                  {each.engineer}. Told to {each.told.join(', ')}.
                  {each.lines.map((line) => (
                    <div key={line.day}>
                      <Day on={line.day} />: {minutesWords(line.minutes)} at {moneyWords(line.hourAmount, line.currency)}
                    </div>
                  ))}
                </Text>
              </li>
            ))}
          </ul>
        )}
        <Group gap={6} className="noprint">
          {board.charged && !accepted && board.may.accept && (
            <Act size="compact-sm" reason={rates.length === 0 ? 'No rate is in force' : undefined} onClick={() => setOpen('accept')}>
              Accept the rates
            </Act>
          )}
          {board.charged && board.may.log && (
            <Act
              size="compact-sm"
              variant="default"
              reason={accepted ? undefined : 'The customer has not accepted the rates (CSS-8.e3)'}
              onClick={() => setOpen('log')}
            >
              Write time down
            </Act>
          )}
          {board.may.bill && due && (
            <Button size="compact-sm" loading={bill.isPending} onClick={() => bill.mutate({ params, body: {} })}>
              Charge it
            </Button>
          )}
        </Group>
        {bill.error && <Problem error={bill.error} title="It was not charged" />}
      </Stack>
      {open === 'accept' && <AcceptDialog of={of} rates={rates} onClose={close} />}
      {open === 'log' && <LogDialog of={of} onClose={close} />}
    </Card>
  )
}

function AcceptDialog({ of, rates, onClose }: { readonly of: Case; readonly rates: Board['rates']; readonly onClose: () => void }) {
  const [currency, setCurrency] = useState(rates[0]?.currency ?? '')
  const act = useCaseAct('case.accept-rates', { done: 'Accepted', after: onClose })
  const rate = rates.find((each) => each.currency === currency)
  return (
    <Dialog title="Accept the rates" opened onClose={onClose} size={460}>
      <Form
        onSubmit={() =>
          rate &&
          act.mutate({ params: { account: of.account, case: of.number }, body: { currency: rate.currency, hourAmount: rate.hourAmount } })
        }
      >
        <Text size="sm">
          A part of this case was caused by a change that nobody authorised. Work on it is charged by the hour, at the rate in force on the
          day of the work. You are told what an entry comes to before it is charged.
        </Text>
        <Radio.Group label="For an hour" value={currency} onChange={setCurrency}>
          {rates.map((each) => (
            <Radio key={each.currency} mt={6} value={each.currency} label={moneyWords(each.hourAmount, each.currency)} />
          ))}
        </Radio.Group>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Accept
        </Send>
      </Form>
    </Dialog>
  )
}

function LogDialog({ of, onClose }: { readonly of: Case; readonly onClose: () => void }) {
  const { field, iso } = useInstants()
  const now = Math.floor(useNow() / minutesMs) * minutesMs
  const [from, setFrom] = useState(field(now - hoursMs))
  const [to, setTo] = useState(field(now))
  const [what, setWhat] = useState('')
  const act = useCaseAct('case.log-time', { done: 'Written down; the customer is told', after: onClose })
  return (
    <Dialog title="Write time down" opened onClose={onClose} size={460}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account: of.account, case: of.number },
            body: { from: iso(from) ?? '', to: iso(to) ?? '', what: what.trim() },
          })
        }
      >
        <InstantField label="From" required value={from} onChange={setFrom} />
        <InstantField label="To" required value={to} onChange={setTo} />
        <Textarea
          label="What was done"
          description="The customer is told at once what it comes to."
          required
          autosize
          minRows={2}
          data-autofocus
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}
