import { Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { IconArrowRight, IconInbox, IconNews, IconRouter, IconSearch, IconShieldCheck, IconShieldX } from './icons.ts'
import { useActsOfPage } from './page-acts.ts'
import { placesOf } from './places.ts'

/** Devices of every account I may see whose serial or host name begins so, with their cover. */
async function findDevices(serial: string, signal: AbortSignal) {
  const { items } = await client.call('device.find', { query: { serial, limit: 6 }, signal })
  return Promise.all(
    items.map(async (found) => ({
      ...found,
      ...(await client.call('cover.read', { params: { account: found.account, serial: found.serial }, signal })),
    })),
  )
}

/** Ctrl-K: what can be done on this page, pages, cases, devices and published records. A serial that is pasted answers at once whether it is covered. */
export function Palette() {
  const me = useMe()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [query] = useDebouncedValue(text.trim(), 180)
  const searching = query.length >= 2
  const sees = (permission: string) => me.permissions.includes(permission)
  const cases = useApi('case.list', { query: { query, limit: 6 } }, { enabled: searching && sees('case.read'), keep: true })
  const devices = useQuery({
    queryKey: ['palette devices', query],
    queryFn: ({ signal }) => findDevices(query, signal),
    enabled: searching && query.length >= 3 && sees('device.read'),
  })
  const records = useApi(
    'advisory.list',
    { query: { query, limit: 6 } },
    { enabled: searching && query.length >= 3 && sees('advisory.read'), keep: true },
  )
  const wanted = text.trim().toLowerCase()
  const places = placesOf(me)
    .flatMap(({ title: group, places: list }) => list.map((place) => ({ ...place, group })))
    .filter(({ title, group }) => `${title} ${group}`.toLowerCase().includes(wanted))
  const acts = useActsOfPage().filter(({ title }) => title.toLowerCase().includes(wanted))
  const foundCases = searching ? (cases.data?.items ?? []) : []
  const foundDevices = searching ? (devices.data ?? []) : []
  const foundRecords = searching && query.length >= 3 ? (records.data?.items ?? []) : []
  const busy = searching && (cases.isFetching || devices.isFetching || records.isFetching)
  const failed = searching && (cases.isError || devices.isError || records.isError)
  const found = acts.length + places.length + foundCases.length + foundDevices.length + foundRecords.length
  const go = (to: string) => void navigate({ to })
  return (
    <Spotlight.Root
      query={text}
      onQueryChange={setText}
      shortcut={null}
      scrollable
      maxHeight={440}
      radius={8}
      overlayProps={{ blur: 0, backgroundOpacity: 0.5 }}
      attributes={{ content: { 'aria-label': 'Go to anything' } }}
    >
      <Spotlight.Search
        placeholder="Do something here, or go to a page, a case, a device, a record"
        aria-label="Go to a page, a case or a device"
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {acts.length > 0 && (
          <Spotlight.ActionsGroup label="On this page">
            {acts.map(({ title, key, reason, run }) => (
              <Spotlight.Action
                key={title}
                disabled={reason !== undefined}
                onClick={run}
                leftSection={<IconArrowRight size={18} aria-hidden />}
              >
                <Group justify="space-between" w="100%" wrap="nowrap">
                  <div>
                    <Text size="sm">{title}</Text>
                    {reason && (
                      <Text size="xs" c="dimmed">
                        {reason}
                      </Text>
                    )}
                  </div>
                  {key && (
                    <Text size="xs" c="dimmed" className="mono">
                      {key}
                    </Text>
                  )}
                </Group>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {foundDevices.length > 0 && (
          <Spotlight.ActionsGroup label="Devices and their cover">
            {foundDevices.map(({ account, serial, host, product, covered, covers }) => (
              <Spotlight.Action
                key={`${account} ${serial}`}
                onClick={() => go(`/accounts/${account}/devices/${encodeURIComponent(serial)}`)}
                leftSection={<IconRouter size={18} aria-hidden />}
              >
                <Group justify="space-between" wrap="nowrap" w="100%">
                  <div>
                    <Text size="sm" fw={600}>
                      {serial}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {host !== '' && `${host}, `}
                      {product}, account {account}
                    </Text>
                  </div>
                  <Group gap={6} wrap="nowrap" style={{ color: covered ? 'var(--hf-ok)' : 'var(--hf-danger)' }}>
                    {covered ? <IconShieldCheck size={16} aria-hidden /> : <IconShieldX size={16} aria-hidden />}
                    <Text size="xs" fw={600}>
                      {covered
                        ? `Covered by ${covers
                            .filter((each) => each.covered)
                            .map((each) => each.offering)
                            .join(', ')}`
                        : 'Not covered'}
                    </Text>
                  </Group>
                </Group>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {foundCases.length > 0 && (
          <Spotlight.ActionsGroup label="Cases">
            {foundCases.map(({ account, number, summary, priority, accountName }) => (
              <Spotlight.Action
                key={number}
                onClick={() => go(`/accounts/${account}/cases/${number}`)}
                leftSection={<IconInbox size={18} aria-hidden />}
              >
                <div>
                  <Text size="sm" fw={600}>
                    {number} {summary}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {priority}, {accountName}
                  </Text>
                </div>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {foundRecords.length > 0 && (
          <Spotlight.ActionsGroup label="Published records">
            {foundRecords.map(({ key, number, title, severity }) => (
              <Spotlight.Action
                key={key}
                onClick={() => go(`/advisories/${encodeURIComponent(key)}`)}
                leftSection={<IconNews size={18} aria-hidden />}
              >
                <div>
                  <Text size="sm" fw={600}>
                    {number} {title}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {severity === 'none' ? 'no score' : severity}
                    {key !== number && `, ${key}`}
                  </Text>
                </div>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {places.length > 0 && (
          <Spotlight.ActionsGroup label="Pages">
            {places.map(({ title, to, icon: Shape, keys }) => (
              <Spotlight.Action key={to} onClick={() => go(to)} leftSection={<Shape size={18} aria-hidden />}>
                <Group justify="space-between" w="100%">
                  <Text size="sm">{title}</Text>
                  {keys && (
                    <Text size="xs" c="dimmed" className="mono">
                      {keys}
                    </Text>
                  )}
                </Group>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found === 0 && (
          <Spotlight.Empty>
            {busy
              ? 'Searching'
              : failed
                ? 'The search was not answered. Type on to ask again.'
                : 'Nothing found. Try a case number, a serial, the number of a record, a reference or a word of the summary.'}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

export const openPalette = () => spotlight.open()
