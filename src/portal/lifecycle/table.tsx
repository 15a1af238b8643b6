import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { type milestones, milestoneTitles } from '../../installed-base/lifecycle/entry.ts'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act, ActLink } from '../ui/act.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { IconPlus, IconUpload } from '../ui/icons.ts'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'
import { EditEntry } from './edit-entry.tsx'
import { Dates, type Entry, LabelTag } from './words.tsx'

const kindWords: Readonly<Record<Entry['kind'], string>> = { release: 'Release', product: 'Product', module: 'Module' }
const known = ({ dates, byRule }: Entry) => [...dates, ...byRule]

/** The date that counts for a milestone, with how it is known. */
function Counting({ of, milestone }: { readonly of: Entry; readonly milestone: (typeof milestones)[number] }) {
  const found = (['published', 'recalled', 'computed'] as const).flatMap((label) =>
    known(of).filter((date) => date.milestone === milestone && date.label === label),
  )[0]
  if (!found) return <span className="dim">not known</span>
  return (
    <Group gap={6}>
      <Day on={found.on} />
      <LabelTag of={found.label} />
    </Group>
  )
}

/** The table of lifecycle dates: searched, taken from files, and edited entry by entry. */
export function LifecycleTablePage() {
  const [picks] = usePicks()
  const may = useMay()
  const staff = useMe().account.kind === 'provider'
  const [open, setOpen] = useState<string>()
  const [edited, setEdited] = useState<Entry | 'new'>()
  const query = useApi(
    'lifecycle.list',
    { query: { query: picks.q, kind: picks.kind as never, limit: 50, cursor: picks.after } },
    { keep: true },
  )
  const columns: readonly Column<Entry>[] = [
    {
      name: 'Subject',
      lead: true,
      cell: (row) => (
        <Group gap={6}>
          <span className="break">
            {row.software} {row.name}
          </span>
          {row.withdrawn && <Tag tone="danger">Withdrawn</Tag>}
        </Group>
      ),
    },
    { name: 'Kind', brief: true, width: 100, cell: ({ kind }) => kindWords[kind] },
    ...(['lastOrder', 'endOfEngineering', 'endOfSupport'] as const).map(
      (milestone): Column<Entry> => ({
        name: milestoneTitles[milestone],
        width: 210,
        ...(milestone === 'endOfSupport' ? {} : { wide: true }),
        cell: (row) => <Counting of={row} milestone={milestone} />,
      }),
    ),
    {
      name: 'More',
      silent: true,
      width: 150,
      cell: (row) => (
        <Group gap={6} wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={open === row.key}
            onClick={() => setOpen(open === row.key ? undefined : row.key)}
          >
            {open === row.key ? 'Less' : 'More'}
          </Button>
          {staff && (
            <Act size="compact-sm" variant="default" reason={may('lifecycle.edit')} onClick={() => setEdited(row)}>
              Edit
            </Act>
          )}
        </Group>
      ),
    },
  ]
  return (
    <Page
      title="Lifecycle dates"
      lead="When releases, products and modules were announced, last sold, and leave engineering and support. Published dates decide; recalled and computed ones advise."
      actions={
        staff && (
          <>
            <ActLink
              to="/lifecycle/import"
              variant="default"
              reason={may('lifecycle.edit')}
              leftSection={<IconUpload size={16} aria-hidden />}
            >
              Load dates
            </ActLink>
            <Act reason={may('lifecycle.edit')} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
              Write an entry
            </Act>
          </>
        )
      }
    >
      <Card label="Entries" flush>
        <Filters>
          <SearchBox label="Search" placeholder="Release, product, note" />
          <Pick
            name="kind"
            label="Kind"
            any="All kinds"
            of={Object.entries(kindWords).map(([value, label]) => ({ value, label: `${label}s` }))}
          />
        </Filters>
        <ListTable
          caption="Entries by kind and name"
          columns={columns}
          query={query}
          rowKey={({ key }) => key}
          below={(row) => (row.key === open ? <Whole of={row} /> : undefined)}
          empty={
            picks.q || picks.kind ? (
              <Empty title="No entry fits">Search with another word, or take a filter away.</Empty>
            ) : (
              <Empty title="No date is known yet">
                {staff ? 'Load a CSV table of the vendor’s, or write an entry.' : 'The provider has loaded no dates yet.'}
              </Empty>
            )
          }
        />
      </Card>
      {edited !== undefined && <EditEntry {...(edited === 'new' ? {} : { of: edited })} onClose={() => setEdited(undefined)} />}
    </Page>
  )
}

/** Every date of an entry with its source, why nothing more is computed, and what it said before. */
function Whole({ of }: { readonly of: Entry }) {
  const history = useApi('lifecycle.history', { query: { key: of.key } })
  return (
    <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))' }}>
      <div>
        <Dates of={known(of)} name={`Dates of ${of.name}`} />
        {of.kind === 'release' && of.noRule !== null && <p className="small dim">Nothing is computed: {of.noRule}.</p>}
        {of.note !== '' && <p className="small break">{of.note}</p>}
      </div>
      <Loaded query={history} lines={2}>
        {({ items }) => (
          <ul className="lines small" aria-label="What it said before">
            {items.map(({ version, at, actor, source, changes }) => (
              <li key={version}>
                <span className="dim">
                  {actorWords(actor)}, <When at={at} show="both" />, {source}
                </span>
                {changes.map((change) => (
                  <div key={change} className="break">
                    {change}
                  </div>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  )
}
