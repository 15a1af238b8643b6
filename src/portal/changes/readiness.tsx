import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { mayMove } from '../../changes/change.ts'
import { useAct, useApi } from '../api.ts'
import { stateWords } from '../duties/words.tsx'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChip } from '../ui/clause-chip.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconAlertTriangle, IconCheck } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { AskDialog, HoldDialog, MissDialog, WaiveDialog } from './requirements.tsx'
import type { Change } from './words.ts'

/** What has to be there before the window, whose duty it is, and what is missing. */
export function Readiness({ of }: { readonly of: Change }) {
  const staff = useMe().account.kind === 'provider'
  const may = useMay()
  const [waiving, setWaiving] = useState('')
  const [missed, setMissed] = useState('')
  const [open, setOpen] = useState<'ask' | 'hold'>()
  const params = { account: of.account, change: of.number }
  const ready = useAct('change.ready', { done: 'It is ready' })
  const prepare = useAct('change.prepare', { done: 'Written down' })
  const ahead = mayMove(of.state, 'prepare')
  const missing = of.items.filter(({ met, waived }) => !met && waived === null).length
  return (
    <Card
      title="What has to be there"
      aside={<Tag tone={missing === 0 ? 'ok' : 'warn'}>{missing === 0 ? 'Everything is there' : `${missing} missing`}</Tag>}
    >
      <Stack gap="md">
        <ul className="readiness">
          {of.items.map(({ code, title, side, clauses, met, missing: what, waived, waivable, duty }) => (
            <li key={code} className="need">
              <Tag tone={met ? 'ok' : waived ? 'info' : 'warn'} icon={met ? IconCheck : IconAlertTriangle}>
                {met ? 'There' : waived ? 'Waived' : 'Missing'}
              </Tag>
              <div>
                <Text size="sm" fw={600}>
                  {title} {clauses[0] && <ClauseChip id={clauses[0]} />}
                </Text>
                {!met && (
                  <Text size="sm" className="break">
                    {side === 'provider' ? 'For the provider' : 'For the customer'}: {what}
                  </Text>
                )}
                {duty && (
                  <Text size="sm" c="dimmed">
                    <TextLink to="/accounts/$account/duties" params={{ account: of.account }}>
                      On the board of duties
                    </TextLink>
                    : {stateWords(duty.state).toLowerCase()}
                    {met && duty.state !== 'met' && duty.state !== 'standing' && ', and there for this window'}
                  </Text>
                )}
                {waived && (
                  <Text size="sm" c="dimmed">
                    {waived.by}: {waived.why}
                  </Text>
                )}
                {!met && staff && waivable && !waived && ahead && (
                  <Act size="compact-xs" variant="default" reason={may('change.run')} onClick={() => setWaiving(code)}>
                    Begin without it
                  </Act>
                )}
                {!met && !staff && side === 'customer' && ahead && (
                  <Act size="compact-xs" variant="default" reason={may('change.take-part')} onClick={() => setMissed(code)}>
                    It will not be there
                  </Act>
                )}
              </div>
            </li>
          ))}
        </ul>
        {of.asks.map(({ id, topic, text, answeredAt, answer, askedAt }) => (
          <Text key={id} size="sm" component="div">
            Asked <When at={askedAt} />, {topic}: {text} {answeredAt ? <b>{answer}</b> : ahead && <Answer of={of} id={id} />}
          </Text>
        ))}
        {of.conditions.map(({ id, text, inPlaceAt }) => (
          <Group key={id} gap={8}>
            <Text size="sm">Needed: {text}</Text>
            {inPlaceAt === null && ahead ? (
              <Act
                size="compact-xs"
                variant="default"
                reason={may('change.take-part')}
                onClick={() => prepare.mutate({ params, body: { kind: 'in-place', id } })}
              >
                It is in place
              </Act>
            ) : (
              <Tag tone="ok">In place</Tag>
            )}
          </Group>
        ))}
        {(ready.error ?? prepare.error) && <Problem error={ready.error ?? prepare.error} />}
        {ahead && (
          <Group gap={8}>
            <Act
              variant="default"
              reason={may('change.take-part')}
              onClick={() => prepare.mutate({ params, body: { kind: 'access-test', passed: true, note: '' } })}
            >
              Remote access works
            </Act>
            <Act
              variant="default"
              reason={may('change.take-part')}
              onClick={() => prepare.mutate({ params, body: { kind: 'access-test', passed: false, note: '' } })}
            >
              Remote access fails
            </Act>
            {staff && (
              <Act variant="default" reason={may('change.run')} onClick={() => setOpen('ask')}>
                Ask for something
              </Act>
            )}
            {staff && (
              <Act variant="default" reason={may('change.run')} onClick={() => setOpen('hold')}>
                {of.hold === null ? 'Set a legal hold' : 'Lift the legal hold'}
              </Act>
            )}
            {staff && of.state === 'planned' && (
              <Act reason={may('change.run')} loading={ready.isPending} onClick={() => ready.mutate({ params })}>
                Mark as ready
              </Act>
            )}
          </Group>
        )}
      </Stack>
      {waiving !== '' && <WaiveDialog of={of} item={waiving} onClose={() => setWaiving('')} />}
      {missed !== '' && <MissDialog of={of} duty={missed} onClose={() => setMissed('')} />}
      {open === 'ask' && <AskDialog of={of} onClose={() => setOpen(undefined)} />}
      {open === 'hold' && <HoldDialog of={of} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

function Answer({ of, id }: { readonly of: Change; readonly id: number }) {
  const [text, setText] = useState('')
  const prepare = useAct('change.prepare', { done: 'Answered' })
  return (
    <Group gap={6} mt={4}>
      <TextInput aria-label="Answer" placeholder="Answer" value={text} onChange={({ currentTarget: { value } }) => setText(value)} />
      <Button
        size="compact-sm"
        variant="default"
        disabled={text.trim() === ''}
        onClick={() => prepare.mutate({ params: { account: of.account, change: of.number }, body: { kind: 'answer', id, text } })}
      >
        Answer
      </Button>
    </Group>
  )
}

/** Who stands by: assigned from those who are free. */
export function AssignDialog({ of, onClose }: { readonly of: Change; readonly onClose: () => void }) {
  const list = useApi('engineer.list', {})
  const [engineer, setEngineer] = useState(of.engineer?.id ?? '')
  const [why, setWhy] = useState('')
  const act = useAct('change.assign', { done: 'Assigned', after: onClose })
  return (
    <Dialog title="Who stands by" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account: of.account, change: of.number }, body: { engineer, why } })}>
        <Select
          label="Engineer"
          required
          searchable
          data={(list.data?.engineers ?? []).map(({ id, name, zone }) => ({ value: id, label: `${name} (${zone})` }))}
          value={engineer}
          onChange={(value) => setEngineer(value ?? '')}
        />
        {of.engineer && (
          <TextInput
            label="Because"
            description="The customer is told."
            required
            value={why}
            onChange={({ currentTarget: { value } }) => setWhy(value)}
          />
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Assign
        </Send>
      </Form>
    </Dialog>
  )
}
