import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { IconArrowRight, IconCheck, IconX } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'

type HandOver = Answer<'hand-over.waiting'>['items'][number]

/** An offer that waits: accepted or declined by who it is for, taken back by who made it, seen by everybody else. */
export function HandOverOffer({ of, named = false }: { readonly of: HandOver; readonly named?: boolean }) {
  const me = useMe()
  const [declining, setDeclining] = useState(false)
  const params = { account: of.account, case: of.case, handover: of.id }
  const accept = useAct('hand-over.accept', { done: `${of.case} is yours` })
  const withdraw = useAct('hand-over.withdraw', { done: 'Taken back; it stays with you' })
  const forMe = of.toId === me.person.id
  const error = accept.error ?? withdraw.error
  return (
    <Card
      title={
        <Group gap={8}>
          <IconArrowRight size={17} aria-hidden />
          {forMe ? `${of.from} hands it to you` : of.fromId === me.person.id ? `Offered to ${of.to}` : `${of.from} hands it to ${of.to}`}
        </Group>
      }
    >
      <Stack gap="xs">
        {named && (
          <Text size="sm">
            <TextLink to="/accounts/$account/cases/$case" params={{ account: of.account, case: of.case }}>
              {of.case}
            </TextLink>{' '}
            {of.priority}, {of.summary}
          </Text>
        )}
        <Facts
          of={[
            ['How it stands', of.situation],
            ['What comes next', of.nextStep],
            ['Promised', of.promised],
            ['By', of.promisedAt && <When key="p" at={of.promisedAt} show="both" />],
            ['Offered', <When key="o" at={of.offeredAt} />],
          ]}
        />
        {forMe && (
          <Group gap="xs">
            <Act
              loading={accept.isPending}
              leftSection={<IconCheck size={15} aria-hidden />}
              onClick={() => accept.mutate({ params, body: {} })}
            >
              Take it over
            </Act>
            <Act variant="default" leftSection={<IconX size={15} aria-hidden />} onClick={() => setDeclining(true)}>
              Decline
            </Act>
          </Group>
        )}
        {of.fromId === me.person.id && (
          <div>
            <Act size="compact-sm" variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate({ params, body: {} })}>
              Take the offer back
            </Act>
          </div>
        )}
        {error && <Problem error={error} title="It was not done" />}
      </Stack>
      {declining && <Decline of={of} onClose={() => setDeclining(false)} />}
    </Card>
  )
}

function Decline({ of, onClose }: { readonly of: HandOver; readonly onClose: () => void }) {
  const act = useAct('hand-over.decline', { done: `It stays with ${of.from}`, after: onClose })
  return (
    <WordDialog
      title={`Decline ${of.case}`}
      label="Why"
      hint={`${of.from} reads it at once.`}
      most={500}
      button="Decline"
      act={act}
      onSend={(reason) => act.mutate({ params: { account: of.account, case: of.case, handover: of.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}

/** On the page of who is on call: what waits for my answer, and what of mine waits for somebody else's. */
export function HandOversWaiting() {
  const waiting = useApi('hand-over.waiting', {}, { every: 10_000 })
  if (!waiting.data || waiting.data.items.length === 0) return null
  return (
    <>
      {waiting.data.items.map((each) => (
        <HandOverOffer key={each.id} of={each} named />
      ))}
    </>
  )
}
