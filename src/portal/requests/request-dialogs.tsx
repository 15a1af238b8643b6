import { SimpleGrid, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAct, useApi } from '../api.ts'
import { Confirm, DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { Day } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { MissedDuty } from './missed-duty.tsx'
import type { Whole } from './whole.ts'
import { priceWords } from './words.ts'

type ActProps = { readonly account: string; readonly of: Whole; readonly onClose: () => void }

/** Says what it takes and what is left, before it is taken. */
export function Redeem({ account, of, onClose }: ActProps) {
  const order = of.orders.find(({ version }) => version === of.taskOrder)
  const balance = useApi('credit.balance', { params: { account }, query: {} })
  const redeem = useAct('request.redeem', { done: 'It is active', after: onClose })
  if (!order) return null
  const { payment } = order
  const held = payment.by === 'credits' ? balance.data?.balances.find(({ family }) => family === payment.family)?.left : undefined
  return (
    <Confirm
      title={`Redeem ${priceWords(payment)}?`}
      act="Redeem"
      opened
      onClose={onClose}
      busy={redeem.isPending}
      error={redeem.error}
      onConfirm={() => redeem.mutate({ params: { account, request: of.number } })}
    >
      {of.title} begins on <Day on={order.firstDay} />.{' '}
      {held !== undefined && payment.by === 'credits' && `${held} ${payment.family} are left before, ${held - payment.credits} after it. `}
      Called off before its first day, what it cost comes back; after it, it does not.
    </Confirm>
  )
}

/** Moves the days after a duty that the customer missed; what it costs stays (MSP-5.r2). */
export function MoveDays({ account, of, onClose }: ActProps) {
  const [given, setGiven] = useState({ firstDay: of.firstDay ?? '', lastDay: of.lastDay ?? '', clause: '', why: '' })
  const set =
    (name: keyof typeof given) =>
    ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setGiven((before) => ({ ...before, [name]: value }))
  const act = useAct('request.delay', { done: 'The days are moved, and the customer is told why', after: onClose })
  const { firstDay, ...said } = given
  const begun = of.state !== 'active'
  return (
    <Dialog title={`Move the days of ${of.number}`} opened onClose={onClose} size={520}>
      <Form onSubmit={() => act.mutate({ params: { account, request: of.number }, body: { ...said, ...(begun ? {} : { firstDay }) } })}>
        <MissedDuty account={account} of={of} value={given.clause} onChange={(clause) => setGiven((before) => ({ ...before, clause }))} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {!begun && (
            <DateField label="New first day" required min={of.firstDay ?? undefined} value={firstDay} onChange={set('firstDay')} />
          )}
          <DateField label="New last day" required min={of.lastDay ?? undefined} value={given.lastDay} onChange={set('lastDay')} />
        </SimpleGrid>
        <Textarea label="Why" description="The customer reads it." required autosize minRows={2} value={given.why} onChange={set('why')} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Move the days
        </Send>
      </Form>
    </Dialog>
  )
}

/** Says what comes back before it is called off. */
export function CallOff({ account, of, onClose }: ActProps) {
  const cancel = useAct('request.cancel', {
    done: ({ returned }) => (returned ? 'It is called off, and what it cost is given back' : 'It is called off'),
    after: onClose,
  })
  return (
    <WordDialog
      title={`Call ${of.number} off`}
      lead={
        of.state === 'commenced'
          ? 'It has begun, so what it cost is not given back (policy B47).'
          : of.state === 'active'
            ? 'It has not begun, so what it cost comes back to the lots that paid it.'
            : 'Nothing was paid yet.'
      }
      button="Call it off"
      color="red.9"
      act={cancel}
      onSend={(reason) => cancel.mutate({ params: { account, request: of.number }, body: { reason } })}
      onClose={onClose}
    />
  )
}
