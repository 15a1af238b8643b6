import { Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { mayMove } from '../../requests/request.ts'
import { useAct } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { moneyWords, unitsOf } from '../ui/money.ts'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { MissedDuty } from './missed-duty.tsx'
import { useMove, type Whole } from './whole.ts'

type Charge = Whole['charges'][number]

const stateWords: Readonly<Record<Charge['state'], readonly [words: string, tone: Tone]>> = {
  proposed: ['Waits to be approved', 'warn'],
  approved: ['Charged', 'ok'],
  rejected: ['Not charged', 'plain'],
  'taken-back': ['Taken back', 'dim'],
}

/** Money for duties that the customer missed: proposed by one person, approved by another; credits stay as they are (MSP-5.r2). */
export function Charged({ account, of }: { readonly account: string; readonly of: Whole }) {
  const staff = useMe().account.kind === 'provider'
  const may = useMay()
  const move = useMove(of)
  const [proposing, setProposing] = useState(false)
  const [rejecting, setRejecting] = useState<Charge>()
  const decide = useAct('request.decide-charge', { done: 'Charged; the customer has it in writing' })
  if (of.charges.length === 0 && !(staff && mayMove(of.state, 'charge'))) return null
  const mayDecide = staff ? may('request.charge') : undefined
  return (
    <Card
      title="Charged for a missed duty"
      aside={
        staff && (
          <Act size="compact-sm" variant="default" reason={move('charge', 'request.plan')} onClick={() => setProposing(true)}>
            Propose a charge
          </Act>
        )
      }
    >
      <Stack gap="sm">
        {of.charges.length === 0 && (
          <Text size="sm">Nothing is charged. What a missed duty costs is money, approved by a second person; no credits are taken.</Text>
        )}
        {of.charges.map((each) => {
          const [words, tone] = stateWords[each.state]
          return (
            <Stack gap={4} key={each.number}>
              <Group gap={8}>
                <Text size="sm" fw={600}>
                  {moneyWords(each.amount, each.currency)}
                </Text>
                <Tag tone={tone}>{words}</Tag>
                <ClauseChips ids={each.clauses} />
              </Group>
              <Text size="sm" className="break">
                {each.reason}
              </Text>
              <Text size="xs" c="dimmed" component="div">
                Proposed by {each.proposedBy} <When at={each.proposedAt} />
                {each.decidedBy && each.decidedAt && (
                  <>
                    ; {each.state === 'rejected' ? 'rejected' : 'approved'} by {each.decidedBy} <When at={each.decidedAt} />
                  </>
                )}
                {each.decision !== '' && `: ${each.decision}`}
                {each.line !== null && (
                  <>
                    ;{' '}
                    <TextLink to="/accounts/$account/charges" params={{ account }}>
                      line {each.line} of the statement
                    </TextLink>
                  </>
                )}
              </Text>
              {staff && each.state === 'proposed' && (
                <Group gap={6} className="noprint">
                  <Act
                    size="compact-sm"
                    reason={mayDecide}
                    loading={decide.isPending}
                    onClick={() => decide.mutate({ params: { account, request: of.number, charge: each.number }, body: { approve: true } })}
                  >
                    Approve {moneyWords(each.amount, each.currency)}
                  </Act>
                  <Act size="compact-sm" variant="default" reason={mayDecide} onClick={() => setRejecting(each)}>
                    Reject
                  </Act>
                </Group>
              )}
            </Stack>
          )
        })}
        {decide.error && <Problem error={decide.error} />}
      </Stack>
      {proposing && <Propose account={account} of={of} onClose={() => setProposing(false)} />}
      {rejecting && <Reject account={account} of={of} charge={rejecting} onClose={() => setRejecting(undefined)} />}
    </Card>
  )
}

type Props = { readonly account: string; readonly of: Whole; readonly onClose: () => void }

function Propose({ account, of, onClose }: Props) {
  const [given, setGiven] = useState({ amount: '', currency: '', clause: '', reason: '' })
  const set =
    (name: keyof typeof given) =>
    ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setGiven((before) => ({ ...before, [name]: value }))
  const act = useAct('request.propose-charge', { done: 'Proposed; a second person approves it', after: onClose })
  const currency = given.currency.trim().toUpperCase()
  const amount = Math.round(Number(given.amount) * unitsOf(currency))
  return (
    <Dialog title="Propose a charge" opened onClose={onClose} size={520}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, request: of.number },
            body: { amount, currency, clause: given.clause, reason: given.reason.trim() },
          })
        }
      >
        <MissedDuty account={account} of={of} value={given.clause} onChange={(clause) => setGiven((before) => ({ ...before, clause }))} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Amount" required inputMode="decimal" value={given.amount} onChange={set('amount')} />
          <TextInput label="Currency" required placeholder="AUD" maxLength={3} value={given.currency} onChange={set('currency')} />
        </SimpleGrid>
        <Textarea
          label="Why"
          description="The customer reads it once it is approved."
          required
          autosize
          minRows={2}
          value={given.reason}
          onChange={set('reason')}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Propose it
        </Send>
      </Form>
    </Dialog>
  )
}

function Reject({ account, of, charge, onClose }: Props & { readonly charge: Charge }) {
  const act = useAct('request.decide-charge', { done: 'Rejected', after: onClose })
  return (
    <WordDialog
      title={`Reject ${moneyWords(charge.amount, charge.currency)}`}
      label="Why"
      button="Reject it"
      act={act}
      onSend={(why) => act.mutate({ params: { account, request: of.number, charge: charge.number }, body: { approve: false, why } })}
      onClose={onClose}
    />
  )
}
