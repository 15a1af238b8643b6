import { Text } from '@mantine/core'
import { terms } from '../../catalog/glossary-terms.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, SearchBox } from '../ui/form.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { countWords } from '../ui/words.ts'

type Term = (typeof terms)[number]

const rows = [...terms].sort((a, b) => a.term.localeCompare(b.term))

const columns: readonly Column<Term>[] = [
  {
    name: 'Word',
    lead: true,
    width: 230,
    cell: ({ term, also }) => (
      <>
        <b>{term}</b>
        {also.length > 0 && <div className="small dim">also: {also.join(', ')}</div>}
      </>
    ),
  },
  { name: 'Meaning', cell: ({ meaning }) => `${meaning}.` },
  { name: 'Clauses', cell: ({ clauses }) => <ClauseChips ids={clauses} most={4} /> },
]

/** The words of the business in our own words. They help the reader and stand in for no contract text. */
export function WordsPage() {
  const [picks] = usePicks()
  const wanted = (picks.q ?? '').toLowerCase()
  const shown = rows.filter(({ term, also, meaning }) => `${term} ${also.join(' ')} ${meaning}`.toLowerCase().includes(wanted))
  return (
    <Page title="Words" lead="The words of the business in our own words. They help the reader and stand in for no contract text.">
      <Card label="Words" flush>
        <Filters>
          <SearchBox label="Search" placeholder="Word or abbreviation" />
          <Text size="sm" c="dimmed" aria-live="polite">
            {countWords(shown.length, 'word')}
          </Text>
        </Filters>
        <DataTable
          caption="Words and what they mean"
          columns={columns}
          rows={shown}
          rowKey={({ term }) => term}
          empty={<Empty title="No such word">Search with another spelling.</Empty>}
        />
      </Card>
    </Page>
  )
}
