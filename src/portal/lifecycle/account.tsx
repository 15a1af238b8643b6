import { Group, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { ageBands } from '../../installed-base/lifecycle/age.ts'
import { type Band, bands } from '../../installed-base/lifecycle/standing.ts'
import { client, useApi } from '../api.ts'
import { AccountPage } from '../ui/account-page.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Filters, Pick, SearchBox } from '../ui/form.tsx'
import { RowLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Day } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { EndLetters } from './letters.tsx'
import { BandTag, bandWords, type End, LabelTag, labelWords } from './words.tsx'

type Row = Answer<'lifecycle.devices'>['items'][number]
type Counts = Answer<'lifecycle.devices'>['counts']

/** What an end is the end of: the release, the product, or the device itself. */
const subjectOf = ({ of, entry }: End, { product }: Row) => (of === 'device' ? product : entry)

const columns = (account: string): readonly Column<Row>[] => [
  {
    name: 'Device',
    lead: true,
    cell: ({ serial, product, release, site }) => (
      <>
        <RowLink to="/accounts/$account/devices/$serial" params={{ account, serial }} className="mono">
          {serial}
        </RowLink>{' '}
        {product}
        <div className="small dim">{[release, site].filter(Boolean).join(', ')}</div>
      </>
    ),
  },
  { name: 'Leaves support', brief: true, width: 160, cell: ({ band }) => <BandTag of={band} /> },
  {
    name: 'End of support',
    brief: true,
    width: 130,
    cell: ({ first }) => (first ? <Day on={first.on} /> : <span className="dim">not known</span>),
  },
  {
    name: 'Of',
    width: 170,
    cell: (row) =>
      row.first && (
        <>
          {subjectOf(row.first, row)}
          {row.other && (
            <div className="small dim">
              {subjectOf(row.other, row)}: <Day on={row.other.on} />
            </div>
          )}
        </>
      ),
  },
  { name: 'Known', brief: true, width: 120, cell: ({ first }) => first && <LabelTag of={first.label} /> },
  { name: 'Source', wide: true, cell: ({ first }) => first && <span className="small break">{first.source}</span> },
]

/** Stands there where somebody asks for releases of an age. */
const shippedColumn: Column<Row> = {
  name: 'Release first shipped',
  width: 190,
  cell: ({ shipped }) =>
    shipped ? (
      <Group gap={6}>
        <Day on={shipped.on} />
        <LabelTag of={shipped.label} />
      </Group>
    ) : (
      <span className="dim">not known</span>
    ),
}

const file: readonly CsvColumn<Row>[] = [
  { name: 'Serial', of: ({ serial }) => serial },
  { name: 'Product', of: ({ product }) => product },
  { name: 'Release', of: ({ release }) => release },
  { name: 'Site', of: ({ site }) => site },
  { name: 'Status', of: ({ status }) => status },
  { name: 'Leaves support', of: ({ band }) => band },
  { name: 'End of support', of: ({ first }) => first?.on },
  { name: 'Of', of: (row) => row.first && subjectOf(row.first, row) },
  { name: 'Known', of: ({ first }) => first?.label },
  { name: 'Source', of: ({ first }) => first?.source },
  { name: 'Other end of support', of: ({ other }) => other?.on },
  { name: 'Other of', of: (row) => row.other && subjectOf(row.other, row) },
  { name: 'Other known', of: ({ other }) => other?.label },
  { name: 'Release first shipped', of: ({ shipped }) => shipped?.on },
]

/** What of an account leaves support, and when: past, within 3, 6 and 12 months, later, and what nobody knows. */
export function AccountLifecyclePage() {
  const { account } = usePath()
  const [picks] = usePicks()
  const filters = {
    query: picks.q,
    band: picks.band as never,
    of: picks.of as never,
    label: picks.label as never,
    age: picks.age as never,
  }
  const query = useApi('lifecycle.devices', { params: { account }, query: { ...filters, limit: 50, cursor: picks.after } }, { keep: true })
  return (
    <AccountPage
      title="End of life"
      lead="When your devices leave support: by product and by release, whichever comes first. The last day is still served. What is computed or recalled is advice; only what is published decides."
    >
      <Stack gap="md">
        <Loaded query={query} lines={3}>
          {({ counts }) => <Standing of={counts} />}
        </Loaded>
        <EndLetters account={account} />
        <Card title="Devices, the first to leave first" flush>
          <Filters
            end={
              <ExportCsv
                list={`End of life of ${account}`}
                columns={file}
                read={(cursor) => client.call('lifecycle.devices', { params: { account }, query: { ...filters, limit: 200, cursor } })}
              />
            }
          >
            <SearchBox label="Search" placeholder="Serial, product, release, site" />
            <Pick name="band" label="Leaves support" any="Whenever" of={bands.map((value) => ({ value, label: bandWords[value].word }))} />
            <Pick
              name="of"
              label="End of support of"
              any="Product or release"
              width={180}
              of={[
                { value: 'product', label: 'Product' },
                { value: 'release', label: 'Release' },
              ]}
            />
            <Pick
              name="label"
              label="How it is known"
              any="Known in any way"
              width={170}
              of={Object.entries(labelWords).map(([value, { word }]) => ({ value, label: `${word} only` }))}
            />
            <Pick
              name="age"
              label="Age of the release"
              any="Release of any age"
              width={190}
              of={ageBands.map((value) => ({ value, label: value === 'not known' ? 'Age not known' : `Shipped ${value} ago` }))}
            />
          </Filters>
          <ListTable
            caption="Devices by end of support, the first first"
            columns={picks.age ? [...columns(account), shippedColumn] : columns(account)}
            query={query}
            rowKey={({ serial }) => serial}
            empty={
              Object.values(filters).some((value) => value !== undefined) ? (
                <Empty title="No device fits">Take a filter away.</Empty>
              ) : (
                <Empty title="No device yet">Register devices or import a list; their dates show here.</Empty>
              )
            }
          />
        </Card>
      </Stack>
    </AccountPage>
  )
}

/** Devices by how near their end of support is; each figure shows its devices. */
function Standing({ of }: { readonly of: Counts }) {
  const [picks, pick] = usePicks()
  const count = (band: Band) => of[band] ?? 0
  const all = bands.reduce((sum, band) => sum + count(band), 0)
  const words = bands.map((band) => `${bandWords[band].word}: ${count(band)}`).join(', ')
  return (
    <Card label="Devices by end of support">
      <SimpleGrid cols={{ base: 2, xs: 3, md: 6 }}>
        {bands.map((band) => (
          <UnstyledButton
            key={band}
            aria-pressed={picks.band === band}
            onClick={() => pick({ band: picks.band === band ? undefined : band })}
            style={{ borderTop: `3px solid ${bandWords[band].colour}`, paddingTop: 6 }}
          >
            <Text size="xs" c="dimmed" {...(picks.band === band ? { td: 'underline' } : {})}>
              {bandWords[band].word}
            </Text>
            <Text size="xl" fw={650}>
              {count(band).toLocaleString('en')}
            </Text>
          </UnstyledButton>
        ))}
      </SimpleGrid>
      {all > 0 && (
        <div role="img" aria-label={words} style={{ display: 'flex', gap: 2, height: 10, marginTop: 14 }}>
          {bands
            .filter((band) => count(band) > 0)
            .map((band) => (
              <span
                key={band}
                title={`${bandWords[band].word}: ${countWords(count(band), 'device')}`}
                style={{ flex: `${count(band)} 1 0`, minWidth: 3, borderRadius: 2, background: bandWords[band].colour }}
              />
            ))}
        </div>
      )}
    </Card>
  )
}
