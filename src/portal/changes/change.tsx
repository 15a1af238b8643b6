import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { isAhead, mayMove, stateTitles } from '../../changes/change.ts'
import { useApi } from '../api.ts'
import { Exceptions } from '../requests/exceptions.tsx'
import { Told } from '../requests/told.tsx'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { usePath } from '../ui/filters.ts'
import { IconHistory } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Happened } from '../ui/timeline.tsx'
import { When } from '../ui/when.tsx'
import { ReviewDialog, StartDialog } from './ending.tsx'
import { MoveDialog, OpenMove } from './moves.tsx'
import { CallOffDialog, PlaceDialog, placeWords } from './place.tsx'
import { PlanCard } from './plan.tsx'
import { AssignDialog, Readiness } from './readiness.tsx'
import { CaseAheadDialog } from './requirements.tsx'
import { Room } from './room.tsx'
import { type Change, eventWords, stateTones, verdictTitles, windowIn } from './words.ts'

/** One change: its plan and what is missing before the window, its log while it runs, its review after it. */
export function ChangePage() {
  const { account, change } = usePath()
  // both sides write at once while it runs
  const query = useApi('change.read', { params: { account, change } }, { every: 10_000 })
  return (
    <Loaded query={query} lines={12} page>
      {(found) => <Whole of={found} />}
    </Loaded>
  )
}

