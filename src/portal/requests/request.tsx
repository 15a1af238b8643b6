import { Group, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { isOver, mayMove } from '../../requests/request.ts'
import { useAct, useApi } from '../api.ts'
import { DocumentLink } from '../documents/file-field.tsx'
import { OfRequest } from '../guidance/of-request.tsx'
import { useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePath } from '../ui/filters.ts'
import { IconHistory } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Happened } from '../ui/timeline.tsx'
import { Day, When } from '../ui/when.tsx'
import { Deliverables } from './deliverables.tsx'
import { Exceptions } from './exceptions.tsx'
import { StateTag } from './requests.tsx'
import { ScopeCard } from './scope.tsx'
import { TaskOrders } from './task-orders.tsx'
import { Told } from './told.tsx'
import { useMove, type Whole } from './whole.ts'
import { eventWords } from './words.ts'

// asked for by a press, or seldom there: the page is there sooner without them
const CallOff = lazy(async () => ({ default: (await import('./request-dialogs.tsx')).CallOff }))
const Redeem = lazy(async () => ({ default: (await import('./request-dialogs.tsx')).Redeem }))
const MoveDays = lazy(async () => ({ default: (await import('./request-dialogs.tsx')).MoveDays }))
const Charged = lazy(async () => ({ default: (await import('./charged.tsx')).Charged }))

/** One request: what was asked, what was agreed, what was made and who signed for it. */
export function RequestPage() {
  const { account, request } = usePath()
  const query = useApi('request.read', { params: { account, request } })
  return (
    <Loaded query={query} lines={12} page>
      {(found) => <Request account={account} of={found} />}
    </Loaded>
  )
}

function Request({ account, of }: { readonly account: string; readonly of: Whole }) {
  const own = useMe().account.code === account
  const move = useMove(of)
  const [calling, setCalling] = useState(false)
  const [redeeming, setRedeeming] = useState(false)
  const [delaying, setDelaying] = useState(false)
  const params = { account, request: of.number }
  const begin = useAct('request.commence', { done: 'It has begun' })
  return (
    <Page
      title={`${of.title} ${of.number}`}
      crumbs={
        own ? (
          <TextLink to="/requests">Requests</TextLink>
        ) : (
          <TextLink to="/accounts/$account/requests" params={{ account }}>
            Requests of {account}
          </TextLink>
        )
      }
      lead={
        <Group gap={8}>
          <StateTag of={of} />
          <Text span size="sm">
            asked by {of.askedBy} <When at={of.askedAt} />
          </Text>
        </Group>
      }
      actions={
        <>
          {of.state === 'agreed' && (
            <Act reason={move('redeem', 'request.redeem')} onClick={() => setRedeeming(true)}>
              Redeem
            </Act>
          )}
          {of.state === 'active' && !own && (
            <Act
              variant="default"
              reason={move('commence', 'request.work')}
              loading={begin.isPending}
              onClick={() => begin.mutate({ params })}
            >
              Begin
            </Act>
          )}
          {mayMove(of.state, 'delay') && !own && (
            <Act variant="default" reason={move('delay', 'request.plan')} onClick={() => setDelaying(true)}>
              Move the days
            </Act>
          )}
          {mayMove(of.state, 'cancel') && (
            <Act variant="default" reason={move('cancel', 'request.cancel')} onClick={() => setCalling(true)}>
              Call it off
            </Act>
          )}
        </>
      }
    >
      <div className="split">
        <Stack gap="md">
          {begin.error && <Problem error={begin.error} />}
          {of.pausedWhy !== null && (
            <Card title="Paused">
              <Text size="sm">
                Since {of.pausedOn && <Day on={of.pausedOn} />}: {of.pausedWhy}
              </Text>
            </Card>
          )}
          {of.waitsFor.length > 0 && (
            <Card
              title="What it waits for"
              aside={
                <TextLink to="/accounts/$account/duties" params={{ account }}>
                  Duties
                </TextLink>
              }
            >
              <ul className="lines small">
                {of.waitsFor.map(({ title, side, clauses, cure }) => (
                  <li key={title}>
                    <b>{title}</b> <span className="dim">owed by the {side}</span>
                    <div>{cure}</div>
                    <ClauseChips ids={clauses} />
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <Told of={of.told} />
          <ScopeCard account={account} of={of} />
          <TaskOrders account={account} of={of} />
          {(!isOver(of.state) || of.exceptions.length > 0) && (
            <Exceptions
              account={account}
              request={of.number}
              items={of.exceptions}
              windows={(of.orders[0] ?? of.wanted).windows.length}
              closed={mayMove(of.state, 'except') ? undefined : 'It is not where this can be done'}
            />
          )}
          <Suspense>
            <Charged account={account} of={of} />
          </Suspense>
          <OfRequest account={account} of={of} />
          {of.deliverables.length > 0 && <Deliverables account={account} of={of} />}
          <Card title="What happened" flush>
            <ol className="timeline" style={{ padding: 16 }}>
              {of.events.toReversed().map(({ seq, at, actor, kind, body }) => (
                <Happened key={seq} icon={IconHistory} who={actor} what={whatHappened(of, kind, body.code)} at={at}>
                  {typeof body.reason === 'string' && body.reason !== ''
                    ? body.reason
                    : typeof body.why === 'string'
                      ? body.why
                      : undefined}
                </Happened>
              ))}
            </ol>
          </Card>
        </Stack>
        <Stack gap="md" className="sticky">
          <Card title="In short">
            <Facts
              of={[
                ['Service', `${of.title} (${of.service})`],
                [
                  'Contract',
                  <TextLink key="c" to="/accounts/$account/contracts/$contract" params={{ account, contract: of.contract }}>
                    {of.contract}
                  </TextLink>,
                ],
                ['Active since', of.activeOn && <Day on={of.activeOn} />],
                ['First service day', of.firstDay && <Day on={of.firstDay} />],
                ['Last service day', of.lastDay && <Day on={of.lastDay} />],
                ['Engineer', of.engineer || 'somebody of the pool'],
                ['Ended', of.closedAt && <When at={of.closedAt} show="absolute" />],
              ]}
            />
          </Card>
          <Card title="What was asked">
            <Facts
              of={[
                ['For', of.wanted.purpose],
                ['Devices', of.wanted.devices.join(', ')],
                [
                  'Case',
                  of.wanted.case && (
                    <TextLink to="/accounts/$account/cases/$case" params={{ account, case: of.wanted.case }}>
                      {of.wanted.case}
                    </TextLink>
                  ),
                ],
                ['First day', of.wanted.firstDay && <Day on={of.wanted.firstDay} />],
                ['Change', of.wanted.change],
                ['Plan', of.wanted.plan && <DocumentLink account={account} id={of.wanted.plan} name="Change plan" />],
              ]}
            />
          </Card>
        </Stack>
      </div>
      <Suspense>
        {calling && <CallOff account={account} of={of} onClose={() => setCalling(false)} />}
        {redeeming && <Redeem account={account} of={of} onClose={() => setRedeeming(false)} />}
        {delaying && <MoveDays account={account} of={of} onClose={() => setDelaying(false)} />}
      </Suspense>
    </Page>
  )
}

/** What happened to a request, in words; a promise that was delivered is called by its title. */
function whatHappened({ deliverables }: Whole, kind: string, code: unknown): string {
  if (kind === 'deliver' && code === 'certificate') return eventWords.certify ?? kind
  const promise = deliverables.find((each) => each.code === code)
  if (kind === 'deliver' && promise) return `delivered: ${promise.title}`
  return eventWords[kind] ?? kind
}
