import { Button, Menu } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { type Facts, fillBlock } from '../../cases/text-blocks/fill.ts'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { IconChevronDown, IconFileText } from '../ui/icons.ts'
import { absolute } from '../ui/time.ts'
import { told } from '../ui/toast.ts'
import type { Suggestion } from './suggest.tsx'
import type { Case } from './tags.tsx'
import type { Block } from './text-block-forms.tsx'

const AllBlocks = lazy(() => import('./text-block-forms.tsx').then((found) => ({ default: found.AllBlocks })))
const BlockForm = lazy(() => import('./text-block-forms.tsx').then((found) => ({ default: found.BlockForm })))

/** What the places of a text hold on this case, for whoever writes. */
function useFacts(of: Case): Facts {
  const { person } = useMe()
  return {
    number: of.number,
    summary: of.summary,
    reference: of.customerReference || null,
    requester: of.requester,
    account: of.accountName,
    priority: of.priority,
    serial: of.serial,
    product: of.product,
    due: of.dueAt === null ? null : absolute(person.zone, Date.parse(of.dueAt)),
    owner: of.owner,
    me: person.name,
  }
}

/** The text blocks that I may use, filled in for a case, as suggestions and as a menu. */
export function useTextBlocks(of: Case) {
  const may = useMay()
  const facts = useFacts(of)
  const allowed = may('case.note') === undefined
  const list = useApi('text-block.list', {}, { fresh: 60_000, enabled: allowed })
  const blocks = list.data?.items ?? []
  const suggestions: readonly Suggestion[] = blocks.map((block) => ({
    id: block.id,
    sign: '/',
    label: block.title,
    hint: block.text.replace(/\s+/g, ' ').slice(0, 60),
    insert: fillBlock(block.text, facts).text,
  }))
  return { allowed, blocks, suggestions, facts }
}

type MenuProps = {
  readonly of: ReturnType<typeof useTextBlocks>
  /** What stands in the box now, to be kept as a block. */
  readonly text: string
  readonly onInsert: (text: string) => void
}

/** Puts a text in, keeps what was written as one, and opens the list of all. */
export function TextBlockMenu({ of: { allowed, blocks, facts }, text, onInsert }: MenuProps) {
  const [open, setOpen] = useState<'all' | 'keep'>()
  if (!allowed) return null
  const insert = (block: Block) => {
    const { text: filled, empty } = fillBlock(block.text, facts)
    onInsert(filled)
    if (empty.length > 0) told(`Nothing to fill in for ${empty.map((each) => `{${each}}`).join(', ')}`)
  }
  return (
    <>
      <Menu position="top-start" width={300} shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconFileText size={15} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            Texts
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
          {blocks.map((block) => (
            <Menu.Item key={block.id} onClick={() => insert(block)}>
              {block.title}
            </Menu.Item>
          ))}
          {blocks.length === 0 && <Menu.Label>No text yet. Type / in the box to find one later.</Menu.Label>}
          <Menu.Divider />
          <Menu.Item disabled={text.trim() === ''} onClick={() => setOpen('keep')}>
            Keep what I wrote as a text
          </Menu.Item>
          <Menu.Item onClick={() => setOpen('all')}>Change texts</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {open === 'keep' && <BlockForm begin={{ title: '', text, team: null }} onClose={() => setOpen(undefined)} />}
        {open === 'all' && <AllBlocks blocks={blocks} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  )
}
