import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { AccountCrumb } from '../ui/crumbs.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { Filters, Pick } from '../ui/form.tsx'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Day, When } from '../ui/when.tsx'
import { AcknowledgeDialog, CallDialog, SettleDialog } from './follow-up-forms.tsx'
import { RecordTags } from './record.tsx'
import { RecordBody } from './record-body.tsx'
import { callWords, Doubts, ExposureTag, verdicts } from './words.tsx'

type Standing = Answer<'exposure.read'>
type Device = Answer<'exposure.devices'>['items'][number]
type Open = 'call' | 'settle' | 'acknowledge'

/** One record as it stands for one account: the devices and why, the advisor's call, and the record itself beneath. */
export function ExposedRecordPage() {
  const { account, key } = usePath()
  const record = useApi('advisory.read', { params: { key } })
  const standing = useApi('exposure.read', { params: { account, key } })
  return (
    <Loaded query={record} lines={12} page>
      {(of) => (
        <Page title={`${of.number} for ${account}`} heading={of.title} crumbs={<Crumbs account={account} />} lead={<RecordTags of={of} />}>
          <RecordBody
            of={of}
            above={
              <>
                <Loaded query={standing} lines={3}>
                  {(found) => <FollowUp account={account} of={found} keyOf={of.key} number={of.number} />}
                </Loaded>
                <Devices account={account} keyOf={of.key} />
              </>
            }
          />
        </Page>
      )}
    </Loaded>
  )
}

function Crumbs({ account }: { readonly account: string }) {
  return (
    <>
      <AccountCrumb account={account} />
      <TextLink to="/accounts/$account/exposure" params={{ account }}>
        Exposure
      </TextLink>
    </>
  )
}

type FollowUpProps = { readonly account: string; readonly of: Standing; readonly keyOf: string; readonly number: string }

function FollowUp({ account, of, keyOf, number }: FollowUpProps) {
  const may = useMay()
  const [open, setOpen] = useState<Open>()
  const params = { account, key: keyOf }
  const reopen = useAct('exposure.reopen', { done: `${number} is to be judged again` })
  const takeBack = useAct('exposure.take-back', { done: 'The acknowledgement is taken back' })
  const { followUp } = of
  const dialog = { account, keyOf, number, onClose: () => setOpen(undefined) }
  const settled = followUp?.settledAt ? 'It is settled; judge it anew first' : undefined
  return (
    <Card title="Follow-up">
      {followUp === null ? (
        <Text size="sm">It touches no device of this account, so there is nothing to follow up.</Text>
      ) : (
        <Stack gap="sm">
          <Facts
            of={[
              ['Devices', `${of.affected} affected, ${of.unknown} not certain`],
              ['Judged', `${callWords[followUp.call]}${followUp.calledBy ? `, by ${followUp.calledBy}` : ''}`],
              ['Because', followUp.reason],
              [
                'Settled',
                followUp.settledAt && followUp.discussedOn && (
                  <span key="s">
                    {outcomeWords[followUp.outcome ?? 'none']}, discussed with {followUp.contact} on <Day on={followUp.discussedOn} />
                  </span>
                ),
              ],
              ['Known since', <When key="o" at={followUp.openedAt} show="both" />],
            ]}
          />
          <Group gap="xs">
            {followUp.call !== 'open' ? (
              <Act
                variant="default"
                size="compact-sm"
                reason={may('exposure.call')}
                loading={reopen.isPending}
                onClick={() => reopen.mutate({ params })}
              >
                Judge anew
              </Act>
            ) : (
              <Act size="compact-sm" reason={may('exposure.call')} onClick={() => setOpen('call')}>
                Relevant or not
              </Act>
            )}
            {followUp.call !== 'open' && !followUp.settledAt && (
              <Act size="compact-sm" reason={may('exposure.call') ?? settled} onClick={() => setOpen('settle')}>
                Settle
              </Act>
            )}
            <Act variant="default" size="compact-sm" reason={may('exposure.acknowledge')} onClick={() => setOpen('acknowledge')}>
              Acknowledge
            </Act>
          </Group>
          {of.acknowledgements.length > 0 && (
            <ul className="lines" aria-label="Acknowledgements">
              {of.acknowledgements.map((each) => (
                <li key={each.id}>
                  <Group gap={8} justify="space-between" wrap="nowrap" align="flex-start">
                    <Text size="sm" className="break">
                      <b>{each.serial ?? 'All devices'}</b>: {each.reason}{' '}
                      <span className="dim">
                        {each.by}, <When at={each.at} />
                        {each.expiresOn && (
                          <>
                            , until <Day on={each.expiresOn} />
                          </>
                        )}
                      </span>
                    </Text>
                    <Act
                      variant="subtle"
                      size="compact-xs"
                      reason={may('exposure.acknowledge')}
                      onClick={() => takeBack.mutate({ params: { ...params, id: each.id } })}
                    >
                      Take back
                    </Act>
                  </Group>
                </li>
              ))}
            </ul>
          )}
        </Stack>
      )}
      {open === 'call' && <CallDialog {...dialog} />}
      {open === 'settle' && <SettleDialog {...dialog} />}
      {open === 'acknowledge' && <AcknowledgeDialog {...dialog} />}
    </Card>
  )
}

export const outcomeWords = { workaround: 'Workaround', action: 'Action agreed', none: 'Nothing needed' } as const

const deviceColumns = (account: string): readonly Column<Device>[] => [
  {
    name: 'Device',
    lead: true,
    width: 200,
    cell: ({ serial, product, release }) => (
      <>
        <RowLink to="/accounts/$account/devices/$serial" params={{ account, serial }} className="mono">
          {serial}
        </RowLink>
        <div className="small dim">
          {product}, <span className="mono">{release}</span>
        </div>
      </>
    ),
  },
  { name: 'Verdict', brief: true, width: 140, cell: ({ verdict }) => <ExposureTag of={verdict} /> },
  {
    name: 'What decided',
    cell: ({ match, acknowledged }) => (
      <Stack gap={4}>
        {match.why.map((line) => (
          <span key={line}>{line}</span>
        ))}
        {match.needs.length > 0 && <span>Only with the configuration that the record names; nobody has looked for it yet.</span>}
        <Doubts of={match.doubts} />
        {acknowledged && <span className="dim">Acknowledged: {acknowledged.reason}</span>}
      </Stack>
    ),
  },
  { name: 'Fixed in', width: 150, cell: ({ match }) => match.fix && <span className="mono break">{match.fix}</span> },
]

function Devices({ account, keyOf }: { readonly account: string; readonly keyOf: string }) {
  const [picks] = usePicks()
  const query = useApi(
    'exposure.devices',
    { params: { account, key: keyOf }, query: { verdict: picks.verdict as never, limit: 20, cursor: picks.after } },
    { keep: true },
  )
  return (
    <Card title="Devices" flush>
      <Filters>
        <Pick
          name="verdict"
          label="Verdict"
          any="All verdicts"
          of={Object.entries(verdicts).map(([value, { word }]) => ({ value, label: word }))}
        />
      </Filters>
      <ListTable
        caption="Devices and what decided"
        columns={deviceColumns(account)}
        query={query}
        rowKey={({ serial }) => serial}
        empty={<Empty title="No device">The record is about no device of this account{picks.verdict ? ' in this way' : ''}.</Empty>}
      />
    </Card>
  )
}
