import { Checkbox, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { isJudged } from '../../advisories/exposure/facts.ts'
import type { Answer } from '../../client/client.ts'
import { DeviceExposure } from '../advisories/of-device.tsx'
import { useAct, useApi } from '../api.ts'
import { caseColumns } from '../cases/cases.tsx'
import { DeviceLifecycle } from '../lifecycle/of-device.tsx'
import { useMay, useMe } from '../session.tsx'
import { Act, ActLink } from '../ui/act.tsx'
import { AccountCrumb } from '../ui/crumbs.tsx'
import { usePath } from '../ui/filters.ts'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { IconAlertTriangle, IconLifebuoy } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'
import { useToday } from '../ui/today.ts'
import { Day, When } from '../ui/when.tsx'
import { actorWords, kindWords, sourceWords, spaced, statusWords } from '../ui/words.ts'
import { ConfigurationCard } from './configuration-card.tsx'
import { CoverList, CoverTag } from './cover.tsx'
import { ReadingCard } from './reading-card.tsx'

type Device = Answer<'device.read'>

/** One device: what covers it and why not, its parts, its cases and its history. It answers the phone call. */
export function DevicePage() {
  const { account, serial } = usePath()
  const device = useApi('device.read', { params: { account, serial } })
  return (
    <Loaded query={device} lines={10} page>
      {(found) => <Whole account={account} of={found} />}
    </Loaded>
  )
}

function Whole({ account, of }: { readonly account: string; readonly of: Device }) {
  const me = useMe()
  const may = useMay()
  const params = { account, serial: of.serial }
  const cover = useApi('cover.read', { params })
  const history = useApi('device.history', { params })
  const cases = useApi('case.list', { query: { account, device: of.serial, limit: 50 } }, { enabled: may('case.read') === undefined })
  const [open, setOpen] = useState<'change' | 'marks'>()
  const own = me.account.code === account
  const read = may('device-data.read') === undefined && isJudged(of)
  const marks = [
    of.grayMarket && 'Gray-market product',
    of.thirdParty && 'Third-party part',
    of.modifiedCode && 'Modified software',
  ].filter((each) => each !== false)
  const today = useToday(account)
  const past = of.endOfSupportOn !== null && of.endOfSupportOn < today
  return (
    <Page
      title={`${of.serial} ${of.product}`}
      heading={
        <>
          <span className="mono">{of.serial}</span> {of.product}
        </>
      }
      crumbs={
        <>
          <AccountCrumb account={account} />
          <TextLink to="/accounts/$account/devices" params={{ account }}>
            {own ? 'My devices' : 'Devices'}
          </TextLink>
          {of.parentSerial && (
            <>
              <span aria-hidden>/</span>
              <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial: of.parentSerial }}>
                {of.parentSerial}
              </TextLink>
            </>
          )}
        </>
      }
      lead={
        <Group gap={8} mt={2}>
          {of.host !== '' && <span className="break">{of.host}</span>}
          {cover.data && <CoverTag covered={cover.data.covered} />}
          <Tag tone={of.status === 'in-use' ? 'plain' : 'dim'}>{statusWords[of.status]}</Tag>
          {past && (
            <Tag tone="danger" icon={IconAlertTriangle}>
              Past end of support
            </Tag>
          )}
          {marks.map((mark) => (
            <Tag key={mark} tone="warn" icon={IconAlertTriangle}>
              {mark}
            </Tag>
          ))}
        </Group>
      }
      actions={
        <>
          <ActLink
            to="/ask"
            search={{ account, device: of.serial } as never}
            reason={may('case.open')}
            leftSection={<IconLifebuoy size={16} aria-hidden />}
          >
            {own ? 'Ask for help' : 'Open a case'}
          </ActLink>
          <Act variant="default" reason={may('device.register')} onClick={() => setOpen('change')}>
            Change
          </Act>
          {me.account.kind === 'provider' && (
            <Act variant="default" reason={may('device.mark')} onClick={() => setOpen('marks')}>
              Mark
            </Act>
          )}
        </>
      }
    >
      <div className="split">
        <Stack gap="md">
          <Card title="Cover">
            <Loaded query={cover} lines={3}>
              {(found) => <CoverList account={account} of={found} />}
            </Loaded>
          </Card>
          {may('exposure.read') === undefined && isJudged(of) && <DeviceExposure account={account} serial={of.serial} />}
          <Card title="Cases of this device" flush>
            <ListTable
              caption="Cases of this device"
              columns={caseColumns(false).filter(({ name }) => name !== 'Device')}
              query={cases}
              rowKey={(row) => row.number}
              empty={<Empty title="No case yet">Nobody has asked for help with this device.</Empty>}
            />
          </Card>
          <Card title="History">
            <Loaded query={history} lines={3}>
              {({ items }) =>
                items.length === 0 ? (
                  <Text size="sm" c="dimmed">
                    Nothing has changed since it was added.
                  </Text>
                ) : (
                  <ul className="lines">
                    {items.map((entry) => (
                      <li key={entry.at + entry.kind}>
                        <Group gap={8} justify="space-between">
                          <Text size="sm" fw={600}>
                            {spaced(entry.kind)}
                          </Text>
                          <Text size="xs" c="dimmed">
                            {actorWords(entry.actor)}, <When at={entry.at} show="both" />
                          </Text>
                        </Group>
                        <Changes of={entry.changes} />
                      </li>
                    ))}
                  </ul>
                )
              }
            </Loaded>
          </Card>
        </Stack>
        <Stack gap="md">
          <Card title="Facts">
            <Facts
              of={[
                ['Host', of.host],
                ['Product', of.product],
                ['Description', of.description],
                ['Kind', kindWords[of.kind]],
                ['Slot', of.slot],
                ['Site', of.site ?? 'none'],
                [
                  'Registered at',
                  of.registeredSite ? `${of.registeredSite}${of.registeredOn ? `, ${dateWords(of.registeredOn)}` : ''}` : 'not registered',
                ],
                ['Status since', of.statusSince && <Day on={of.statusSince} />],
                ['Acquired', of.acquired && `${spaced(of.acquired)}${of.source ? `, ${sourceWords[of.source]?.toLowerCase()}` : ''}`],
                ['Seller', of.seller],
                ['Proof of origin', of.originProof],
                ['Release', of.release && <span className="mono">{of.release}</span>],
                ['Release seen', of.releaseSeenOn && <Day on={of.releaseSeenOn} />],
                ['Agreed release', of.acceptedRelease],
                ['End of support', of.endOfSupportOn && <Day on={of.endOfSupportOn} />],
                [
                  'Replaces',
                  of.replacesSerial && (
                    <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial: of.replacesSerial }}>
                      {of.replacesSerial}
                    </TextLink>
                  ),
                ],
              ]}
            />
          </Card>
          {read && (
            <>
              <ReadingCard account={account} serial={of.serial} />
              <ConfigurationCard account={account} serial={of.serial} />
            </>
          )}
          <DeviceLifecycle account={account} serial={of.serial} />
          <Card title={`Parts (${of.parts.length})`}>
            {of.parts.length === 0 ? (
              <Text size="sm" c="dimmed">
                No part is known. An import of “show chassis hardware” brings them.
              </Text>
            ) : (
              <Tree account={account} of={of.parts} under={of.serial} />
            )}
          </Card>
        </Stack>
      </div>
      {open === 'change' && <ChangeDialog account={account} of={of} onClose={() => setOpen(undefined)} />}
      {open === 'marks' && <MarksDialog account={account} of={of} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
const plain = (value: unknown): string =>
  value === null || value === ''
    ? 'nothing'
    : value === true
      ? 'yes'
      : value === false
        ? 'no'
        : isDay(value)
          ? dateWords(value)
          : String(value)
/** Ids inside, such as a site's, mean nothing to a reader. */
const isId = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

function Changes({ of }: { readonly of: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>> }) {
  const lines = Object.entries(of)
  if (lines.length === 0) return null
  return (
    <Text size="sm" component="div" className="break">
      {lines.map(([field, { from, to }]) => (
        <div key={field}>
          <span className="dim">{spaced(field.replace(/Id$/, ''))}:</span>{' '}
          {isId(from) || isId(to) ? 'changed' : `${plain(from)} → ${plain(to)}`}
        </div>
      ))}
    </Text>
  )
}

function Tree({ account, of, under }: { readonly account: string; readonly of: Device['parts']; readonly under: string }) {
  const list = of.filter((part) => part.parentSerial === under)
  if (list.length === 0) return null
  return (
    <ul className="tree">
      {list.map((part) => (
        <li key={part.serial}>
          <Text size="sm" component="span">
            {part.slot && <span className="dim">{part.slot} </span>}
            <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial: part.serial }} className="mono">
              {part.serial}
            </TextLink>{' '}
            {part.product || part.description}
          </Text>
          <Tree account={account} of={of.filter((each) => each !== part)} under={part.serial} />
        </li>
      ))}
    </ul>
  )
}

