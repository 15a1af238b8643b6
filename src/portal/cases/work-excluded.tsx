import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'

type Board = Answer<'case.exclusions'>
type Item = Board['items'][number]

const states: Readonly<Record<Item['state'], readonly [string, Tone]>> = {
  marked: ['To be confirmed', 'warn'],
  confirmed: ['Not served', 'danger'],
  'not-confirmed': ['Served: not confirmed', 'dim'],
  disputed: ['Disputed', 'warn'],
  upheld: ['Not served, upheld', 'danger'],
  lifted: ['Served after all', 'ok'],
  accepted: ['Served all the same', 'ok'],
}

export const claimWords: Readonly<Record<string, string>> = {
  'warranty-claim': 'A warranty',
  'data-loss-claim': 'Data that were lost',
}

/** Parts of the case that are not served, and claims that were answered; nothing while there are none. */
export function ExcludedCard({ of }: { readonly of: Case }) {
  const board = useApi('case.exclusions', { params: { account: of.account, case: of.number } })
  if (!board.data || board.data.items.length + board.data.claims.length === 0) return null
  return (
    <Card title="What is not served">
      <ul className="lines">
        {board.data.items.map((each) => (
          <li key={each.part}>
            <Part of={of} part={each} may={board.data.may} />
          </li>
        ))}
        {board.data.claims.map((each) => (
          <li key={each.at}>
            <Text size="sm" fw={600}>
              Claim: {claimWords[each.claim] ?? each.claim}
            </Text>
            <Text size="sm" className="break">
              {each.answer}
            </Text>
            <Text size="xs" c="dimmed">
              {each.by}, <When at={each.at} />
            </Text>
            <ClauseChips ids={each.clauses} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

type Asked = 'confirm' | 'deny' | 'dispute' | 'upheld' | 'lifted' | 'accepted'

const asks: Readonly<Record<Exclude<Asked, 'confirm'>, readonly [title: string, act: string]>> = {
  deny: ['It is served', 'Do not confirm'],
  dispute: ['Dispute that it is not served', 'Dispute it'],
  upheld: ['Uphold: it is not served', 'Uphold it'],
  lifted: ['Lift: it is served after all', 'Lift it'],
  accepted: ['Serve it all the same', 'Serve it'],
}

function Part({ of, part: item, may }: { readonly of: Case; readonly part: Item; readonly may: Board['may'] }) {
  const [open, setOpen] = useState<Exclude<Asked, 'confirm'>>()
  const close = () => setOpen(undefined)
  const params = { account: of.account, case: of.number }
  const { part } = item
  const confirm = useCaseAct('case.exclude-confirm', { done: 'Kept', after: close })
  const dispute = useCaseAct('case.exclude-dispute', { done: 'A manager settles it', after: close })
  const settle = useCaseAct('case.exclude-settle', { done: 'Settled', after: close })
  const [words, tone] = states[item.state]
  const another = item.mine ? 'Whoever marked it does not decide about it (policy B43)' : undefined
  const busy = confirm.isPending || dispute.isPending || settle.isPending
  const send = (reason: string) => {
    if (open === 'deny') confirm.mutate({ params, body: { part, confirm: false, reason } })
    else if (open === 'dispute') dispute.mutate({ params, body: { part, reason } })
    else if (open !== undefined) settle.mutate({ params, body: { part, as: open, reason } })
  }
  return (
    <Stack gap={6}>
      <Group gap={8}>
        <Tag tone={tone}>{words}</Tag>
        {item.how === 'charge' && <Tag tone="info">Worked on at rates</Tag>}
        <ClauseChips ids={item.clauses} />
      </Group>
      <Text size="sm" className="break">
        <b>{item.what}</b>: {item.title.toLowerCase()}. {item.evidence}
      </Text>
      <Text size="xs" c="dimmed" className="break">
        {[
          `Marked by ${item.markedBy}`,
          item.decidedBy &&
            `${item.state === 'not-confirmed' ? 'not confirmed' : 'confirmed'} by ${item.decidedBy}${item.decision ? `: ${item.decision}` : ''}`,
          item.disputedBy && `disputed by ${item.disputedBy}: ${item.dispute}`,
          item.settledBy && `settled by ${item.settledBy}: ${item.settlement}`,
        ]
          .filter(Boolean)
          .join('; ')}
      </Text>
      <Group gap={6} className="noprint">
        {may.decide && item.state === 'marked' && (
          <>
            <Act
              size="compact-sm"
              reason={another}
              loading={busy}
              onClick={() => confirm.mutate({ params, body: { part, confirm: true, reason: '' } })}
            >
              Confirm
            </Act>
            <Act size="compact-sm" variant="default" reason={another} onClick={() => setOpen('deny')}>
              It is served
            </Act>
          </>
        )}
        {may.decide && item.state === 'disputed' && (
          <>
            <Act size="compact-sm" variant="default" reason={another} onClick={() => setOpen('upheld')}>
              Uphold
            </Act>
            <Act size="compact-sm" variant="default" reason={another} onClick={() => setOpen('lifted')}>
              Lift
            </Act>
          </>
        )}
        {may.decide && item.stands && (
          <Act size="compact-sm" variant="subtle" color="gray" reason={another} onClick={() => setOpen('accepted')}>
            Serve it all the same
          </Act>
        )}
        {may.dispute && item.state === 'confirmed' && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen('dispute')}>
            Dispute
          </Button>
        )}
      </Group>
      {open === undefined && confirm.error && <Problem error={confirm.error} title="It was not kept" />}
      {open && (
        <WordDialog
          title={asks[open][0]}
          label="Why"
          hint="Stands in the history."
          button={asks[open][1]}
          act={open === 'deny' ? confirm : open === 'dispute' ? dispute : settle}
          onClose={close}
          onSend={send}
        />
      )}
    </Stack>
  )
}
