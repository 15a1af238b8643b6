import { Group, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { extraTitles } from '../../requests/extra.ts'
import { useAct } from '../api.ts'
import { useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Empty, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, When } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { AssumptionDialog } from './assumption.tsx'
import { useMove, type Whole } from './whole.ts'
import { moneyWords, priceWords } from './words.ts'

// opened by a press
const QuoteDialog = lazy(async () => ({ default: (await import('./quote.tsx')).QuoteDialog }))

type Order = Whole['orders'][number]

/** Versions of the task order: what both sides approve before any work. */
export function TaskOrders({ account, of }: { readonly account: string; readonly of: Whole }) {
  const staff = useMe().account.kind === 'provider'
  const move = useMove(of)
  const [writing, setWriting] = useState(false)
  const [newest, ...older] = of.orders
  return (
    <Card
      title="Task order"
      aside={
        staff &&
        newest && (
          <Act size="compact-sm" variant="default" reason={move('quote', 'request.plan')} onClick={() => setWriting(true)}>
            Another version
          </Act>
        )
      }
    >
      {newest ? (
        <Stack gap="md">
          <OneOrder account={account} of={of} order={newest} />
          {older.length > 0 && (
            <details>
              <summary className="small">Earlier versions ({older.length})</summary>
              <Stack gap="md" mt="sm">
                {older.map((order) => (
                  <OneOrder key={order.version} account={account} of={of} order={order} />
                ))}
              </Stack>
            </details>
          )}
        </Stack>
      ) : (
        <Empty
          title="None yet"
          action={
            staff && (
              <Act reason={move('quote', 'request.plan')} onClick={() => setWriting(true)}>
                Write it
              </Act>
            )
          }
        >
          It says the days, the price and who does the work. Nothing is paid before both sides have approved it.
        </Empty>
      )}
      <Suspense>{writing && <QuoteDialog account={account} of={of} onClose={() => setWriting(false)} />}</Suspense>
    </Card>
  )
}

function OneOrder({ account, of, order }: { readonly account: string; readonly of: Whole; readonly order: Order }) {
  const own = useMe().account.code === account
  const move = useMove(of)
  const [refusing, setRefusing] = useState(false)
  const [failing, setFailing] = useState(false)
  const waits = order.version === of.orders[0]?.version && order.customerSignedBy === null && order.turnedDownBy === null
  const approve = useAct('request.approve', { done: `Task order ${order.version} is approved` })
  const params = { account, request: of.number, version: order.version }
  return (
    <Stack gap="sm">
      <Group gap={8}>
        <Text fw={600}>Version {order.version}</Text>
        {order.version === of.taskOrder && <Tag tone="ok">Holds</Tag>}
        {waits && <Tag tone="warn">Waits for approval</Tag>}
        {order.turnedDownBy !== null && <Tag tone="danger">Turned down</Tag>}
      </Group>
      <Facts
        two
        of={[
          ['Price', priceWords(order.payment)],
          ['Quantity', order.quantity > 1 && order.quantity],
          ['First day', <Day key="f" on={order.firstDay} />],
          ['Last day', <Day key="l" on={order.lastDay} />],
          ['Left out', order.leftOut && `${order.leftOut.days.join(', ')}, by agreement ${order.leftOut.agreement}`],
          ['Ready by', order.planOn !== order.lastDay && <Day key="p" on={order.planOn} />],
          ['Engineer', order.engineer || 'somebody of the pool'],
          ['Language', order.language === 'en' ? '' : order.language],
          ['Devices', order.devices.join(', ')],
          ['Sites', order.sites.join('; ')],
        ]}
      />
      {order.windows.length > 0 && (
        <ul className="lines small">
          {order.windows.map(({ startsAt, endsAt, zone, mode, agreement }) => (
            <li key={startsAt}>
              <When at={startsAt} show="absolute" /> to <When at={endsAt} show="absolute" />, agreed in {zone}
              {mode === 'on-call' ? ', on call' : ''}
              {agreement ? `, by agreement ${agreement}` : ''}
            </li>
          ))}
        </ul>
      )}
      {order.extras.length > 0 && (
        <ul className="lines small">
          {order.extras.map(({ kind, text, cents, currency }) => (
            <li key={`${kind} ${text}`}>
              <b>{extraTitles[kind]}</b>: {text}, {moneyWords(cents, currency)}
            </li>
          ))}
        </ul>
      )}
      <Points title="Assumptions" of={order.assumptions} />
      {own && order.assumptions.length > 0 && order.version === of.orders[0]?.version && (
        <Group>
          <Act size="compact-sm" variant="default" reason={move('assume', 'duty.notify')} onClick={() => setFailing(true)}>
            An assumption fails
          </Act>
        </Group>
      )}
      {failing && (
        <AssumptionDialog account={account} request={of.number} assumptions={order.assumptions} onClose={() => setFailing(false)} />
      )}
      <Points title="It is accepted when" of={order.acceptance} />
      {order.note && (
        <Text size="sm" className="break">
          {order.note}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        For the provider: {order.providerSignedBy} <When at={order.providerSignedAt} />.{' '}
        {order.customerSignedBy !== null && order.customerSignedAt !== null && (
          <>
            For the customer: {order.customerSignedBy} <When at={order.customerSignedAt} />.{' '}
          </>
        )}
        {order.turnedDownBy !== null && `${order.turnedDownBy} turned it down: ${order.turnedDownWhy}. `}
        Words <span className="mono">{order.sha256.slice(0, 12)}</span>
      </Text>
      {approve.error && <Problem error={approve.error} />}
      {waits && own && (
        <Group gap={8}>
          <Act
            reason={move('approve', 'request.agree')}
            loading={approve.isPending}
            onClick={() => approve.mutate({ params, body: { sha256: order.sha256 } })}
          >
            Approve
          </Act>
          <Act variant="default" reason={move('turn-down', 'request.agree')} onClick={() => setRefusing(true)}>
            Turn down
          </Act>
        </Group>
      )}
      {refusing && <TurnDown params={params} onClose={() => setRefusing(false)} />}
    </Stack>
  )
}

const Points = ({ title, of }: { readonly title: string; readonly of: readonly string[] }) =>
  of.length === 0 ? null : (
    <div className="small">
      <b>{title}</b>
      <ol style={{ margin: '2px 0 0', paddingLeft: 20 }}>
        {of.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ol>
    </div>
  )

type TurnDownProps = {
  readonly params: { readonly account: string; readonly request: string; readonly version: number }
  readonly onClose: () => void
}

function TurnDown({ params, onClose }: TurnDownProps) {
  const act = useAct('request.turn-down', { done: 'It is turned down; the provider hears why', after: onClose })
  return (
    <WordDialog
      title={`Turn version ${params.version} down`}
      hint="The provider reads this and writes another version."
      button="Turn it down"
      act={act}
      onSend={(why) => act.mutate({ params, body: { why } })}
      onClose={onClose}
    />
  )
}