type DialogProps = { readonly account: string; readonly of: Device; readonly onClose: () => void }

function ChangeDialog({ account, of, onClose }: DialogProps) {
  const staff = useMe().account.kind === 'provider'
  const sites = useApi('site.list', { params: { account } })
  const [given, setGiven] = useState({
    product: of.product,
    site: of.site ?? '',
    status: of.status as string,
    release: of.release,
    acceptedRelease: of.acceptedRelease,
    source: of.source as string | null,
    seller: of.seller,
    originProof: of.originProof,
    endOfSupportOn: of.endOfSupportOn ?? '',
  })
  const set = (name: keyof typeof given) => (value: string | null) => setGiven((before) => ({ ...before, [name]: value ?? '' }))
  const text = (name: keyof typeof given) => ({
    value: given[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => set(name)(event.currentTarget.value),
  })
  const act = useAct('device.change', { done: `${of.serial} is changed; what stood there before is kept`, after: onClose })
  const send = () => {
    const body: Record<string, unknown> = {}
    if (given.product !== of.product) body.product = given.product
    if (given.site !== (of.site ?? '')) body.site = given.site || null
    if (given.status !== of.status) body.status = given.status
    if (given.release !== of.release) body.release = given.release
    if (given.acceptedRelease !== of.acceptedRelease) body.acceptedRelease = given.acceptedRelease
    if (given.source && given.source !== of.source) body.source = given.source
    if (given.seller !== of.seller) body.seller = given.seller
    if (given.originProof !== of.originProof) body.originProof = given.originProof
    if (given.endOfSupportOn !== (of.endOfSupportOn ?? '')) body.endOfSupportOn = given.endOfSupportOn || null
    act.mutate({ params: { account, serial: of.serial }, body, ifMatch: of.version })
  }
  return (
    <Dialog title={`Change ${of.serial}`} opened onClose={onClose}>
      <Form onSubmit={send}>
        <Select
          label="Site"
          description="Moving it registers it there; the old place stays in its history."
          data={(sites.data?.items ?? []).map(({ name }) => name)}
          value={given.site || null}
          onChange={set('site')}
          clearable
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Product" {...text('product')} />
          <Select
            label="Status"
            data={Object.entries(statusWords).map(([value, label]) => ({ value, label }))}
            value={given.status}
            onChange={set('status')}
            allowDeselect={false}
          />
          <TextInput label="Running release" {...text('release')} />
          <TextInput label="Agreed release" {...text('acceptedRelease')} />
          <Select
            label="Acquired from"
            data={Object.entries(sourceWords).map(([value, label]) => ({ value, label }))}
            value={given.source}
            onChange={set('source')}
            allowDeselect={false}
          />
          <TextInput label="Seller" {...text('seller')} />
          <TextInput label="Proof of origin" placeholder="Number of the invoice or lease" {...text('originProof')} />
          {staff && <DateField label="End of support" {...text('endOfSupportOn')} />}
        </SimpleGrid>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Change
        </Send>
      </Form>
    </Dialog>
  )
}

function MarksDialog({ account, of, onClose }: DialogProps) {
  const [given, setGiven] = useState({ grayMarket: of.grayMarket, thirdParty: of.thirdParty, modifiedCode: of.modifiedCode })
  const act = useAct('device.mark', { done: `Marks of ${of.serial} are set`, after: onClose })
  const box = (name: keyof typeof given, label: string) => (
    <Checkbox
      label={label}
      checked={given[name]}
      onChange={({ currentTarget: { checked } }) => setGiven((before) => ({ ...before, [name]: checked }))}
    />
  )
  return (
    <Dialog title={`Mark ${of.serial}`} opened onClose={onClose} size={440}>
      <Form onSubmit={() => act.mutate({ params: { account, serial: of.serial }, body: given })}>
        <Text size="sm">Marks exclude a device from services that say so. They are on record with your name.</Text>
        <Stack gap="xs">
          {box('grayMarket', 'Gray-market product')}
          {box('thirdParty', 'A third-party part is in it')}
          {box('modifiedCode', 'Its software was modified')}
        </Stack>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Set the marks
        </Send>
      </Form>
    </Dialog>
  )
}
