import { Group, Stack, Tabs, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Offering } from '../../catalog/offering.ts'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { ServiceInWords } from '../catalog/service-in-words.tsx'
import { useMay, useMe } from '../session.tsx'
import { Act, ActLink } from '../ui/act.tsx'
import { AccountCrumb } from '../ui/crumbs.tsx'
import { tabIn, usePath, usePicks } from '../ui/filters.ts'
import { Confirm, DateField, Dialog, Form, Send, serialsIn } from '../ui/form.tsx'
import { IconAlertTriangle, IconCheck } from '../ui/icons.ts'
import { RowLink, TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'
import { useToday } from '../ui/today.ts'
import { Day, Span } from '../ui/when.tsx'
import { countWords, serviceWords } from '../ui/words.ts'
import { ContractTag } from './contract-tags.tsx'
import { LineFates } from './line-fates.tsx'
import { ContractPapers } from './papers.tsx'
import { Performers } from './performers.tsx'
import { SupportedDevices } from './supported.tsx'

type Contract = Answer<'contract.read'>
type Line = Contract['lines'][number]

/** One contract in plain words, with its devices and papers. */
export function ContractPage() {
  const { account, contract } = usePath()
  const query = useApi('contract.read', { params: { account, contract } })
  return (
    <Loaded query={query} lines={10} page>
      {(found) => <Whole account={account} of={found} />}
    </Loaded>
  )
}

function Whole({ account, of }: { readonly account: string; readonly of: Contract }) {
  const me = useMe()
  const may = useMay()
  const own = me.account.code === account
  const staff = me.account.kind === 'provider'
  const [picks, pick] = usePicks()
  const performs = staff && of.kind === 'service' && may('request.plan') === undefined
  const tab =
    of.kind === 'service'
      ? tabIn(picks, ['words', 'devices', 'papers', ...(performs ? ['people'] : [])])
      : tabIn(picks, ['devices', 'papers'])
  const service = useApi(
    'offering.read',
    { params: { code: of.service, version: of.offeringVersion ?? 1 } },
    { enabled: of.kind === 'service', fresh: 600_000 },
  )
  const offering = service.data as unknown as Offering | undefined
  const [open, setOpen] = useState<'amend' | 'end'>()
  const title = offering?.title ?? serviceWords(of.service)
  return (
    <Page
      title={`${of.number} ${title}`}
      heading={title}
      crumbs={
        <>
          <AccountCrumb account={account} />
          <TextLink to="/accounts/$account/contracts" params={{ account }}>
            {own ? 'My contracts' : 'Contracts'}
          </TextLink>
          <span aria-hidden>/</span>
          <span>{of.number}</span>
        </>
      }
      lead={
        <Group gap={8} mt={2}>
          <ContractTag account={account} of={of} />
          <span>
            {of.number}, <Span from={of.startsOn} to={of.endsOn} />
          </span>
        </Group>
      }
      actions={
        <>
          {of.kind === 'service' && of.state !== 'pending' && (
            <ActLink
              to="/accounts/$account/contracts/$contract/proof"
              params={{ account, contract: of.number }}
              variant="default"
              reason={may('proof.read')}
            >
              Promised and delivered
            </ActLink>
          )}
          {of.kind === 'service' && offering?.deliverables.some(({ code }) => code === 'advisor') && (
            <ActLink
              to="/accounts/$account/contracts/$contract/advice"
              params={{ account, contract: of.number }}
              variant="default"
              reason={may('advice.read')}
            >
              Advisor
            </ActLink>
          )}
          {of.kind === 'service' && offering?.deliverables.some(({ code }) => code === 'quarterly-report') && (
            <ActLink
              to="/accounts/$account/contracts/$contract/reports"
              params={{ account, contract: of.number }}
              variant="default"
              reason={may('network-report.read')}
            >
              Reports
            </ActLink>
          )}
          {of.kind === 'service' && offering?.deliverables.some(({ code }) => code === 'automation-rollout') && (
            <ActLink
              to="/accounts/$account/contracts/$contract/support"
              params={{ account, contract: of.number }}
              variant="default"
              reason={may('onboarding.read')}
            >
              Service management
            </ActLink>
          )}
          {staff && (
            <>
              {of.state === 'pending' && (
                <ActLink
                  to="/accounts/$account/contracts/$contract/activate"
                  params={{ account, contract: of.number }}
                  reason={may('contract.activate')}
                  leftSection={<IconCheck size={16} aria-hidden />}
                >
                  Activate
                </ActLink>
              )}
              {of.kind === 'service' && (
                <Act
                  variant="default"
                  reason={may('contract.activate') ?? (of.state === 'cancelled' ? 'The contract has ended' : undefined)}
                  onClick={() => setOpen('amend')}
                >
                  Add devices
                </Act>
              )}
              <Act
                variant="default"
                reason={may('contract.activate') ?? (of.state === 'cancelled' ? 'The contract has ended already' : undefined)}
                onClick={() => setOpen('end')}
              >
                End early
              </Act>
            </>
          )}
        </>
      }
    >
      <Tabs value={tab} onChange={(value) => pick({ tab: value ?? undefined })} keepMounted={false}>
        <Tabs.List mb="md">
          {of.kind === 'service' && <Tabs.Tab value="words">In plain words</Tabs.Tab>}
          <Tabs.Tab value="devices">Devices ({of.lines.length})</Tabs.Tab>
          <Tabs.Tab value="papers">Papers</Tabs.Tab>
          {performs && <Tabs.Tab value="people">Who performs it</Tabs.Tab>}
        </Tabs.List>
        {of.kind === 'service' && (
          <Tabs.Panel value="words">
            <Loaded query={service} lines={12}>
              {() => <ServiceInWords of={offering as Offering} />}
            </Loaded>
          </Tabs.Panel>
        )}
        <Tabs.Panel value="devices">
          <Stack gap="md">
            <Devices account={account} of={of} />
            {of.kind === 'service' && <SupportedDevices account={account} contract={of.number} />}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <Performers account={account} contract={of.number} />
        </Tabs.Panel>
        <Tabs.Panel value="papers">
          <Stack gap="md">
            {of.kind === 'service' && <ContractPapers account={account} contract={of.number} />}
            <Papers of={of} />
          </Stack>
        </Tabs.Panel>
      </Tabs>
      {open === 'amend' && <AmendDialog account={account} of={of} onClose={() => setOpen(undefined)} />}
      {open === 'end' && <EndDialog account={account} of={of} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function Devices({ account, of }: { readonly account: string; readonly of: Contract }) {
  const me = useMe()
  const may = useMay()
  const staff = me.account.kind === 'provider'
  const [suspending, setSuspending] = useState<Line>()
  const columns: readonly Column<Line>[] = [
    {
      name: 'Serial',
      lead: true,
      sort: (row) => row.serial,
      cell: (row) => (
        <RowLink to="/accounts/$account/devices/$serial" params={{ account, serial: row.serial }} className="mono">
          {row.serial}
        </RowLink>
      ),
    },
    { name: 'Product', cell: (row) => row.product, sort: (row) => row.product },
    { name: 'Covered', cell: (row) => <Span from={row.startsOn} to={row.endsOn} />, sort: (row) => row.endsOn },
    {
      name: 'State',
      cell: (row) =>
        row.suspendedOn ? (
          <>
            <Tag tone="warn" icon={IconAlertTriangle}>
              Suspended {dateWords(row.suspendedOn)}
            </Tag>
            <div className="small dim">{row.suspendedReason}</div>
          </>
        ) : (
          <Tag tone="ok" icon={IconCheck}>
            Running
          </Tag>
        ),
    },
    ...(staff
      ? [
          {
            name: 'Act',
            cell: (row: Line) => (
              <Act
                size="compact-sm"
                variant="default"
                reason={may('contract.activate')}
                onClick={() => setSuspending(row)}
                aria-label={`${row.suspendedOn ? 'Resume' : 'Suspend'} ${row.serial}`}
              >
                {row.suspendedOn ? 'Resume' : 'Suspend'}
              </Act>
            ),
          },
        ]
      : []),
  ]
  return (
    <Card label="Devices of this contract" flush>
      <DataTable
        caption="Devices of this contract"
        columns={columns}
        rows={of.lines}
        rowKey={(row) => row.serial + row.startsOn}
        empty={
          <Empty title="No device is on it">
            It covers the account or its software as such, or devices are added by an amending order.
          </Empty>
        }
      />
      {suspending && <SuspendDialog account={account} of={of} line={suspending} onClose={() => setSuspending(undefined)} />}
    </Card>
  )
}

function SuspendDialog({
  account,
  of,
  line,
  onClose,
}: {
  readonly account: string
  readonly of: Contract
  readonly line: Line
  readonly onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const resume = line.suspendedOn !== null
  const today = useToday(account)
  const act = useAct('cover.suspend', {
    done: resume ? `${line.serial} is covered again` : `The cover of ${line.serial} is suspended`,
    after: onClose,
  })
  const send = () =>
    act.mutate({
      params: { account, contract: of.number, serial: line.serial },
      body: { on: resume ? null : today, reason },
    })
  return (
    <Confirm
      title={resume ? `Resume the cover of ${line.serial}?` : `Suspend the cover of ${line.serial}?`}
      opened
      onClose={onClose}
      act={resume ? 'Resume' : 'Suspend'}
      busy={act.isPending}
      error={act.error}
      onConfirm={send}
    >
      <Stack gap="sm">
        {resume ? 'From today on it is covered again.' : 'From today on cases for it are refused under this contract, with this reason.'}
        <Textarea label="Reason" value={reason} onChange={(event) => setReason(event.currentTarget.value)} minRows={2} data-autofocus />
      </Stack>
    </Confirm>
  )
}

function Papers({ of }: { readonly of: Contract }) {
  return (
    <div className="split even">
      <Card title="Agreement">
        {of.agreement ? (
          <Facts
            of={[
              ['Name', of.agreement.name],
              ['Kind', of.agreement.kind === 'signed' ? 'Signed by both' : 'Posted'],
              ['Version', of.agreement.version],
              ['Vendor signed', of.agreement.vendorSignedOn && <Day key="v" on={of.agreement.vendorSignedOn} />],
              ['Customer signed', of.agreement.customerSignedOn && <Day key="c" on={of.agreement.customerSignedOn} />],
              ['Covers support', of.agreement.coversSupport ? 'yes' : 'no'],
              ['Least term', of.agreement.leastMonths && countWords(of.agreement.leastMonths, 'month')],
              ['Licence text', of.licenceText && `${of.licenceText.name}, ${of.licenceText.address} on the day of the order`],
            ]}
          />
        ) : (
          <Text size="sm" c="dimmed">
            No agreement is pinned.
          </Text>
        )}
      </Card>
      <Card title="The rest">
        <Stack gap="md">
          <Facts
            of={[
              ['End user', [of.endUserName, of.endUserAddress].filter((part) => part !== '').join(', ')],
              ['Purchase order', of.poNumber],
              ['Activated', of.activatedOn && <Day key="a" on={of.activatedOn} />],
              ['Territory', of.territory],
              ['Renews an older one', of.renews ? 'yes' : 'no'],
              ['Advisor', of.advisor && `${of.advisor.name}, ${of.advisor.theatre}, ${of.advisor.zone}`],
              ['Service version', of.offeringVersion],
            ]}
          />
          {of.documents.length > 0 && (
            <ul className="lines">
              {of.documents.map((document) => (
                <li key={document.code}>
                  <Text size="sm">
                    <b>{document.code}</b>, version {document.version}
                  </Text>
                  <Text size="xs" c="dimmed">
                    Vendor agreed {document.vendorAgreedOn ? dateWords(document.vendorAgreedOn) : 'not yet'}, customer agreed{' '}
                    {document.customerAgreedOn ? dateWords(document.customerAgreedOn) : 'not yet'}
                  </Text>
                </li>
              ))}
            </ul>
          )}
        </Stack>
      </Card>
    </div>
  )
}

type DialogProps = { readonly account: string; readonly of: Contract; readonly onClose: () => void }

function AmendDialog({ account, of, onClose }: DialogProps) {
  const [serials, setSerials] = useState('')
  const [poNumber, setPoNumber] = useState('')
  const [startsOn, setStartsOn] = useState(useToday(account))
  const act = useAct('contract.amend', {
    done: ({ lines }) => `${lines.filter(({ verdict }) => verdict === 'granted').length} of ${lines.length} devices are on ${of.number}`,
  })
  return (
    <Dialog title={`Add devices to ${of.number}`} opened onClose={onClose} size={640}>
      <Form
        onSubmit={() => act.mutate({ params: { account, contract: of.number }, body: { serials: serialsIn(serials), poNumber, startsOn } })}
      >
        <Textarea
          label="Serials"
          description="One on a line, or with commas."
          required
          value={serials}
          onChange={(event) => setSerials(event.currentTarget.value)}
          data-autofocus
        />
        <Group grow>
          <TextInput
            label="Amending purchase order"
            required
            value={poNumber}
            onChange={(event) => setPoNumber(event.currentTarget.value)}
          />
          <DateField label="Covered from" required value={startsOn} onChange={(event) => setStartsOn(event.currentTarget.value)} />
        </Group>
        {act.data && <LineFates lines={act.data.lines} />}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Add the devices
        </Send>
      </Form>
    </Dialog>
  )
}

function EndDialog({ account, of, onClose }: DialogProps) {
  const [on, setOn] = useState(useToday(account))
  const [reason, setReason] = useState('')
  const act = useAct('contract.end', { done: `${of.number} ends`, after: onClose })
  return (
    <Confirm
      title={`End ${of.number} early?`}
      opened
      onClose={onClose}
      act="End the contract"
      busy={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ params: { account, contract: of.number }, body: { on, reason } })}
    >
      <Stack gap="sm">
        Its devices lose this cover after that day. It stays on record.
        <DateField label="Last day" required value={on} onChange={(event) => setOn(event.currentTarget.value)} />
        <Textarea label="Reason" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} minRows={2} />
      </Stack>
    </Confirm>
  )
}
