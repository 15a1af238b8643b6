import { Group, NumberInput, SegmentedControl, Select, Stack, Text, Textarea, TextInput, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { moneyWords } from './words.ts'

type Exception = Answer<'exception.list'>['items'][number]
type Props = {
  readonly account: string
  readonly request: string
  readonly items: readonly Exception[]
  /** How many windows the request has; those who ask may name one. */
  readonly windows: number
  /** The one window that this is shown at, where only onsite work is asked for. */
  readonly window?: number
  /** Why nothing is asked for now; left out, it may be. */
  readonly closed?: string | undefined
}

const tones: Readonly<Record<Exception['state'], Tone>> = { asked: 'warn', accepted: 'ok', declined: 'plain', withdrawn: 'dim' }
const stateWords: Readonly<Record<Exception['state'], string>> = {
  asked: 'To be answered',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
}

/** What was asked for beside the usual delivery, somebody onsite or another language, and what the provider said to it. */
export function Exceptions({ account, request, items, windows, window, closed }: Props) {
  const staff = useMe().account.kind === 'provider'
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [answering, setAnswering] = useState<Exception>()
  const withdraw = useAct('exception.withdraw', { done: 'It is withdrawn' })
  return (
    <Card
      title={window === undefined ? 'Onsite, or in another language' : 'Somebody onsite'}
      aside={
        <Act size="compact-sm" variant="default" reason={closed ?? may('request.ask')} onClick={() => setAsking(true)}>
          Ask for it
        </Act>
      }
    >
      <Stack gap="sm">
        {withdraw.error && <Problem error={withdraw.error} />}
        {items.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing was asked for. It is done remotely
            {window === undefined ? ', and what is delivered is in the language of the service' : ''}.
          </Text>
        ) : (
          <ul className="lines small">
            {items.map((each) => (
              <li key={each.id}>
                <Group gap={8}>
                  <Tag tone={tones[each.state]}>{stateWords[each.state]}</Tag>
                  <b className="break">
                    {each.kind === 'onsite' ? `Onsite at ${each.what}` : `In another language (${each.what})`}
                    {each.window !== null && `, window ${each.window}`}
                  </b>
                </Group>
                <div className="dim">
                  {each.askedBy} <When at={each.askedAt} />
                  {each.why && `: ${each.why}`}
                </div>
                {each.answeredBy && each.state !== 'withdrawn' && (
                  <div className="break">
                    {each.answeredBy}
                    {each.answer ? `: ${each.answer}` : '.'}
                    {each.cents !== null && each.currency !== null && ` At ${moneyWords(each.cents, each.currency)} beside the price.`}
                    {each.state === 'accepted' && each.cents === null && each.kind === 'onsite' && ' Its extra price is still to be told.'}
                  </div>
                )}
                <Group gap={6} mt={4}>
                  {staff && (each.state === 'asked' || (each.state === 'accepted' && each.cents === null)) && (
                    <Act
                      size="compact-xs"
                      variant="default"
                      reason={closed ?? may('request.plan')}
                      aria-label={`${each.state === 'asked' ? 'Answer' : 'Tell the price of'} ${each.what}`}
                      onClick={() => setAnswering(each)}
                    >
                      {each.state === 'asked' ? 'Answer' : 'Tell the price'}
                    </Act>
                  )}
                  {!staff && (each.state === 'asked' || each.state === 'accepted') && (
                    <Act
                      size="compact-xs"
                      variant="default"
                      reason={closed ?? may('request.agree')}
                      loading={withdraw.isPending && withdraw.variables?.params?.exception === each.id}
                      aria-label={`Withdraw ${each.what}`}
                      onClick={() => withdraw.mutate({ params: { account, request, exception: each.id } })}
                    >
                      Withdraw
                    </Act>
                  )}
                </Group>
              </li>
            ))}
          </ul>
        )}
      </Stack>
      {asking && <AskDialog account={account} request={request} windows={windows} only={window} onClose={() => setAsking(false)} />}
      {answering && <AnswerDialog account={account} request={request} of={answering} onClose={() => setAnswering(undefined)} />}
    </Card>
  )
}

type AskProps = Pick<Props, 'account' | 'request' | 'windows'> & { readonly only: number | undefined; readonly onClose: () => void }

