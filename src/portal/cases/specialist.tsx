import { Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'

const nobody = 'nobody'

/** Names who owns this one case for its customer (MSP-3.1.4.p1), or ends that: resolved, or withdrawn in writing (MSP-3.1.4.p2). */
export function SpecialistDialog({ of, onClose }: { readonly of: Case; readonly onClose: () => void }) {
  const me = useMe()
  const staff = useApi('person.list', { params: { account: me.account.code } }, { fresh: 60_000 })
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [withdrawnBy, setWithdrawnBy] = useState('')
  const params = { account: of.account, case: of.number }
  const name = useCaseAct('case.name-specialist', { done: (after) => `${after.specialist?.name} is the specialist`, after: onClose })
  const release = useCaseAct('case.release-specialist', { done: 'Ended', after: onClose })
  const act = to === nobody ? release : name
  const done = of.state === 'resolved' || of.state === 'closed'
  const people = (staff.data?.items ?? [])
    .filter(({ status, name: who }) => status === 'active' && who !== of.specialist?.name)
    .map((each) => ({ value: each.id, label: each.name }))
  return (
    <Dialog title="Specialist of this case" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          to === nobody
            ? release.mutate({ params, body: { reason, withdrawnBy }, ifMatch: of.version })
            : to && name.mutate({ params, body: { to, reason }, ifMatch: of.version })
        }
      >
        <Text size="sm">
          {of.specialist ? `${of.specialist.name} owns it for the customer now. ` : ''}
          The customer sees the name. It adds no target of its own and promises nobody for the next case.
        </Text>
        <Select
          label="Who"
          placeholder="Name"
          searchable
          required
          data={[...(of.specialist ? [{ value: nobody, label: 'Nobody: it ends here' }] : []), ...people]}
          value={to}
          onChange={setTo}
          data-autofocus
        />
        {to === nobody && !done && (
          <TextInput
            label="Who of the customer withdrew it in writing"
            description="It is not resolved, so it ends only by the customer’s written word."
            required
            value={withdrawnBy}
            onChange={(event) => setWithdrawnBy(event.currentTarget.value)}
          />
        )}
        <TextInput
          label="Why"
          required={to === nobody}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          {to === nobody ? 'End it' : 'Name the specialist'}
        </Send>
      </Form>
    </Dialog>
  )
}
