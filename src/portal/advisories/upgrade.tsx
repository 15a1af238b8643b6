import { Group, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePath } from '../ui/filters.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'
import { countWords } from '../ui/words.ts'
import { type Entered, SeverityTag } from './words.tsx'

type Found = Answer<'device.upgrade'>
type Candidate = Found['candidates'][number]

const steps: Readonly<Record<Candidate['step'], { readonly word: string; readonly means: string }>> = {
  service: { word: 'Same maintenance release', means: 'Fixes only.' },
  maintenance: { word: 'Same branch', means: 'It may bring features too.' },
  branch: { word: 'Another branch', means: 'Not the same software any more: read its release notes.' },
}
const shownNumbers = 6

/** Which release removes what a device is exposed to, what it keeps and what it brings in (ACP-13.p1). */
export function UpgradePage() {
  const { account, serial } = usePath()
  const query = useApi('device.upgrade', { params: { account, serial } })
  return (
    <Page
      title={`Upgrade of ${serial}`}
      lead="Releases that published records name as fixes, the least left over first. What else changes with a release, and whether it exists for the platform, is for its release notes."
      crumbs={
        <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial }}>
          {serial}
        </TextLink>
      }
    >
      <Loaded query={query} lines={10}>
        {(found) => (
          <Stack gap="md">
            {found.release !== null && found.seen.stale && (
              <Text size="sm" role="status">
                {found.seen.on ? `Its release was last seen on ${dateWords(found.seen.on)}` : 'Nobody saw when its release ran'}: show it
                again, or this may be about an old state. <ClauseChips ids={[found.seen.clause]} />
              </Text>
            )}
            <Whole account={account} of={found} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Whole({ account, of }: { readonly account: string; readonly of: Found }) {
  const records = new Map(of.records.map((record) => [record.key, record]))
  if (of.release === null)
    return <Empty title="No release is known">Enter the release of the device, or import what it says, and come back.</Empty>
  if (of.affected.length === 0)
    return (
      <Empty title="Nothing to remove">
        No published record affects it on {of.release}
        {of.uncertain.length > 0 && `; of ${countWords(of.uncertain.length, 'record')} nobody can be certain`}.
      </Empty>
    )
  return (
    <Stack gap="md">
      <Card title={`On ${of.release}: ${countWords(of.affected.length, 'record')}`}>
        <ul className="lines">
          {of.affected.slice(0, 20).map((key) => (
            <Line key={key} account={account} of={records.get(key)} />
          ))}
        </ul>
        {of.affected.length > 20 && (
          <Text size="sm" c="dimmed">
            and {of.affected.length - 20} more
          </Text>
        )}
      </Card>
      <Card title="Releases" flush>
        <DataTable
          caption="Releases and what each would change, the least left over first"
          rows={of.candidates}
          rowKey={({ release }) => release}
          empty={<Empty title="No release removes any of it">No record names a fix in a later release of its line.</Empty>}
          columns={[
            {
              name: 'Release',
              lead: true,
              width: 230,
              cell: ({ release, step, branchesOn }) => (
                <>
                  <span className="mono strong">{release}</span>
                  <div className="small dim">
                    {steps[step].word}. {steps[step].means}
                    {branchesOn > 3 && ' More than three branches on: go there in steps, or between releases with extended support.'}
                  </div>
                </>
              ),
            },
            {
              name: 'Removes',
              right: true,
              width: 100,
              cell: ({ removes }) => (
                <b>
                  {removes.length} of {of.affected.length}
                </b>
              ),
            },
            { name: 'Keeps', cell: ({ keeps }) => <Keys account={account} of={keeps} records={records} /> },
            { name: 'Brings in', cell: ({ brings }) => <Keys account={account} of={brings} records={records} /> },
            { name: 'Not certain', cell: ({ uncertain }) => <Keys account={account} of={uncertain} records={records} /> },
          ]}
        />
      </Card>
    </Stack>
  )
}

const Line = ({ account, of }: { readonly account: string; readonly of: Entered | undefined }) =>
  of ? (
    <li>
      <Group gap={6}>
        <SeverityTag of={of.severity} />
        {of.exploited && <Tag tone="alarm">Exploited</Tag>}
        <TextLink to="/accounts/$account/exposure/$key" params={{ account, key: of.key }}>
          {of.number}
        </TextLink>
        <Text span size="sm">
          {of.title}
        </Text>
      </Group>
    </li>
  ) : null

type KeysProps = { readonly account: string; readonly of: readonly string[]; readonly records: ReadonlyMap<string, Entered> }

const Keys = ({ account, of, records }: KeysProps) =>
  of.length === 0 ? (
    <span className="dim">nothing</span>
  ) : (
    <span className="small">
      {of.slice(0, shownNumbers).map((key, at) => (
        <span key={key}>
          {at > 0 && ', '}
          <TextLink to="/accounts/$account/exposure/$key" params={{ account, key }}>
            {records.get(key)?.number ?? key}
          </TextLink>
        </span>
      ))}
      {of.length > shownNumbers && ` and ${of.length - shownNumbers} more`}
    </span>
  )
