import { Button, Group, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Lens } from '../../cases/desk/lenses.ts'
import { useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { type Picks, usePicks } from '../ui/filters.ts'
import { IconChevronDown, IconChevronUp } from '../ui/icons.ts'
import { useKeys } from '../ui/keys.ts'

const kept = ['lens', 'queue', 'priority', 'order'] as const

/** The view as the address of a case keeps it, so that "next" means next in what somebody came from. */
export const inView = (picks: Picks): Record<string, string> => ({
  in: new URLSearchParams([
    ...kept.flatMap((name) => (picks[name] ? [[name, picks[name]] as [string, string]] : [])),
    ...(picks.mine === 'true' ? [['lens', 'mine'] as [string, string]] : []),
    ['view', '1'],
  ]).toString(),
})

/** The case before and the one after in the view that the reader came from; `k` and `j` go there. */
export function NextInView({ number }: { readonly number: string }) {
  const [picks] = usePicks()
  const may = useMay()
  const navigate = useNavigate()
  const from = new URLSearchParams(picks.in ?? '')
  const on = picks.in !== undefined && may('queue.read') === undefined
  const get = (name: (typeof kept)[number]) => from.get(name) ?? undefined
  const list = useApi(
    'queue.list',
    {
      query: {
        lens: get('lens') as Lens | undefined,
        queue: get('queue') as never,
        priority: get('priority') as never,
        order: get('order') as never,
        limit: 200,
      },
    },
    { enabled: on, keep: true },
  )
  const items = list.data?.items ?? []
  const at = items.findIndex((each) => each.number === number)
  // a case that has left the view: the first one is next
  const [before, after] = at < 0 ? [undefined, items[0]] : [items[at - 1], items[at + 1]]
  const go = (row: (typeof items)[number] | undefined) =>
    row &&
    void navigate({
      to: '/accounts/$account/cases/$case',
      params: { account: row.account, case: row.number },
      search: { in: picks.in } as never,
    })
  useKeys(on ? { j: () => go(after), k: () => go(before) } : {})
  if (!on || !list.data) return null
  return (
    <Group gap={6} wrap="nowrap" className="noprint" component="nav" aria-label="In the view">
      <Text size="xs" c="dimmed" className="nowrap">
        {at < 0 ? 'No longer in the view' : `${at + 1} of ${items.length}${list.data.next ? ' and more' : ''}`}
      </Text>
      <Button size="compact-sm" variant="default" disabled={!before} aria-label="The case before" onClick={() => go(before)}>
        <IconChevronUp size={15} aria-hidden />
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={!after}
        rightSection={<IconChevronDown size={15} aria-hidden />}
        onClick={() => go(after)}
      >
        Next
      </Button>
    </Group>
  )
}
