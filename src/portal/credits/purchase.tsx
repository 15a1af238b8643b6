import { NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Family, families, familyTitles } from '../../credits/ledger.ts'
import { useAct } from '../api.ts'
import { DateField, Dialog, Form, Labelled, Send } from '../ui/form.tsx'

/** Credits of an order are entered, with the day and what says how long they are valid. */
export function PurchaseDialog({ account, onClose }: { readonly account: string; readonly onClose: () => void }) {
  const [family, setFamily] = useState<Family>('ASC')
  const [credits, setCredits] = useState<number | string>('')
  const [purchasedOn, setPurchasedOn] = useState('')
  const [order, setOrder] = useState('')
  const [seller, setSeller] = useState('')
  const [months, setMonths] = useState<number | string>('')
  const [source, setSource] = useState('')
  const act = useAct('credit.buy', { done: ({ parts }) => `${parts[0]?.credits} credits are entered`, after: onClose })
  const validity = months === '' ? {} : { validity: { months: Number(months), source } }
  const sold = seller.trim() === '' ? {} : { seller: seller.trim() }
  return (
    <Dialog title={`Enter credits of ${account}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account }, body: { family, credits: Number(credits), purchasedOn, order, ...validity, ...sold } })
        }
      >
        <Labelled label="Family">
          <SegmentedControl
            data={families.map((value) => ({ value, label: familyTitles[value] }))}
            value={family}
            onChange={(value) => setFamily(value as Family)}
          />
        </Labelled>
        <NumberInput label="Credits" required min={1} allowDecimal={false} value={credits} onChange={setCredits} data-autofocus />
        <DateField label="Purchased on" required value={purchasedOn} onChange={(event) => setPurchasedOn(event.currentTarget.value)} />
        <TextInput label="Order" required value={order} onChange={(event) => setOrder(event.currentTarget.value)} />
        <TextInput
          label="Sold by"
          description="The code of the partner. It has to be authorised in the territory (MSP-2.p3)."
          value={seller}
          onChange={(event) => setSeller(event.currentTarget.value)}
        />
        <NumberInput
          label="Months valid"
          description={
            family === 'ASC'
              ? 'Only where an agreement says otherwise than 12 months (MSP-2.p5).'
              : 'As the agreement says: no service description does.'
          }
          required={family === 'FSC'}
          min={1}
          max={120}
          allowDecimal={false}
          value={months}
          onChange={setMonths}
        />
        {months !== '' && (
          <TextInput
            label="Which text says so"
            required
            placeholder="EUSA, section 4.2"
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Enter
        </Send>
      </Form>
    </Dialog>
  )
}
