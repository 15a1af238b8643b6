import { Select } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { fromIso } from '../../lib/time.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import { absolute } from '../ui/time.ts'
import { StretchDialog } from './stretch.tsx'

type Engineers = Answer<'engineer.list'>['engineers']

/** When engineers who stand by in windows are away. Customers never see it. */
export function Absences() {
  const { zone } = useMe().person
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const query = useApi('engineer.list', {})
  const back = useAct('engineer.back', { done: 'It is taken back' })
  return (
    <Card
      title="Engineers who are away"
      flush
      aside={
        <Act size="compact-sm" variant="default" reason={may('change.run')} onClick={() => setAdding(true)}>
          Enter an absence
        </Act>
      }
    >
      {back.error && <Problem error={back.error} />}
      <Loaded query={query} lines={3}>
        {({ engineers, absences }) => (
          <>
            <DataTable
              caption="When engineers are away"
              rows={absences}
              rowKey={({ id }) => id}
              columns={[
                { name: 'Engineer', lead: true, width: 190, cell: ({ engineer }) => nameOf(engineers, engineer) },
                {
                  name: 'When',
                  cell: ({ startsAt, endsAt }) => `${absolute(zone, fromIso(startsAt))} to ${absolute(zone, fromIso(endsAt))}`,
                },
                { name: 'Because', cell: ({ reason }) => <span className="break">{reason}</span> },
                {
                  name: 'Take back',
                  silent: true,
                  right: true,
                  width: 120,
                  cell: ({ id, engineer }) => (
                    <Act
                      size="compact-sm"
                      variant="default"
                      aria-label={`Take back the absence of ${nameOf(engineers, engineer)}`}
                      reason={may('change.run')}
                      loading={back.isPending && back.variables?.params?.absence === id}
                      onClick={() => back.mutate({ params: { absence: id } })}
                    >
                      Take back
                    </Act>
                  ),
                },
              ]}
              empty={
                <Empty title="Nobody is away">
                  {engineers.length === 0
                    ? 'Nobody has the role of an Advanced Services engineer yet: give it to somebody under Staff.'
                    : 'Whoever is away is not offered for windows, and a window that they have asks for somebody else.'}
                </Empty>
              }
            />
            {adding && <AbsenceDialog engineers={engineers} onClose={() => setAdding(false)} />}
          </>
        )}
      </Loaded>
    </Card>
  )
}

const nameOf = (engineers: Engineers, id: string) => engineers.find((each) => each.id === id)?.name ?? 'somebody who left'

function AbsenceDialog({ engineers, onClose }: { readonly engineers: Engineers; readonly onClose: () => void }) {
  const me = useMe()
  const [engineer, setEngineer] = useState('')
  const away = useAct('engineer.away', { done: 'It is entered', after: onClose })
  return (
    <StretchDialog
      title="An engineer is away"
      zone={engineers.find(({ id }) => id === engineer)?.zone ?? me.person.zone}
      button="Enter it"
      because="Only the provider reads it."
      busy={away.isPending}
      error={away.error}
      onSend={(given) => away.mutate({ body: { ...given, engineer } })}
      onClose={onClose}
    >
      <Select
        label="Engineer"
        required
        searchable
        data={engineers.map(({ id, name, zone }) => ({ value: id, label: `${name} (${zone})` }))}
        value={engineer || null}
        onChange={(value) => setEngineer(value ?? '')}
      />
    </StretchDialog>
  )
}
