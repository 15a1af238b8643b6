import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChip } from '../ui/clause-chip.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePath } from '../ui/filters.ts'
import { IconAlertTriangle, IconCheck } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { actorWords } from '../ui/words.ts'
import { PartDialog } from './part-form.tsx'
import { type Matrix, partTitles, type Side } from './words.ts'

type Step = Matrix['parts']['customer'][number]
type Lack = Matrix['lacks'][number]
type Row = Step & { readonly number: number; readonly marks: readonly Lack[] }

const sides = ['provider', 'customer'] as const

const columns: readonly Column<Row>[] = [
  { name: 'Step', brief: true, width: 70, cell: ({ number }) => number },
  {
    name: 'Who',
    lead: true,
    cell: ({ name, role, marks }) => (
      <Stack gap={3} align="flex-start">
        <span>
          <b>{name}</b>
          <span className="small dim"> {role}</span>
        </span>
        {marks.map(({ found }) => (
          <Tag key={found} tone="danger" icon={IconAlertTriangle} long>
            {found}
          </Tag>
        ))}
      </Stack>
    ),
  },
  {
    name: 'Telephone',
    cell: ({ phone }) => (phone ? <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a> : <span className="dim">none</span>),
  },
  { name: 'E-mail', cell: ({ email }) => (email ? <span className="break">{email}</span> : <span className="dim">none</span>) },
  { name: 'Hours', cell: ({ hours }) => hours || <span className="dim">not said</span> },
]

type FileRow = Step & { readonly side: Side; readonly number: number }
const file: readonly CsvColumn<FileRow>[] = [
  { name: 'Side', of: ({ side }) => partTitles[side] },
  { name: 'Step', of: ({ number }) => number },
  { name: 'Name', of: ({ name }) => name },
  { name: 'Role', of: ({ role }) => role },
  { name: 'Telephone', of: ({ phone }) => phone },
  { name: 'E-mail', of: ({ email }) => email },
  { name: 'Hours', of: ({ hours }) => hours },
]
const fileRows = (parts: Matrix['parts']): readonly FileRow[] =>
  sides.flatMap((side) => parts[side].map((step, index) => ({ ...step, side, number: index + 1 })))

/** Whom each side reaches on the other, step by step: what is edited, and what was published. Both sides see this page. */
export function ContactMatrixPage() {
  const { account } = usePath()
  const query = useApi('contact-matrix.read', { params: { account } })
  return (
    <AccountPage
      title="Contact matrix"
      lead="Whom each side calls on the other, and who is called next when the first does not answer."
      actions={
        <>
          <Button variant="default" onClick={() => window.print()}>
            Print
          </Button>
          {query.data && (
            <ExportCsv
              list={`contact matrix ${account}`}
              columns={file}
              read={async () => ({
                items: fileRows(query.data.published && !query.data.changed ? query.data.published.parts : query.data.parts),
              })}
            />
          )}
        </>
      }
    >
      <Loaded query={query} lines={10}>
        {(found) => <Whole account={account} of={found} />}
      </Loaded>
    </AccountPage>
  )
}

