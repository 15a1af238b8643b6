import { Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { DocumentLink, FileField } from '../documents/file-field.tsx'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { moneyWords, unitsOf } from '../ui/money.ts'
import { Card } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'
import { When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'

type Paper = Answer<'contract.papers'>['items'][number]

const looks: Readonly<Record<Paper['state'], readonly [Tone, string]>> = {
  missing: ['warn', 'Missing'],
  'waits-for-vendor': ['info', 'Waits for the vendor'],
  'waits-for-customer': ['info', 'Waits for the customer'],
  'waits-for-both': ['info', 'Waits for both sides'],
  agreed: ['ok', 'Agreed by both'],
  outdated: ['danger', 'Out of date'],
}

/** The documents that a contract builds on: versions, who agreed, and what writing one costs. Nothing where the service needs none. */
export function ContractPapers({ account, contract }: { readonly account: string; readonly contract: string }) {
  const query = useApi('contract.papers', { params: { account, contract } })
  return (
    <Loaded query={query} lines={4}>
      {({ items }) =>
        items.length === 0 ? null : (
          <Card title="Documents it builds on" flush>
            <ul className="lines" style={{ padding: '8px 16px' }}>
              {items.map((paper) => (
                <li key={paper.code}>
                  <OnePaper account={account} contract={contract} of={paper} />
                </li>
              ))}
            </ul>
          </Card>
        )
      }
    </Loaded>
  )
}

const agreedWords = (by: string | null, on: string | null): string => (by && on ? `agreed: ${by}, ${dateWords(on)}` : 'not yet')

type Props = { readonly account: string; readonly contract: string; readonly of: Paper }

function OnePaper({ account, contract, of }: Props) {
  const me = useMe()
  const may = useMay()
  const [open, setOpen] = useState<'add' | 'outdate' | 'offer'>()
  const agree = useAct('contract.agree-paper', { done: 'Your side agreed' })
  const accept = useAct('contract.accept-offer', { done: 'The price is accepted' })
  const params = { account, contract, paper: of.code }
  const [newest] = of.versions
  const [offer] = of.offers
  const [tone, word] = of.onlyFor && of.state === 'missing' ? (['plain', 'For a statement of work'] as const) : looks[of.state]
  const agreed = newest && (me.account.kind === 'provider' ? newest.vendorAgreedBy : newest.customerAgreedBy)
  const stands = newest !== undefined && newest.outdatedOn === null
  const close = () => setOpen(undefined)
  return (
    <Stack gap={6}>
      <Group gap={8}>
        <Text fw={600} size="sm">
          {of.title}
        </Text>
        <Tag tone={tone}>{word}</Tag>
        <ClauseChips ids={of.clauses} />
      </Group>
      {of.versions.map((each) => (
        <div key={each.version} className="small">
          <Group gap={8}>
            <b>Version {each.version}</b>
            <DocumentLink account={account} id={each.documentId} name={each.documentName} />
            <span className="dim">
              {each.addedBy} <When at={each.addedAt} />
            </span>
          </Group>
          <div className="dim">
            {`Vendor ${agreedWords(each.vendorAgreedBy, each.vendorAgreedOn)}, customer ${agreedWords(each.customerAgreedBy, each.customerAgreedOn)}`}
            {each.note && `; ${each.note}`}
          </div>
          {each.outdatedOn && (
            <div>
              Out of date since {dateWords(each.outdatedOn)}, says {each.outdatedBy}: {each.outdatedWhy}
            </div>
          )}
        </div>
      ))}
      {offer && (
        <Text size="sm">
          {offer.what}: {moneyWords(offer.amount, offer.currency)}, offered by {offer.offeredBy}.{' '}
          {offer.acceptedBy ? `Accepted by ${offer.acceptedBy}.` : 'Not accepted yet.'}
        </Text>
      )}
      <Group gap={8}>
        {stands && !agreed && (
          <Act
            size="compact-sm"
            reason={may('paper.agree')}
            loading={agree.isPending}
            onClick={() => agree.mutate({ params, body: { version: newest.version } })}
          >
            Agree to version {newest.version}
          </Act>
        )}
        {offer && offer.acceptedBy === null && may('paper.accept-price') === undefined && (
          <Act size="compact-sm" loading={accept.isPending} onClick={() => accept.mutate({ params })}>
            Accept the price
          </Act>
        )}
        {may('paper.write') === undefined && (
          <>
            <Act size="compact-sm" variant="default" onClick={() => setOpen('add')}>
              {newest ? 'Add a version' : 'Add the document'}
            </Act>
            {!stands && (
              <Act size="compact-sm" variant="default" onClick={() => setOpen('offer')}>
                Offer to write it
              </Act>
            )}
          </>
        )}
        {stands && (
          <Act size="compact-sm" variant="subtle" reason={may('paper.agree')} onClick={() => setOpen('outdate')}>
            It no longer fits
          </Act>
        )}
      </Group>
      {(agree.error ?? accept.error) && <Problem error={agree.error ?? accept.error} />}
      {open === 'add' && <AddDialog account={account} contract={contract} of={of} onClose={close} />}
      {open === 'outdate' && <OutdateDialog account={account} contract={contract} of={of} onClose={close} />}
      {open === 'offer' && <OfferDialog account={account} contract={contract} of={of} onClose={close} />}
    </Stack>
  )
}

type DialogProps = Props & { readonly onClose: () => void }

function AddDialog({ account, contract, of, onClose }: DialogProps) {
  const [document, setDocument] = useState<string>()
  const [note, setNote] = useState('')
  const act = useAct('contract.add-paper', { done: 'It is kept; both sides agree to it now', after: onClose })
  return (
    <Dialog title={of.title} opened onClose={onClose}>
      <Form onSubmit={() => document && act.mutate({ params: { account, contract, paper: of.code }, body: { document, note } })}>
        <FileField account={account} label="File" required onKept={(kept) => setDocument(kept?.id)} />
        <TextInput label="What changed" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Keep it
        </Send>
      </Form>
    </Dialog>
  )
}

function OutdateDialog({ account, contract, of, onClose }: DialogProps) {
  const act = useAct('contract.outdate-paper', { done: 'It is written', after: onClose })
  return (
    <WordDialog
      title={`${of.title} no longer fits`}
      lead="Renewing it costs extra (CSS-2.p7): contracts staff makes an offer."
      button="Say so"
      act={act}
      onSend={(why) => act.mutate({ params: { account, contract, paper: of.code }, body: { why } })}
      onClose={onClose}
    />
  )
}

function OfferDialog({ account, contract, of, onClose }: DialogProps) {
  const [what, setWhat] = useState('')
  const [amount, setAmount] = useState<number | string>('')
  const [currency, setCurrency] = useState('EUR')
  const act = useAct('contract.offer-paper', { done: 'It is offered', after: onClose })
  return (
    <Dialog title={`Offer to write: ${of.title}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, contract, paper: of.code },
            body: { what, amount: Math.round(Number(amount) * unitsOf(currency)), currency },
          })
        }
      >
        <TextInput label="What is done" required data-autofocus value={what} onChange={(event) => setWhat(event.currentTarget.value)} />
        <Group grow>
          <NumberInput label="Price" required min={0} decimalScale={2} value={amount} onChange={setAmount} />
          <TextInput
            label="Currency"
            required
            maxLength={3}
            value={currency}
            onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
          />
        </Group>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Offer it
        </Send>
      </Form>
    </Dialog>
  )
}
