import { Button, Checkbox, Group, SegmentedControl, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Labelled, Send } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import { useMove, type Whole } from './whole.ts'

const outcomes = { in: 'In scope', partly: 'Partly in scope', out: 'Out of scope' } as const
type Outcome = keyof typeof outcomes

/** What of a request lies within the service. */
export function ScopeCard({ account, of }: { readonly account: string; readonly of: Whole }) {
  const staff = useMe().account.kind === 'provider'
  const move = useMove(of)
  const [open, setOpen] = useState(false)
  const { scope } = of
  return (
    <Card title="Scope">
      {scope ? (
        <Stack gap={6}>
          <Group gap={8}>
            <Tag tone={scope.outcome === 'in' ? 'ok' : scope.outcome === 'partly' ? 'warn' : 'danger'}>{outcomes[scope.outcome]}</Tag>
            <Text size="sm" c="dimmed">
              {scope.by}, <Day on={scope.on} />
            </Text>
          </Group>
          {scope.excess.length > 0 && (
            <ul className="lines small">
              {scope.excess.map(({ activity, why }) => (
                <li key={activity}>
                  <b>{activity}</b>: {why}
                </li>
              ))}
            </ul>
          )}
          {scope.excess.length > 0 && (
            <Text size="sm">{scope.offered ? 'What lies beyond is offered for a further price.' : 'What lies beyond is not offered.'}</Text>
          )}
          {scope.note && <Text size="sm">{scope.note}</Text>}
          {staff && of.state === 'assessed' && (
            <Group gap={8} className="noprint">
              <Act size="compact-sm" variant="default" reason={move('assess', 'request.plan')} onClick={() => setOpen(true)}>
                Assess it anew
              </Act>
            </Group>
          )}
          {scope.agreement && <Text size="sm">Agreed in writing: {scope.agreement}</Text>}
        </Stack>
      ) : (
        <Empty
          title="Not assessed yet"
          action={
            staff && (
              <Act reason={move('assess', 'request.plan')} onClick={() => setOpen(true)}>
                Assess it
              </Act>
            )
          }
        >
          {staff
            ? 'Say what of it lies within the service. What does not is told to the customer.'
            : 'The provider says what of it lies within the service.'}
        </Empty>
      )}
      {open && <AssessDialog account={account} of={of} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function AssessDialog({ account, of, onClose }: { readonly account: string; readonly of: Whole; readonly onClose: () => void }) {
  const [outcome, setOutcome] = useState<Outcome>('in')
  const [excess, setExcess] = useState([{ id: 1, activity: '', why: '' }])
  const [offered, setOffered] = useState(false)
  const [note, setNote] = useState('')
  const act = useAct('request.assess', { done: 'The scope is said', after: onClose })
  const set = (id: number, part: { activity?: string; why?: string }) =>
    setExcess(excess.map((each) => (each.id === id ? { ...each, ...part } : each)))
  return (
    <Dialog title={`Assess ${of.number}`} opened onClose={onClose} size={620}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, request: of.number },
            body: {
              outcome,
              offered,
              note,
              excess:
                outcome === 'in'
                  ? []
                  : excess.filter(({ activity }) => activity.trim() !== '').map(({ activity, why }) => ({ activity, why })),
            },
          })
        }
      >
        <Labelled label="It is">
          <SegmentedControl
            fullWidth
            data={Object.entries(outcomes).map(([value, label]) => ({ value, label }))}
            value={outcome}
            onChange={(value) => setOutcome(value as Outcome)}
          />
        </Labelled>
        {outcome !== 'in' && (
          <Stack gap="xs">
            {excess.map(({ id, activity, why }) => (
              <SimpleGrid key={id} cols={{ base: 1, xs: 2 }}>
                <TextInput
                  label="Lies beyond it"
                  placeholder="Two hours over five"
                  value={activity}
                  onChange={(event) => set(id, { activity: event.currentTarget.value })}
                />
                <TextInput label="Because" value={why} onChange={(event) => set(id, { why: event.currentTarget.value })} />
              </SimpleGrid>
            ))}
            <Group>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => setExcess([...excess, { id: Math.max(...excess.map(({ id }) => id)) + 1, activity: '', why: '' }])}
              >
                Another activity
              </Button>
            </Group>
            {outcome === 'partly' && (
              <Checkbox
                label="Offer it for a further price, which comes with the task order"
                checked={offered}
                onChange={(event) => setOffered(event.currentTarget.checked)}
              />
            )}
          </Stack>
        )}
        <Textarea
          label="Note"
          description={outcome === 'out' ? 'Why it is out of scope. The customer reads this.' : 'The customer reads this.'}
          required={outcome === 'out'}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Say it
        </Send>
      </Form>
    </Dialog>
  )
}
