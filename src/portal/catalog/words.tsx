import { Stack, Text } from '@mantine/core'
import { terms } from '../../catalog/glossary-terms.ts'
import { useApi } from '../api.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { countWords } from '../ui/words.ts'
import { AgreementWords } from './agreement-words.tsx'

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
  const services = useApi('offering.list', {}, { fresh: 600_000 })
  const wanted = (picks.q ?? '').toLowerCase()
  const shown = rows.filter(({ term, also, meaning }) => `${term} ${also.join(' ')} ${meaning}`.toLowerCase().includes(wanted))
  return (
    <Page title="Words" lead="The words of the business in our own words. They help the reader and stand in for no contract text.">
      <Stack gap="md">
        <Card label="Words" flush>
          <Filters>
            <SearchBox label="Search" placeholder="Word or abbreviation" />
            <Pick
              name="service"
              label="Under the service"
              any="Under any service"
              of={(services.data?.items ?? []).map(({ code, title }) => ({ value: code, label: title }))}
              width={230}
            />
            <Text size="sm" c="dimmed" aria-live="polite">
              {countWords(shown.length, 'word')}
            </Text>
          </Filters>
          {picks.service && picks.q && <UnderService word={picks.q} service={picks.service} />}
          <DataTable
            caption="Words and what they mean"
            columns={columns}
            rows={shown}
            rowKey={({ term }) => term}
            empty={<Empty title="No such word">Search with another spelling.</Empty>}
          />
        </Card>
        <AgreementWords service={picks.service} />
      </Stack>
    </Page>
  )
}

const sourceWords = {
  'service-description': 'by the service description',
  holdfast: 'in our own words',
  agreement: 'by the agreement',
  undefined: 'by neither text',
} as const

/** What the searched word means under a service, and whose words those are. */
function UnderService({ word, service }: { readonly word: string; readonly service: string }) {
  const found = useApi('term.read', { params: { word }, query: { service } }, { keep: true }).data
  if (!found) return null
  const { term, meaning, source, agreement, version, note, didYouMean, clauses } = found
  return (
    <Text size="sm" px="md" py="sm" role="status">
      <b>{term}</b> is explained {sourceWords[source]}
      {version && ` (${agreement}, version ${version})`}
      {meaning ? `: ${meaning}.` : '.'}
      {agreement &&
        (source === 'holdfast' || source === 'undefined') &&
        ` The meaning that the ${agreement} gives ranks first; nobody has entered it yet.`}
      {note && ` ${note}.`}
      {didYouMean && ` Did you mean ${didYouMean}?`} <ClauseChips ids={clauses} />
    </Text>
  )
}