function Whole({ account, of }: { readonly account: string; readonly of: Matrix }) {
  const me = useMe()
  const may = useMay()
  const [editing, setEditing] = useState<Side>()
  const publish = useAct('contact-matrix.publish', { done: ({ published }) => `Version ${published?.number} is published` })
  const staff = me.account.kind === 'provider'
  const ready = of.complete ? (of.changed ? undefined : 'nothing changed since it was published') : 'something is missing'
  const never = of.published === null
  const mayWrite = (side: Side) => may('matrix.edit') ?? (side === 'provider' && !staff ? 'the provider writes its own part' : undefined)
  return (
    <Stack gap="md">
      <Card label="How it stands">
        <Stack gap="sm">
          <Group gap="sm">
            {of.published ? (
              <>
                <Tag tone={of.outOfDate.length > 0 ? 'danger' : 'ok'} icon={of.outOfDate.length > 0 ? IconAlertTriangle : IconCheck}>
                  {of.outOfDate.length > 0 ? 'Out of date' : 'In force'}
                </Tag>
                <Text size="sm">
                  Version {of.published.number}, published by {actorWords(of.published.publishedBy)}{' '}
                  <When at={of.published.publishedAt} show="both" />
                </Text>
              </>
            ) : (
              <Tag tone="warn" icon={IconAlertTriangle}>
                Not published yet
              </Tag>
            )}
            <ClauseChip id={of.clause} />
            {of.published && of.changed && <Tag tone="info">Changed since then</Tag>}
          </Group>
          {of.outOfDate.length > 0 && <Lacks title="What is no longer true" of={of.outOfDate} />}
          {of.lacks.length > 0 && <Lacks title="What is missing before it is published" of={of.lacks} />}
          {staff && (
            <Group className="noprint">
              <Act
                reason={may('matrix.publish') ?? ready}
                loading={publish.isPending}
                onClick={() => publish.mutate({ params: { account } })}
              >
                {never ? 'Publish' : 'Publish a new version'}
              </Act>
            </Group>
          )}
          {publish.error && <Problem error={publish.error} />}
        </Stack>
      </Card>
      {sides.map((side) => (
        <Card
          key={side}
          title={partTitles[side]}
          flush
          aside={
            <Act size="compact-sm" variant="default" reason={mayWrite(side)} onClick={() => setEditing(side)} className="noprint">
              {of.parts[side].length === 0 ? 'Enter' : 'Change'}
            </Act>
          }
        >
          <DataTable
            caption={`${partTitles[side]}, step by step`}
            columns={columns}
            rows={of.parts[side].map((step, index) => ({
              ...step,
              number: index + 1,
              marks: [...of.lacks, ...of.outOfDate].filter(
                (each, at, all) =>
                  each.side === side &&
                  each.step === index + 1 &&
                  all.findIndex(({ side: s, step: n, found }) => s === side && n === each.step && found === each.found) === at,
              ),
            }))}
            rowKey={({ number }) => String(number)}
            empty={
              <Empty title="Nobody yet">
                {side === 'provider' ? 'The provider enters its steps here.' : 'The customer enters its steps here.'}
              </Empty>
            }
          />
        </Card>
      ))}
      {of.published && <Versions account={account} />}
      {editing && <PartDialog account={account} side={editing} of={of} onClose={() => setEditing(undefined)} />}
    </Stack>
  )
}

const Lacks = ({ title, of }: { readonly title: string; readonly of: readonly Lack[] }) => (
  <div>
    <Text size="sm" fw={600}>
      {title}
    </Text>
    <List size="sm">
      {of.map(({ side, step, found, toDo }) => (
        <List.Item key={`${side} ${step} ${found}`}>
          {step !== null && `${partTitles[side]}, step ${step}: `}
          {found}. <span className="dim">{toDo}</span>
        </List.Item>
      ))}
    </List>
  </div>
)

type Version = Answer<'contact-matrix.list'>['items'][number]
const versionColumns = (account: string): readonly Column<Version>[] => [
  { name: 'Version', lead: true, cell: ({ number }) => `Version ${number}` },
  { name: 'Published', brief: true, cell: ({ publishedAt }) => <When at={publishedAt} show="both" /> },
  { name: 'By', brief: true, cell: ({ publishedBy }) => actorWords(publishedBy) },
  {
    name: 'File',
    silent: true,
    right: true,
    cell: ({ number, parts }) => (
      <ExportCsv list={`contact matrix ${account} version ${number}`} columns={file} read={async () => ({ items: fileRows(parts) })} />
    ),
  },
]

function Versions({ account }: { readonly account: string }) {
  const query = useApi('contact-matrix.list', { params: { account } })
  return (
    <div className="noprint">
      <Card title="Published versions" flush>
        <DataTable
          caption="Published versions, newest first"
          columns={versionColumns(account)}
          rows={query.data?.items}
          rowKey={({ number }) => String(number)}
          empty={<Empty title="None yet" />}
        />
      </Card>
    </div>
  )
}
