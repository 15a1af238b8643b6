import { Stack, Text } from '@mantine/core'
import { useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { IconFlag } from '../ui/icons.ts'
import { Card, Facts } from '../ui/page.tsx'
import { Problem, Waiting } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'
import type { Case } from './tags.tsx'

const stateWords: Readonly<Record<Case['state'], string>> = {
  new: 'We have it, and nobody has begun yet.',
  working: 'An engineer works on it.',
  'waiting-customer': 'We wait for an answer from you. Give what is asked for, or write if nothing is, and the work goes on.',
  'waiting-provider': 'We wait for something on our side. There is nothing for you to do.',
  resolved: 'We think that it is solved. Agree and it is closed, or say that it is not.',
  closed: 'It is closed. Reopen it if it comes back.',
}

type Props = { readonly of: Case; readonly onEscalate: () => void }

/** What a customer asks at night: where it stands, what is promised next and by when, and whom to call. */
export function WhatNext({ of, onEscalate }: Props) {
  const may = useMay()
  const { clock } = of
  const promised = clock.state === 'running' && clock.dueAt !== null
  const reason = may('escalation.raise') ?? (of.state === 'closed' ? 'The case is closed; reopen it first' : undefined)
  return (
    <Card title="What happens next">
      <Stack gap="sm">
        <Text size="sm">
          {stateWords[of.state]}
          {of.owner && of.state !== 'closed' ? ` It is with ${of.owner}.` : ''}
        </Text>
        {promised && (
          <Text size="sm">
            {clock.force === 'guideline' ? 'As a guide, an engineer contacts you by ' : 'An engineer contacts you by '}
            <b>
              <When at={clock.dueAt as string} show="both" />
            </b>
            .
          </Text>
        )}
        {clock.state === 'missed' && clock.respondedAt === null && (
          <Text size="sm">We are late: an engineer should have contacted you by now.{of.escalatedAt ? ' It is escalated.' : ''}</Text>
        )}
        <Desk account={of.account} />
        <div>
          <Act variant="default" size="compact-md" reason={reason} leftSection={<IconFlag size={15} aria-hidden />} onClick={onEscalate}>
            Ask for escalation
          </Act>
        </div>
      </Stack>
    </Card>
  )
}

/** Whom to call at this hour. */
function Desk({ account }: { readonly account: string }) {
  const desk = useApi('desk.read', { params: { account } }, { fresh: 60_000 })
  if (desk.isPending) return <Waiting lines={2} />
  if (desk.error) return <Problem error={desk.error} title="Whom to call is not known now" />
  const { entitled, phone, lead, advisor, advisorFrom } = desk.data
  if (!entitled) return null
  return (
    <Facts
      of={[
        ['Escalation desk', phone && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>],
        ['Leads now', lead === 'advisor' ? (advisor ?? 'Your advisor') : 'The escalation desk'],
        ['Your advisor', lead === 'desk' && advisor],
        ['Advisor from', lead === 'desk' && advisorFrom !== null && <When at={advisorFrom} />],
      ]}
    />
  )
}
