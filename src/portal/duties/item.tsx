import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { type Answer, addressOf } from '../../client/client.ts'
import { productWords } from '../../duties/tested.ts'
import { useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { TextLink } from '../ui/link.tsx'
import { Facts } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, When } from '../ui/when.tsx'
import { actorWords, countWords } from '../ui/words.ts'
import { AskDialog, EvidenceDialog, LapseDialog, NoticeDialog, WaiveDialog, WithdrawDialog } from './forms.tsx'
import { type Item, partyWords, sourceWords, unmet, waitWords } from './words.tsx'

type Props = { readonly account: string; readonly contract: string; readonly item: Item }
type Event = NonNullable<Item['evidence']>
type Open = 'evidence' | 'notice' | 'withdraw' | 'lapse' | 'waive' | 'ask' | { readonly answer: Item['asks'][number] }

/** Everything about one duty: what meets it, who said what, and what can be done. */
export function ItemDetails({ account, contract, item }: Props) {
  const may = useMay()
  const staff = useMe().account.kind === 'provider'
  const [open, setOpen] = useState<Open>()
  const [told, setTold] = useState(false)
  const close = () => setOpen(undefined)
  const given = { account, contract, item, onClose: close }
  const theirs = item.party === 'customer'
  const decided = item.fact !== null ? 'The system decides this by what it knows' : undefined
  const notOurs = item.party === 'provider' && !staff ? 'This duty is the provider’s' : undefined
  return (
    <Stack gap="sm" p="sm">
      <Facts
        of={[
          ['Due', <DueWords key="due" item={item} />],
          ['What waits', waitWords(item) || 'Nothing'],
          ['Found', item.fact && `${item.fact.found}; expected: ${item.fact.expected}`],
          ['Parts', item.parts.length > 0 && <Parts key="parts" item={item} />],
          ['Evidence', item.evidence && <Said key="evidence" account={account} event={item.evidence} />],
          ['Not met', item.lapse && <Said key="lapse" account={account} event={item.lapse} />],
          ['Notice', item.notice && <Said key="notice" account={account} event={item.notice} from />],
          ['Waiver', item.waiver && <Waiver key="waiver" event={item.waiver} />],
          ['To do', item.cure],
        ]}
      />
      {item.asks.length > 0 && (
        <Asks account={account} item={item} answer={may('duty.meet') === undefined ? (answer) => setOpen({ answer }) : undefined} />
      )}
      {!item.sum && (
        <Group gap={8} className="noprint">
          <Act size="compact-sm" variant="default" reason={may('duty.meet') ?? notOurs ?? decided} onClick={() => setOpen('evidence')}>
            Give evidence
          </Act>
          {item.state !== 'broken' && (
            <Act size="compact-sm" variant="default" reason={may('duty.meet') ?? decided} onClick={() => setOpen('lapse')}>
              Not met any more
            </Act>
          )}
          {theirs && !staff && (
            <Act size="compact-sm" variant="default" reason={may('duty.notify')} onClick={() => setOpen('notice')}>
              Cannot be met
            </Act>
          )}
          {theirs && !staff && item.notice && (
            <Act size="compact-sm" variant="default" reason={may('duty.notify')} onClick={() => setOpen('withdraw')}>
              Take the notice back
            </Act>
          )}
          {theirs && staff && (
            <>
              <Act size="compact-sm" variant="default" reason={may('duty.ask')} onClick={() => setOpen('ask')}>
                Ask
              </Act>
              <Act
                size="compact-sm"
                variant="default"
                reason={may('duty.waive') ?? (unmet(item) || item.state === 'waived' ? undefined : 'It is met')}
                onClick={() => setOpen('waive')}
              >
                Waive
              </Act>
            </>
          )}
          <Button size="compact-sm" variant="subtle" aria-expanded={told} onClick={() => setTold(!told)}>
            {told ? 'Hide the history' : 'History'}
          </Button>
        </Group>
      )}
      {told && <History account={account} contract={contract} item={item} />}
      {open === 'evidence' && <EvidenceDialog {...given} />}
      {typeof open === 'object' && <EvidenceDialog {...given} ask={open.answer} />}
      {open === 'lapse' && <LapseDialog {...given} />}
      {open === 'notice' && <NoticeDialog {...given} />}
      {open === 'withdraw' && item.notice && <WithdrawDialog {...given} notice={item.notice.id} />}
      {open === 'waive' && <WaiveDialog {...given} />}
      {open === 'ask' && <AskDialog {...given} />}
    </Stack>
  )
}

