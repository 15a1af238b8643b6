import { Select, Text } from '@mantine/core'
import { useState } from 'react'
import { fromIso } from '../../lib/time.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import { absolute } from '../ui/time.ts'
import { StretchDialog } from './stretch.tsx'

/** When a customer changes nothing, at all its sites or at one: no window is placed there. */
export function ClosedTimes({ account }: { readonly account: string }) {
  const { zone } = useMe().person
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const query = useApi('blackout.list', { params: { account } })
  const sites = useApi('site.list', { params: { account } })
  const lift = useAct('blackout.lift', { done: 'It is lifted' })
  const siteName = (id: string | null) =>
    id === null ? 'every site' : (sites.data?.items.find((each) => each.id === id)?.name ?? 'a site')
  return (
    <Card
      title="When nothing is changed"
      flush
      aside={
        <Act size="compact-sm" variant="default" reason={may('change.agree')} onClick={() => setAdding(true)}>
          Enter a closed time
        </Act>
      }
    >
      {lift.error && <Problem error={lift.error} />}
      <Loaded query={query} lines={3}>
        {({ items }) => (
          <DataTable
            caption="Times in which nothing is changed"
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              {
                name: 'When',
                lead: true,
                cell: ({ startsAt, endsAt }) => `${absolute(zone, fromIso(startsAt))} to ${absolute(zone, fromIso(endsAt))}`,
              },
              { name: 'Where', width: 150, cell: ({ site }) => siteName(site) },
              { name: 'Because', cell: ({ reason }) => <span className="break">{reason}</span> },
              { name: 'Entered by', width: 150, wide: true, cell: ({ madeBy }) => madeBy },
              {
                name: 'Lift',
                silent: true,
                right: true,
                width: 90,
                cell: ({ id, reason }) => (
                  <Act
                    size="compact-sm"
                    variant="default"
                    aria-label={`Lift ${reason}`}
                    reason={may('change.agree')}
                    loading={lift.isPending && lift.variables?.params?.blackout === id}
                    onClick={() => lift.mutate({ params: { account, blackout: id } })}
                  >
                    Lift
                  </Act>
                ),
              },
            ]}
            empty={
              <Empty title="No closed time ahead">
                A quarter’s end or a sale during which the network stays as it is: entered here, no window is placed in it.
              </Empty>
            }
          />
        )}
      </Loaded>
      {adding && <ClosedTimeDialog account={account} sites={sites.data?.items ?? []} onClose={() => setAdding(false)} />}
    </Card>
  )
}

type DialogProps = {
  readonly account: string
  readonly sites: readonly { readonly id: string; readonly name: string; readonly zone: string }[]
  readonly onClose: () => void
}

function ClosedTimeDialog({ account, sites, onClose }: DialogProps) {
  const me = useMe()
  const [site, setSite] = useState('')
  const add = useAct('blackout.add', { done: 'It is entered', after: onClose })
  const zone = sites.find(({ id }) => id === site)?.zone ?? me.person.zone
  return (
    <StretchDialog
      title="Nothing is changed"
      zone={zone}
      button="Enter it"
      because="Whoever proposes a window there reads it."
      busy={add.isPending}
      error={add.error}
      onSend={(given) => add.mutate({ params: { account }, body: { ...given, site: site || null } })}
      onClose={onClose}
    >
      <Text size="sm">Windows that are agreed already stay; a proposal that falls into it is refused.</Text>
      <Select
        label="Where"
        data={[{ value: '', label: 'Every site' }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
        value={site}
        allowDeselect={false}
        onChange={(value) => setSite(value ?? '')}
      />
    </StretchDialog>
  )
}
