import { Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { dateWords } from '../ui/time.ts'
import { When } from '../ui/when.tsx'
import type { Software } from './words.ts'
import { whyWords } from './words.ts'

type Props = { readonly account: string; readonly of: Software }

/** The release that both sides agreed on, how it came to be that one, and a proposal that waits. */
export function AgreedRelease({ account, of }: Props) {
  const may = useMay()
  const [proposing, setProposing] = useState(false)
  const [open] = of.proposals.filter(({ outcome }) => outcome === null)
  return (
    <Card title="Agreed release" aside={<ClauseChips ids={['CSS-7.p1']} />}>
      <Stack gap="sm">
        <Text fz={24} fw={600} className="mono break">
          {of.accepted || 'none yet'}
        </Text>
        {open ? (
          <Proposal account={account} of={of} />
        ) : (
          <Group>
            <Act size="compact-sm" variant="default" reason={may('software.agree')} onClick={() => setProposing(true)}>
              Propose another
            </Act>
          </Group>
        )}
        {of.history.length > 0 && (
          <ul className="lines small" aria-label="Releases that were agreed on">
            {of.history.map(({ release, why, on, customer, provider }) => (
              <li key={`${release} ${on}`}>
                <b className="mono">{release}</b> {whyWords[why]}, {dateWords(on)}
                <div className="dim">
                  {customer} and {provider}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Stack>
      {proposing && <ProposeDialog account={account} of={of} onClose={() => setProposing(false)} />}
    </Card>
  )
}

function Proposal({ account, of }: Props) {
  const me = useMe()
  const may = useMay()
  const answer = useAct('software.answer-release', { done: 'It is answered' })
  const [proposal] = of.proposals.filter(({ outcome }) => outcome === null)
  if (!proposal) return null
  const own = (proposal.side === 'provider') === (me.account.kind === 'provider')
  const say = (what: 'agree' | 'turn-down' | 'withdraw') =>
    answer.mutate({ params: { account, software: of.serial }, body: { answer: what } })
  return (
    <article className="bubble" data-by={proposal.side}>
      <Text size="sm" fw={600}>
        Shall it be <span className="mono">{proposal.release}</span>?
      </Text>
      <Text size="sm" className="break">
        {proposal.why}
      </Text>
      <Text size="xs" c="dimmed">
        {proposal.proposedBy} <When at={proposal.proposedAt} />
      </Text>
      <Group gap={8} mt={8}>
        {own ? (
          <>
            <Text size="sm">The other side answers.</Text>
            <Act
              size="compact-sm"
              variant="default"
              reason={may('software.agree')}
              loading={answer.isPending}
              onClick={() => say('withdraw')}
            >
              Withdraw
            </Act>
          </>
        ) : (
          <>
            <Act size="compact-sm" reason={may('software.agree')} loading={answer.isPending} onClick={() => say('agree')}>
              Agree
            </Act>
            <Act size="compact-sm" variant="default" reason={may('software.agree')} onClick={() => say('turn-down')}>
              Turn down
            </Act>
          </>
        )}
      </Group>
      {answer.error && <Problem error={answer.error} />}
    </article>
  )
}

function ProposeDialog({ account, of, onClose }: Props & { readonly onClose: () => void }) {
  const [release, setRelease] = useState(of.running === of.accepted ? '' : of.running)
  const [why, setWhy] = useState('')
  const act = useAct('software.propose-release', { done: 'The other side is asked', after: onClose })
  return (
    <Dialog title="Propose another agreed release" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, software: of.serial }, body: { release, why } })}>
        <TextInput label="Release" required data-autofocus value={release} onChange={(event) => setRelease(event.currentTarget.value)} />
        <Textarea label="Because" required value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Propose it
        </Send>
      </Form>
    </Dialog>
  )
}