export const DueWords = ({ item: { due } }: { readonly item: Item }) => (
  <>
    {due.words.charAt(0).toUpperCase() + due.words.slice(1)}
    {due.on && (
      <>
        {': '}
        <Day on={due.on} />
      </>
    )}
  </>
)

const Parts = ({ item }: { readonly item: Item }) => (
  <Group gap={6}>
    {item.parts.map(({ code, title, met }) => (
      <Tag key={code} tone={met ? 'ok' : 'warn'}>
        {title}: {met ? 'given' : 'missing'}
      </Tag>
    ))}
  </Group>
)

const Said = ({ account, event, from = false }: { readonly account: string; readonly event: Event; readonly from?: boolean }) => (
  <>
    <span className="break">{event.nothing ? 'There is none.' : event.text}</span>{' '}
    {event.products && event.text !== productWords(event.products) && <div className="small break">{productWords(event.products)}</div>}
    {event.file && (
      <a href={addressOf('duty-file.read', { account, evidence: event.file.id })} download className="break">
        {event.file.name}
      </a>
    )}
    <div className="small dim">
      {actorWords(event.actor)} <When at={event.at} />, {from ? 'from' : 'of'} <Day on={event.on} />
      {event.paper && (
        <>
          , in {event.paper.language}, as of <Day on={event.paper.asOf} />
        </>
      )}
    </div>
  </>
)

const Waiver = ({ event }: { readonly event: Event }) => (
  <>
    <span className="break">{event.text}</span>
    <div className="small dim">
      {actorWords(event.actor)}
      {event.until && (
        <>
          , up to and with <Day on={event.until} />
        </>
      )}
    </div>
  </>
)

function Asks({
  account,
  item,
  answer,
}: {
  readonly account: string
  readonly item: Item
  readonly answer: ((ask: Item['asks'][number]) => void) | undefined
}) {
  return (
    <div>
      <Text size="sm" fw={600}>
        Asked
      </Text>
      <ul className="lines small">
        {item.asks.map((ask) => (
          <li key={ask.id}>
            <span className="break">{ask.text}</span>
            <div className="dim">
              {ask.source && `${sourceWords[ask.source]}, `}
              {actorWords(ask.askedBy)} <When at={ask.askedAt} />
              {ask.dueOn && (
                <>
                  , due on <Day on={ask.dueOn} />
                </>
              )}
              {', '}
              {ask.answer ? (
                <>
                  answered on <Day on={ask.answer.on} />
                </>
              ) : (
                'not answered yet'
              )}
              {ask.waitedDays !== null && `, waited ${countWords(ask.waitedDays, 'working day')}`}
            </div>
            {ask.case && (
              <div>
                <TextLink to="/accounts/$account/cases/$case" params={{ account, case: ask.case.number }}>
                  On {ask.case.number}, item {ask.case.item}
                </TextLink>
              </div>
            )}
            {ask.software && (
              <div>
                <TextLink to="/accounts/$account/software/$software" params={{ account, software: ask.software.serial }}>
                  Say on the page of {ask.software.serial} when it is installed
                </TextLink>
              </div>
            )}
            {ask.answer === null && !ask.onCase && !ask.software && answer && (
              <Button size="compact-sm" variant="default" mt={4} onClick={() => answer(ask)}>
                Answer
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const happened: Readonly<Record<Answer<'duty.history'>['items'][number]['kind'], string>> = {
  asked: 'asked',
  met: 'gave evidence',
  lapsed: 'said that it is not met any more',
  waived: 'waived it',
  cannot: 'gave notice that it cannot be met',
  withdrawn: 'took a notice back',
}

function History({ account, contract, item }: Props) {
  const query = useApi('duty.history', {
    params: { account, contract, duty: item.code },
    query: item.engagement === null ? {} : { engagement: item.engagement },
  })
  return (
    <Loaded query={query} lines={3}>
      {({ items }) =>
        items.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing was said of it yet.
          </Text>
        ) : (
          <ol className="lines small" aria-label="History">
            {items.map((event) => (
              <li key={event.id}>
                <b>{actorWords(event.actor)}</b> ({partyWords[event.side].toLowerCase()}) {happened[event.kind]}
                {event.part && `, ${item.parts.find(({ code }) => code === event.part)?.title.toLowerCase() ?? event.part}`}
                <div>
                  <Said account={account} event={event} from={event.kind === 'cannot'} />
                </div>
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  )
}
