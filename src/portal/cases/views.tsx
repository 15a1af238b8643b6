import { Button, Checkbox, Group, Menu, Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { lenses, lensNames } from '../../cases/desk/lenses.ts'
import { teams } from '../../parties/permissions.ts'
import { useAct, useApi } from '../api.ts'
import { useEvery } from '../live.ts'
import { useMe } from '../session.tsx'
import { type Picks, usePicks } from '../ui/filters.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconChevronDown } from '../ui/icons.ts'

/** The filters that make a view. */
const viewPicks = ['lens', 'q', 'queue', 'priority', 'order', 'open', 'columns'] as const
export const picksOfView = (picks: Picks): Record<string, string> =>
  Object.fromEntries(viewPicks.flatMap((name) => (picks[name] ? [[name, picks[name]]] : [])))

/** The looks that everybody needs, each with how many cases it shows. */
export function Lenses() {
  const [picks, pick] = usePicks()
  const counts = useApi('queue.counts', {}, { every: useEvery() })
  const now = picks.lens ?? (picks.mine === 'true' ? 'mine' : 'all')
  return (
    <nav className="lenses noprint" aria-label="Lenses">
      {lensNames.map((lens) => {
        const count = counts.data?.[lens]
        return (
          <button
            key={lens}
            type="button"
            className="lens"
            {...(now === lens ? { 'aria-current': 'true' as const } : {})}
            onClick={() =>
              pick({ lens: lens === 'all' ? undefined : lens, mine: undefined, open: undefined, q: undefined }, { push: true })
            }
          >
            {lenses[lens]}
            <span className="count" {...(count && (lens === 'at-risk' || lens === 'escalated') ? { 'data-hot': '' } : {})}>
              {count ?? '…'}
            </span>
          </button>
        )
      })}
    </nav>
  )
}

/** Views that were kept: one's own, and those of one's teams. */
export function Views() {
  const me = useMe()
  const [picks, pick] = usePicks()
  const [saving, setSaving] = useState(false)
  const views = useApi('view.list', {}, { fresh: 60_000 })
  const [shown, setShown] = useState(false)
  // counted while somebody looks
  const counts = useApi('view.counts', {}, { enabled: shown, every: useEvery() })
  const countOf = (id: string) => {
    const found = counts.data?.items.find((each) => each.id === id)
    return found?.count == null ? '' : `${found.count.toLocaleString('en')}${found.more ? '+' : ''}`
  }
  const remove = useAct('view.remove', { done: 'View removed' })
  const change = useAct('view.change', { done: 'View changed' })
  const clean = Object.fromEntries([...viewPicks, 'mine', 'view'].map((name) => [name, undefined]))
  const current = views.data?.items.find(({ id }) => id === picks.view)
  const group = (title: string, items: NonNullable<typeof views.data>['items']) =>
    items.length > 0 && (
      <>
        <Menu.Label>{title}</Menu.Label>
        {items.map((view) => (
          <Menu.Item key={view.id} onClick={() => pick({ ...clean, ...view.picks, view: view.id }, { push: true })}>
            <Group justify="space-between" wrap="nowrap" gap="sm">
              <span className="break">{view.name}</span>
              <span className="small dim">{countOf(view.id)}</span>
            </Group>
            {view.team !== null && (
              <Text size="xs" c="dimmed">
                {teams[view.team as keyof typeof teams]}, by {view.owner}
              </Text>
            )}
          </Menu.Item>
        ))}
      </>
    )
  const items = views.data?.items ?? []
  return (
    <>
      <Menu position="bottom-end" shadow="md" width={280} withInitialFocusPlaceholder={false} opened={shown} onChange={setShown}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={15} aria-hidden />}>
            {current ? current.name : 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {group(
            'Mine',
            items.filter(({ team }) => team === null),
          )}
          {group(
            'My teams’',
            items.filter(({ team }) => team !== null),
          )}
          {items.length === 0 && <Menu.Label>No view is kept yet.</Menu.Label>}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>Keep this view</Menu.Item>
          {current?.editable && (
            <>
              <Menu.Item
                onClick={() =>
                  change.mutate({
                    params: { view: current.id },
                    body: { name: current.name, picks: picksOfView(picks) },
                    ifMatch: current.version,
                  })
                }
              >
                Keep the filters in “{current.name}”
              </Menu.Item>
              <Menu.Item
                color="red"
                onClick={() => {
                  remove.mutate({ params: { view: current.id } })
                  pick({ view: undefined })
                }}
              >
                Remove “{current.name}”
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {saving && <Keep teams={me.person.teams} onClose={() => setSaving(false)} />}
    </>
  )
}

function Keep({ teams: mine, onClose }: { readonly teams: readonly string[]; readonly onClose: () => void }) {
  const [picks, pick] = usePicks()
  const [name, setName] = useState('')
  const [team, setTeam] = useState('')
  const act = useAct('view.save', {
    done: 'View kept',
    after: ({ id }) => {
      pick({ view: id })
      onClose()
    },
  })
  return (
    <Dialog title="Keep this view" opened onClose={onClose} size={420}>
      <Form onSubmit={() => act.mutate({ body: { name, picks: picksOfView(picks), team: (team || null) as never } })}>
        <TextInput
          label="Name"
          required
          maxLength={60}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="For whom"
          data={[{ value: '', label: 'For me' }, ...mine.map((value) => ({ value, label: teams[value as keyof typeof teams] }))]}
          value={team}
          onChange={(value) => setTeam(value ?? '')}
          allowDeselect={false}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Keep it
        </Send>
      </Form>
    </Dialog>
  )
}

/** Which columns are shown stands in the address too: those that are left out. */
export function Columns({ names }: { readonly names: readonly string[] }) {
  const [picks, pick] = usePicks()
  const hidden = new Set((picks.columns ?? '').split(',').filter(Boolean))
  const toggle = (name: string) => {
    const next = new Set(hidden)
    if (!next.delete(name)) next.add(name)
    pick({ columns: [...next].join(',') || undefined, after: picks.after })
  }
  return (
    <Menu position="bottom-end" shadow="md" closeOnItemClick={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" visibleFrom="sm" rightSection={<IconChevronDown size={15} aria-hidden />}>
          Columns
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {names.map((name) => (
          <Menu.Item key={name} role="menuitemcheckbox" aria-checked={!hidden.has(name)} onClick={() => toggle(name)}>
            <Checkbox.Indicator size="xs" checked={!hidden.has(name)} mr={8} style={{ verticalAlign: 'middle' }} />
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