function Whole({ of }: { readonly of: Change }) {
  const me = useMe()
  const may = useMay()
  const own = me.account.code === of.account
  const staff = me.account.kind === 'provider'
  const [open, setOpen] = useState<'move' | 'assign' | 'start' | 'review' | 'place' | 'call-off' | 'again' | 'case'>()
  const close = () => setOpen(undefined)
  const ahead = isAhead(of.state)
  const room = of.startedAt !== null
  return (
    <Page
      title={`${of.title} ${of.number}`}
      crumbs={
        own ? (
          <TextLink to="/changes">Change windows</TextLink>
        ) : (
          <TextLink to="/accounts/$account/changes" params={{ account: of.account }}>
            Change windows of {of.account}
          </TextLink>
        )
      }
      lead={
        <Group gap={8}>
          <Tag tone={stateTones[of.state]}>{stateTitles[of.state]}</Tag>
          {of.atRisk && <Tag tone="danger">At risk</Tag>}
          {of.hold !== null && <Tag tone="danger">Legal hold</Tag>}
          <Text span size="sm">
            {windowIn(of.zone, of.startsAt, of.endsAt)} ({of.zone})
            {of.zone !== me.person.zone && `; for you ${windowIn(me.person.zone, of.startsAt, of.endsAt)}`}
          </Text>
        </Group>
      }
      actions={
        <>
          {ahead && (
            <Act variant="default" reason={may('change.agree')} onClick={() => setOpen('move')}>
              Propose another time
            </Act>
          )}
          {ahead && (
            <Act variant="default" reason={may('change.agree')} onClick={() => setOpen('call-off')}>
              Call it off
            </Act>
          )}
          {mayMove(of.state, 'again') && (
            <Act variant="default" reason={may('change.agree') ?? of.noFurther ?? undefined} onClick={() => setOpen('again')}>
              Ask for a further window
            </Act>
          )}
          {staff && mayMove(of.state, 'locate') && (
            <Act variant="default" reason={may('change.run')} onClick={() => setOpen('place')}>
              Set the place
            </Act>
          )}
          {staff && mayMove(of.state, 'assign') && (
            <Act variant="default" reason={may('change.run')} onClick={() => setOpen('assign')}>
              {of.engineer ? 'Another engineer' : 'Assign an engineer'}
            </Act>
          )}
          {staff && of.state === 'ready' && (
            <Act reason={may('change.run')} onClick={() => setOpen('start')}>
              Begin the window
            </Act>
          )}
          {staff && of.state === 'done' && (
            <Act reason={may('change.run')} onClick={() => setOpen('review')}>
              Write the review
            </Act>
          )}
        </>
      }
    >
      <div className="split">
        <Stack gap="md">
          <OpenMove of={of} />
          {of.advice && ahead && (
            <Card
              title="A case ahead of it"
              aside={
                !of.caseAhead && (
                  <Act size="compact-sm" variant="default" reason={may('change.take-part')} onClick={() => setOpen('case')}>
                    Link its case
                  </Act>
                )
              }
            >
              <Text size="sm">
                {of.advice} It is advice, and the window goes on without it.{' '}
                {of.caseAhead && (
                  <TextLink to="/accounts/$account/cases/$case" params={{ account: of.account, case: of.caseAhead.case }}>
                    {of.caseAhead.case}
                  </TextLink>
                )}
              </Text>
            </Card>
          )}
          {of.ending.length > 0 && (
            <Card title="Support ends before it">
              <ul className="lines small">
                {of.ending.map(({ text, clauses }) => (
                  <li key={text}>
                    {text} <ClauseChips ids={clauses} />
                  </li>
                ))}
              </ul>
            </Card>
          )}
          <Told of={of.told} />
          {of.review && <ReviewCard of={of} />}
          {room && <Room of={of} />}
          {ahead && <Readiness of={of} />}
          <PlanCard of={of} />
          {(ahead || of.onsite.length > 0) && (
            <Exceptions
              account={of.account}
              request={of.request}
              items={of.onsite}
              windows={0}
              window={of.window}
              closed={ahead ? undefined : 'The window is over'}
            />
          )}
          <Card title="What happened" flush>
            <ol className="timeline" style={{ padding: 16 }}>
              {of.events.toReversed().map(({ seq, at, actor, kind, body }) => (
                <Happened key={seq} icon={IconHistory} who={actor} what={eventWords[kind] ?? kind} at={at}>
                  {typeof body.why === 'string' && body.why !== '' ? body.why : typeof body.text === 'string' ? body.text : undefined}
                </Happened>
              ))}
            </ol>
          </Card>
        </Stack>
        <Stack gap="md" className="sticky">
          <Card title="In short">
            <Facts
              of={[
                ['Window', windowIn(of.zone, of.startsAt, of.endsAt)],
                ['Zone of the site', of.zone],
                ['Engineer', of.engineer?.name ?? 'nobody yet'],
                ['Delivered', placeWords(of)],
                ['Firm', of.firm],
                ['Devices', of.devices.join(', ')],
                [
                  'Request',
                  <TextLink key="r" to="/accounts/$account/requests/$request" params={{ account: of.account, request: of.request }}>
                    {of.request}
                  </TextLink>,
                ],
                ['Unit', of.unit],
                ['Began', of.startedAt && <When at={of.startedAt} show="absolute" />],
                ['Ended', of.endedAt && <When at={of.endedAt} show="absolute" />],
              ]}
            />
          </Card>
        </Stack>
      </div>
      {open === 'move' && <MoveDialog change={of} onClose={close} />}
      {open === 'again' && <MoveDialog change={of} further onClose={close} />}
      {open === 'place' && <PlaceDialog of={of} onClose={close} />}
      {open === 'call-off' && <CallOffDialog of={of} onClose={close} />}
      {open === 'case' && <CaseAheadDialog account={of.account} change={of.number} title={of.title} onClose={close} />}
      {open === 'assign' && <AssignDialog of={of} onClose={close} />}
      {open === 'start' && <StartDialog of={of} onClose={close} />}
      {open === 'review' && <ReviewDialog of={of} onClose={close} />}
    </Page>
  )
}

function ReviewCard({ of: { review } }: { readonly of: Change }) {
  if (!review) return null
  return (
    <Card title="Review" aside={<Tag tone={review.verdict === 'met' ? 'ok' : 'warn'}>{verdictTitles[review.verdict]}</Tag>}>
      <Facts
        of={[
          ['Goal', review.goal],
          ['Result', review.result],
          ['Language', review.language === 'en' ? '' : review.language],
          ['Could be better', review.improvements || `nothing: ${review.noneBecause}`],
        ]}
      />
      {review.changes.length > 0 && (
        <ul className="lines small">
          {review.changes.map(({ text, customer, provider, on }) => (
            <li key={text}>
              For the next plan: {text} ({customer} and {provider}, {on})
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
