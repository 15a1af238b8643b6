import { Button } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { usePicks } from '../ui/filters.ts'
import { Filters, SearchBox } from '../ui/form.tsx'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { DeadAddresses } from './dead-addresses.tsx'
import { ruleOf, type Standing, senderOf, standingNames, standingOf, standings } from './mail-words.ts'

type Row = Answer<'mail-in.list'>['items'][number]

const columns: readonly Column<Row>[] = [
  {
    name: 'Mail',
    lead: true,
    cell: (row) => (
      <>
        <RowLink to="/mail/$mail" params={{ mail: row.id }}>
          {row.subject || '(no subject)'}
        </RowLink>
        <div className="small dim break">{senderOf(row)}</div>
      </>
    ),
  },
  {
    name: 'State',
    brief: true,
    width: 180,
    cell: (row) => {
      const { word, tone, icon } = standings[standingOf(row)]
      return (
        <Tag tone={tone} icon={icon}>
          {word}
        </Tag>
      )
    },
  },
  {
    name: 'Why',
    width: '36%',
    cell: (row) => (
      <>
        {ruleOf(row.rule)}
        <div className="small dim">{row.reason}</div>
      </>
    ),
  },
  {
    name: 'Case',
    brief: true,
    width: 130,
    cell: (row) =>
      row.case ? (
        <TextLink to="/accounts/$account/cases/$case" params={{ account: row.account, case: row.case }}>
          {row.case}
        </TextLink>
      ) : null,
  },
  {
    name: 'Came',
    brief: true,
    width: 100,
    cell: (row) => (
      <span className="nowrap">
        <When at={row.receivedAt} />
      </span>
    ),
  },
]

const nothing: Readonly<Record<Standing, { readonly title: string; readonly text: string }>> = {
  held: {
    title: 'Nothing waits for a decision',
    text: 'Mail that proves nothing, or that cannot be read, waits here for somebody to look.',
  },
  update: { title: 'No mail updated a case', text: 'An answer to one of our letters becomes a message on its case by itself.' },
  answered: { title: 'Nobody was told how to open a case', text: 'A contact who writes without answering a letter is told once a day.' },
  dropped: { title: 'Nothing was dropped', text: 'What machines write, and mail of nobody known, ends up here.' },
  released: { title: 'Nothing was released', text: 'Held mail that somebody put on a case stands here.' },
  discarded: { title: 'Nothing was discarded', text: 'Held mail that somebody decided against stands here.' },
}

/** Mail that came in, by what became of it. */
export function MailPage() {
  const [picks, pick] = usePicks()
  const dead = picks.tab === 'dead'
  const tab = standingNames.find((name) => name === picks.tab) ?? 'held'
  const counts = useApi('mail-in.count', {}, { every: 30_000 })
  const go = (to: string) => pick({ tab: to === 'held' ? undefined : to, sender: undefined }, { push: true })
  return (
    <Page
      title="Mail"
      lead="What came in and what became of it. No case is opened by mail (ACP-9.p8); a mail updates a case when it proves to belong to it (ACP-9.p9). What waits is counted whole, the rest for 30 days."
    >
      <Card label="Mail" flush>
        <nav className="lenses noprint" aria-label="What became of it">
          {standingNames.map((name) => {
            const count = counts.data?.[name]
            return (
              <button
                key={name}
                type="button"
                className="lens"
                {...(!dead && name === tab ? { 'aria-current': 'true' as const } : {})}
                onClick={() => go(name)}
              >
                {standings[name].word}
                <span className="count" {...(count && name === 'held' ? { 'data-hot': '' } : {})}>
                  {count === undefined ? '…' : count >= 1000 ? '999+' : count}
                </span>
              </button>
            )
          })}
          <button type="button" className="lens" {...(dead ? { 'aria-current': 'true' as const } : {})} onClick={() => go('dead')}>
            Dead addresses
          </button>
        </nav>
        {dead ? <DeadAddresses /> : <Mails of={tab} />}
      </Card>
    </Page>
  )
}

function Mails({ of }: { readonly of: Standing }) {
  const [picks, pick] = usePicks()
  const which = of === 'held' || of === 'released' || of === 'discarded' ? { state: of } : { fate: of }
  const query = useApi(
    'mail-in.list',
    { query: { ...which, sender: picks.sender, limit: 50, cursor: picks.after } },
    { every: 30_000, keep: true },
  )
  return (
    <>
      <Filters>
        <SearchBox label="Sender’s whole address" placeholder="ann@customer.example" name="sender" />
      </Filters>
      <ListTable
        caption={`${standings[of].word}: mail, newest first`}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        empty={
          picks.sender ? (
            <Empty
              title="No mail of this sender here"
              action={
                <Button variant="default" onClick={() => pick({ sender: undefined })}>
                  Show every sender
                </Button>
              }
            >
              The whole address is compared, such as ann@customer.example.
            </Empty>
          ) : (
            <Empty title={nothing[of].title}>{nothing[of].text}</Empty>
          )
        }
      />
    </>
  )
}
