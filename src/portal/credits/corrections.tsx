import { Button, Group, NumberInput, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'

type Lot = Answer<'credit.balance'>['lots'][number]
type Correction = Answer<'credit-correction.list'>['items'][number]

const states: Readonly<Record<Correction['state'], { readonly word: string; readonly tone: Tone }>> = {
  proposed: { word: 'Waits for a second person', tone: 'warn' },
  made: { word: 'Made', tone: 'ok' },
  rejected: { word: 'Rejected', tone: 'plain' },
}

/** What somebody says is wrong in a lot; a second person decides. */
export function CorrectDialog({ account, lot, onClose }: { readonly account: string; readonly lot: Lot; readonly onClose: () => void }) {
  const [credits, setCredits] = useState<number | string>('')
  const [reason, setReason] = useState('')
  const act = useAct('credit-correction.propose', { done: 'It is proposed; a second person decides', after: onClose })
  const body = { family: lot.family, lot: lot.number, credits: Number(credits), reason }
  return (
    <Dialog title={`Correct ${lot.family} lot ${lot.number}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account }, body })}>
        <Text size="sm" c="dimmed">
          {lot.left} are left in it. Nothing moves before a second person agrees.
        </Text>
        <NumberInput
          label="Credits"
          description="More than nothing adds to the lot, less takes from it."
          required
          allowDecimal={false}
          data-autofocus
          value={credits}
          onChange={setCredits}
        />
        <Textarea
          label="Because"
          description="The customer reads this."
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Propose
        </Send>
      </Form>
    </Dialog>
  )
}

/** Corrections with what became of them; nothing is shown where there never was one. */
export function Corrections({ account }: { readonly account: string }) {
  const { data } = useApi('credit-correction.list', { params: { account } })
  const act = useAct('credit-correction.decide', { done: ({ made }) => (made ? 'The correction is made' : 'It is rejected') })
  if (!data || data.items.length === 0) return null
  return (
    <Card title="Corrections">
      {act.error && <Problem error={act.error} />}
      <ul className="lines small">
        {data.items.slice(0, 20).map(({ id, family, lot, credits, reason, state, proposedBy, proposedAt, decidedBy }) => (
          <li key={id}>
            <Group gap={8}>
              <Tag tone={states[state].tone}>{states[state].word}</Tag>
              <span>
                {family} lot {lot}: <b>{credits > 0 ? `+${credits}` : credits}</b>
              </span>
              <span className="break">{reason}</span>
            </Group>
            <div className="dim">
              proposed by {actorWords(proposedBy)} <When at={proposedAt} />
              {decidedBy && `, decided by ${actorWords(decidedBy)}`}
            </div>
            {state === 'proposed' && (
              <Group gap={8} mt={4}>
                {[true, false].map((make) => (
                  <Button
                    key={String(make)}
                    variant="default"
                    size="compact-sm"
                    loading={act.isPending && act.variables?.body?.make === make}
                    onClick={() => act.mutate({ params: { account, correction: id }, body: { make } })}
                  >
                    {make ? 'Make it' : 'Reject'}
                  </Button>
                ))}
              </Group>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
