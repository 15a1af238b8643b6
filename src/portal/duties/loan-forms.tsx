import { Group, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct, useApi } from '../api.ts'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import type { Loan } from './loan.ts'

type Props = { readonly account: string; readonly loan: Loan; readonly onClose: () => void }
type Money = { readonly amount: string; readonly currency: string }

function useMoney(start: Money | null = null) {
  const [amount, setAmount] = useState(start?.amount ?? '')
  const [currency, setCurrency] = useState(start?.currency ?? '')
  const value = amount === '' && currency === '' ? undefined : { amount, currency: currency.toUpperCase() }
  const field = (label: string, required = false) => (
    <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
      <TextInput
        label={label}
        inputMode="decimal"
        placeholder="1250.00"
        required={required}
        value={amount}
        onChange={(event) => setAmount(event.currentTarget.value)}
      />
      <TextInput
        label="Currency"
        placeholder="AUD"
        maxLength={3}
        w={110}
        required={required}
        value={currency}
        onChange={(event) => setCurrency(event.currentTarget.value)}
      />
    </Group>
  )
  return { value, field }
}

const area = (label: string, value: string, write: (text: string) => void, description?: string) => (
  <Textarea
    label={label}
    required
    autosize
    minRows={2}
    value={value}
    onChange={(event) => write(event.currentTarget.value)}
    {...(description ? { description } : {})}
  />
)

export function LendDialog({ account, onClose }: Omit<Props, 'loan'>) {
  const sites = useApi('site.list', { params: { account } })
  const duties = useApi('duty.list', { params: { account } })
  const [contract, setContract] = useState<string | null>(null)
  const [site, setSite] = useState<string | null>(null)
  const [serial, setSerial] = useState('')
  const [what, setWhat] = useState('')
  const [purpose, setPurpose] = useState('')
  const [contact, setContact] = useState('')
  const act = useAct('loan.record', { done: 'It is recorded; hand it over next', after: onClose })
  const lending = (duties.data?.contracts ?? []).filter(({ items }) => items.some(({ code }) => code.startsWith('lent-equipment')))
  return (
    <Dialog title={`Lend equipment to ${account}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account, contract: contract ?? '-' }, body: { site: site as string, serial, what, purpose, contact } })
        }
      >
        <Select
          label="Contract"
          description="Only services that lend equipment are listed."
          required
          data={lending.map(({ number, title }) => ({ value: number, label: `${number} ${title}` }))}
          value={contract}
          onChange={setContract}
        />
        <Select
          label="Site"
          required
          data={(sites.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={site}
          onChange={setSite}
        />
        <TextInput label="Serial" required value={serial} onChange={(event) => setSerial(event.currentTarget.value)} />
        <TextInput label="What it is" required value={what} onChange={(event) => setWhat(event.currentTarget.value)} />
        <TextInput label="What for" value={purpose} onChange={(event) => setPurpose(event.currentTarget.value)} />
        <TextInput label="Contact at the site" required value={contact} onChange={(event) => setContact(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Record
        </Send>
      </Form>
    </Dialog>
  )
}

export function HandOverDialog({ account, loan, onClose }: Props) {
  const [receivedBy, setReceivedBy] = useState('')
  const value = useMoney()
  const act = useAct('loan.hand-over', { done: 'The hand-over is noted', after: onClose })
  return (
    <Dialog title={`Hand over ${loan.serial}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account, loan: loan.id }, body: { receivedBy, ...(value.value ? { value: value.value } : {}) } })
        }
      >
        <Text size="sm" c="dimmed">
          From its receipt the risk is the customer’s. It stays the property of the provider.
        </Text>
        <TextInput
          label="Received by"
          required
          data-autofocus
          value={receivedBy}
          onChange={(event) => setReceivedBy(event.currentTarget.value)}
        />
        {value.field('Value', true)}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Hand over
        </Send>
      </Form>
    </Dialog>
  )
}

export function ConfirmDialog({ account, loan, onClose }: Props) {
  const [place, setPlace] = useState('')
  const [access, setAccess] = useState('')
  const act = useAct('loan.confirm', { done: 'Place and access are confirmed', after: onClose })
  return (
    <Dialog title={`Where ${loan.serial} stands`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, loan: loan.id }, body: { area: place, access } })}>
        <TextInput label="Secured area" required data-autofocus value={place} onChange={(event) => setPlace(event.currentTarget.value)} />
        {area('Who may enter', access, setAccess, 'Only people who need to: name them.')}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Confirm
        </Send>
      </Form>
    </Dialog>
  )
}

export function AskBackDialog({ account, loan, onClose }: Props) {
  const [instructions, setInstructions] = useState('')
  const act = useAct('loan.ask-back', { done: 'The customer is asked for it', after: onClose })
  return (
    <Dialog title={`Ask for ${loan.serial} back`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, loan: loan.id }, body: { instructions } })}>
        <Text size="sm" c="dimmed">
          It is due today where it stands, and overdue from tomorrow.
        </Text>
        {area('How it comes back', instructions, setInstructions, 'Place, carrier and reference.')}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Ask for it
        </Send>
      </Form>
    </Dialog>
  )
}

export function ReturnDialog({ account, loan, onClose }: Props) {
  const [text, setText] = useState('')
  const act = useAct('loan.return', { done: 'The return is noted', after: onClose })
  return (
    <Dialog title={`Receipt of ${loan.serial}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, loan: loan.id }, body: { text } })}>
        <Text size="sm" c="dimmed">
          From now on the risk is the provider’s again.
        </Text>
        <Textarea
          label="How it came back"
          autosize
          minRows={2}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Give the receipt
        </Send>
      </Form>
    </Dialog>
  )
}

export function IncidentDialog({ account, loan, onClose }: Props) {
  const [incident, setIncident] = useState<'damage' | 'loss' | 'theft'>('damage')
  const [text, setText] = useState('')
  const [on, setOn] = useState('')
  const estimate = useMoney()
  const act = useAct('loan.report', { done: 'It is reported', after: onClose })
  return (
    <Dialog title={`Report about ${loan.serial}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, loan: loan.id },
            body: { incident, text, ...(estimate.value ? { estimate: estimate.value } : {}), ...(on === '' ? {} : { on }) },
          })
        }
      >
        <Select
          label="What happened"
          data={[
            { value: 'damage', label: 'Damage' },
            { value: 'loss', label: 'Loss' },
            { value: 'theft', label: 'Theft' },
          ]}
          value={incident}
          onChange={(value) => setIncident((value ?? 'damage') as typeof incident)}
          allowDeselect={false}
        />
        {area('In words', text, setText)}
        <DateField label="On" description="Today where it is left out." value={on} onChange={(event) => setOn(event.currentTarget.value)} />
        {estimate.field('Estimate')}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Report
        </Send>
      </Form>
    </Dialog>
  )
}

export function ChargeDialog({
  account,
  loan,
  onClose,
  incident,
  estimate,
}: Props & { readonly incident: string; readonly estimate: Money | null }) {
  const [reason, setReason] = useState('')
  const charge = useMoney(estimate)
  const act = useAct('loan.charge', { done: 'It is decided; the customer is told', after: onClose })
  return (
    <Dialog title={`Charge for ${loan.serial}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account, loan: loan.id, incident }, body: { reason, ...(charge.value ? { charge: charge.value } : {}) } })
        }
      >
        <Text size="sm" c="dimmed">
          A line of money, never credits. Left empty, nothing is charged.
        </Text>
        {charge.field('Charge')}
        {area('Because', reason, setReason, 'The customer reads this.')}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Decide
        </Send>
      </Form>
    </Dialog>
  )
}