function AskDialog({ account, request, windows, only, onClose }: AskProps) {
  const [kind, setKind] = useState<'onsite' | 'language'>('onsite')
  const [what, setWhat] = useState('')
  const [why, setWhy] = useState('')
  const [window, setWindow] = useState(only === undefined ? '' : `${only}`)
  const act = useAct('exception.ask', { done: 'The provider is asked', after: onClose })
  const choices = Array.from({ length: windows }, (_, at) => ({ value: `${at + 1}`, label: `Window ${at + 1}` }))
  return (
    <Dialog title={only === undefined ? 'Ask for onsite work, or another language' : 'Ask for somebody onsite'} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, request },
            body: { kind, what, why, window: kind === 'onsite' && window !== '' ? Number(window) : null },
          })
        }
      >
        <Text size="sm">The provider need not agree, and gives no reason. What it accepts has an extra price that you are told first.</Text>
        {only === undefined && (
          <>
            <VisuallyHidden id="wish-kind">What is asked for</VisuallyHidden>
            <SegmentedControl
              aria-labelledby="wish-kind"
              fullWidth
              data={[
                { value: 'onsite', label: 'Somebody onsite' },
                { value: 'language', label: 'Another language' },
              ]}
              value={kind}
              onChange={(value) => setKind(value as 'onsite')}
            />
          </>
        )}
        <TextInput
          label={kind === 'onsite' ? 'Address' : 'Language'}
          description={kind === 'onsite' ? 'Where somebody has to come.' : 'As two small letters, such as es.'}
          required
          maxLength={kind === 'onsite' ? 200 : 2}
          value={what}
          onChange={({ currentTarget: { value } }) => setWhat(value)}
        />
        {kind === 'onsite' && only === undefined && windows > 0 && (
          <Select
            label="Window"
            placeholder="All of it"
            clearable
            data={choices}
            value={window || null}
            onChange={(value) => setWindow(value ?? '')}
          />
        )}
        <Textarea label="Because" autosize minRows={2} value={why} onChange={({ currentTarget: { value } }) => setWhy(value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Ask for it
        </Send>
      </Form>
    </Dialog>
  )
}

type AnswerProps = Pick<Props, 'account' | 'request'> & { readonly of: Exception; readonly onClose: () => void }

function AnswerDialog({ account, request, of, onClose }: AnswerProps) {
  const [answer, setAnswer] = useState<'accepted' | 'declined'>('accepted')
  const [words, setWords] = useState('')
  const [amount, setAmount] = useState<number | string>('')
  const [currency, setCurrency] = useState('USD')
  const act = useAct('exception.answer', { done: 'The customer is told', after: onClose })
  const priced = answer === 'accepted' && amount !== ''
  return (
    <Dialog title={of.kind === 'onsite' ? `Onsite at ${of.what}` : `In another language (${of.what})`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, request, exception: of.id },
            body: { answer, words, cents: priced ? Math.round(Number(amount) * 100) : null, currency: priced ? currency : null },
          })
        }
      >
        {of.state === 'asked' && (
          <>
            <VisuallyHidden id="wish-answer">Answer</VisuallyHidden>
            <SegmentedControl
              aria-labelledby="wish-answer"
              fullWidth
              data={[
                { value: 'accepted', label: 'Accept it' },
                { value: 'declined', label: 'Decline it' },
              ]}
              value={answer}
              onChange={(value) => setAnswer(value as 'declined')}
            />
          </>
        )}
        {answer === 'accepted' && (
          <Group grow align="start">
            <NumberInput
              label="Extra price"
              description={of.kind === 'onsite' ? 'Nobody comes before it is told.' : 'Left out, it costs nothing more.'}
              min={0.01}
              decimalScale={2}
              value={amount}
              onChange={setAmount}
            />
            <TextInput
              label="Currency"
              description="Three capitals."
              maxLength={3}
              value={currency}
              onChange={({ currentTarget: { value } }) => setCurrency(value.toUpperCase())}
            />
          </Group>
        )}
        <Textarea
          label="In words"
          description="The customer reads it."
          autosize
          minRows={2}
          value={words}
          onChange={({ currentTarget: { value } }) => setWords(value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Send the answer
        </Send>
      </Form>
    </Dialog>
  )
}
