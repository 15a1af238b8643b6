import { Group, Select, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { IconShieldCheck, IconShieldX } from '../ui/icons.ts'

type Props = { readonly value: string; readonly onChange: (value: string) => void }

/** One of the accounts I may see. */
export function AccountPick({
  value,
  onChange,
  label = 'Account',
  only = 'customer',
}: Props & { readonly label?: string; readonly only?: 'customer' | 'partner' | 'any' }) {
  const accounts = useApi('account.list', {}, { fresh: 60_000 })
  const data = (accounts.data?.items ?? [])
    .filter(({ kind, status }) => status === 'active' && (only === 'any' || kind === only))
    .map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))
  return (
    <Select
      label={label}
      placeholder="Choose"
      searchable
      required
      data={data}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
    />
  )
}

/** A person of an account, by name. The value is the e-mail address. */
export function PersonPick({
  account,
  label,
  description,
  value,
  onChange,
}: Props & { readonly account: string; readonly label: string; readonly description?: string }) {
  const people = useApi('person.list', { params: { account } }, { fresh: 30_000 })
  const data = (people.data?.items ?? [])
    .filter(({ status }) => status === 'active')
    .map(({ email, name }) => ({ value: email, label: `${name}, ${email}` }))
  return (
    <Select
      label={label}
      description={description}
      placeholder="Choose"
      searchable
      required
      data={data}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
    />
  )
}

/** A device of the account, found by host name, serial or product; each says whether anything covers it. */
export function DevicePick({ account, value, onChange }: Props & { readonly account: string }) {
  const [search, setSearch] = useState('')
  const [late] = useDebouncedValue(search.trim() === value ? '' : search.trim(), 200)
  const list = useApi('cover.list', { params: { account }, query: { query: late || undefined, limit: 30 } }, { keep: true, fresh: 30_000 })
  const items = list.data?.items ?? []
  const covered = new Map(items.map((each) => [each.serial, each]))
  const serials = items.map(({ serial }) => serial)
  // what was chosen or typed stays choosable, even when it is not in the installed base: the decision then says so
  const typed = search.trim().toUpperCase()
  const isHost = items.some(({ host }) => host !== '' && host.toUpperCase().startsWith(typed))
  const extra = [value, typed.length >= 4 && !isHost ? typed : ''].filter((each) => each !== '' && !serials.includes(each))
  return (
    <Select
      label="Device"
      description="Host name, serial or product. Paste a serial if you have one."
      placeholder="Choose or type a serial"
      searchable
      required
      data={[...new Set([...serials, ...extra])]}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={list.isFetching ? 'Searching' : 'No device. Type the whole serial.'}
      renderOption={({ option }) => {
        const device = covered.get(option.value)
        return (
          <Group justify="space-between" w="100%" wrap="nowrap">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" className="mono">
                {option.value}
              </Text>
              <Text size="xs" c="dimmed">
                {device ? [device.host, device.product].filter((part) => part !== '').join(', ') : 'Not found in the installed base'}
              </Text>
            </div>
            {device && (
              <Group gap={5} wrap="nowrap" style={{ color: device.covered ? 'var(--hf-ok)' : 'var(--hf-danger)' }}>
                {device.covered ? <IconShieldCheck size={15} aria-hidden /> : <IconShieldX size={15} aria-hidden />}
                <Text size="xs" fw={600}>
                  {device.covered ? 'Covered' : 'Not covered'}
                </Text>
              </Group>
            )}
          </Group>
        )
      }}
    />
  )
}
