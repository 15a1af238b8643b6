import { Group, Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { returnSteps } from '../../cases/returns/steps.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'

const rmaWords = {
  requested: 'Requested',
  approved: 'Approved',
  shipped: 'Shipped',
  received: 'Received',
  closed: 'Closed',
  cancelled: 'Cancelled',
} as const

/** What goes back, and how far it is. */
export function Returns({ of, openRma }: { readonly of: Case; readonly openRma: () => void }) {
  const may = useMay()
  const me = useMe()
  const staff = me.account.kind === 'provider'
  const [moving, setMoving] = useState<Case['rmas'][number]>()
  if (of.rmas.length === 0 && !staff) return null
  return (
    <Card
      title="Returns"
      aside={
        staff && (
          <Act
            size="compact-sm"
            variant="default"
            reason={may('rma.edit') ?? (of.serial === null ? 'The case names no device' : undefined)}
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={openRma}
          >
            Open a return
          </Act>
        )
      }
    >
      {of.rmas.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing goes back.
        </Text>
      ) : (
        <ul className="lines">
          {of.rmas.map((rma) => (
            <li key={rma.number}>
              <Group gap={8} justify="space-between">
                <Group gap={8}>
                  <Text size="sm" fw={600}>
                    {rma.number}
                  </Text>
                  <Tag tone={rma.state === 'closed' ? 'ok' : 'plain'}>{rmaWords[rma.state]}</Tag>
                </Group>
                {staff && returnSteps[rma.state].length > 0 && (
                  <Act size="compact-sm" variant="default" reason={may('rma.edit')} onClick={() => setMoving(rma)}>
                    Move on
                  </Act>
                )}
              </Group>
              <Text size="sm" className="break">
                {rma.serial}: {rma.reason}
                {rma.replacementSerial && `. Replaced by ${rma.replacementSerial}`}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {moving && <MoveRma of={of} rma={moving} onClose={() => setMoving(undefined)} />}
    </Card>
  )
}

function MoveRma({ of, rma, onClose }: { readonly of: Case; readonly rma: Case['rmas'][number]; readonly onClose: () => void }) {
  const [state, setState] = useState<string | null>(returnSteps[rma.state][0] ?? null)
  const [replacement, setReplacement] = useState('')
  const act = useCaseAct('rma.move', { done: `${rma.number} moved on`, after: onClose })
  return (
    <Dialog title={`Return ${rma.number}`} opened onClose={onClose} size={420}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account: of.account, case: of.number },
            body: { number: rma.number, state: state as never, replacement: replacement || null },
          })
        }
      >
        <Select
          label="Next"
          data={returnSteps[rma.state].map((value) => ({ value, label: rmaWords[value] }))}
          value={state}
          onChange={setState}
          allowDeselect={false}
        />
        {(state === 'shipped' || (state === 'closed' && rma.replacementSerial === null)) && (
          <TextInput
            label="Serial of the replacement"
            description="It takes over the cover."
            value={replacement}
            onChange={(event) => setReplacement(event.currentTarget.value)}
          />
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Move on
        </Send>
      </Form>
    </Dialog>
  )
}
