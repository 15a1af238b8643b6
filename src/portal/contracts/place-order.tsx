import { Button, Checkbox, Group, Radio, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { termEnd } from '../../calendar/terms.ts'
import type { Offering } from '../../catalog/offering.ts'
import type { Answer, Input } from '../../client/client.ts'
import { problemOf, useAct, useApi } from '../api.ts'
import { AccountPick } from '../cases/pickers.tsx'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { DecisionView } from '../ui/decision-view.tsx'
import { usePicks } from '../ui/filters.ts'
import { DateField, Form, Labelled, serialsIn } from '../ui/form.tsx'
import { IconEye, IconSend } from '../ui/icons.ts'
import { ButtonLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { useToday } from '../ui/today.ts'
import { choices, countWords, salesWords } from '../ui/words.ts'
import { LineFates } from './line-fates.tsx'

type Outcome = Answer<'order.preview'>
type Body = Input<'order.place'>['body']

const methods = { 'price-list': 'Price list', FSC: 'Flexible service credits', ASC: 'Advanced service credits' }

/** Orders a service. The order is judged before it is placed; every reason and every device has its fate shown. */
export function PlaceOrderPage() {
  const me = useMe()
  const may = useMay()
  const [picks, pick] = usePicks()
  const account = me.account.kind === 'customer' ? me.account.code : (picks.account ?? '')
  const reason = may('order.place')
  return (
    <Page title="Place an order" lead="The answer is a contract or a refusal with its clauses. Look first, then place it.">
      {reason !== undefined ? (
        <Card label="Not possible">
          <Text size="sm">You cannot order: {reason}.</Text>
        </Card>
      ) : (
        <OrderForm
          key={account}
          account={account}
          choose={me.account.kind === 'customer' ? undefined : (value) => pick({ account: value })}
        />
      )}
    </Page>
  )
}

function OrderForm({ account, choose }: { readonly account: string; readonly choose: ((account: string) => void) | undefined }) {
  const me = useMe()
  const [picks] = usePicks()
  const offerings = useApi('offering.list', {}, { fresh: 600_000 })
  const details = useApi('account.read', { params: { account } }, { enabled: account !== '' })
  const accounts = useApi('account.list', {}, { fresh: 60_000 })
  const today = useToday(account)
  const [typed, setTyped] = useState({
    offering: picks.offering ?? '',
    channel: me.account.kind === 'partner' ? 'reseller' : 'direct',
    method: 'price-list',
    poNumber: '',
    endUserName: '',
    endUserAddress: '',
    ownUse: false,
    startsOn: null as string | null,
    endsOn: null as string | null,
    serials: '',
    seller: '',
    agreementKind: 'posted',
    agreementVersion: '1',
    leastMonths: '',
    vendorSignedOn: '',
    customerSignedOn: '',
    coterm: false,
    cotermId: '',
    cotermOn: '',
    cotermWritten: true,
    documents: [] as readonly string[],
  })
  const startsOn = typed.startsOn ?? today
  const given = { ...typed, startsOn, endsOn: typed.endsOn ?? (startsOn && termEnd(startsOn, 12)) }
  const set = <K extends keyof typeof given>(name: K, value: (typeof given)[K]) => setTyped((before) => ({ ...before, [name]: value }))
  const text = (
    name:
      | 'poNumber'
      | 'endUserName'
      | 'endUserAddress'
      | 'startsOn'
      | 'endsOn'
      | 'serials'
      | 'agreementVersion'
      | 'leastMonths'
      | 'vendorSignedOn'
      | 'customerSignedOn'
      | 'cotermId'
      | 'cotermOn',
  ) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
  })
  const version = offerings.data?.items.filter(({ code }) => code === given.offering).sort((a, b) => b.version - a.version)[0]?.version
  const service = useApi(
    'offering.read',
    { params: { code: given.offering, version: version ?? 1 } },
    { enabled: version !== undefined, fresh: 600_000 },
  )
  const offering = service.data as unknown as Offering | undefined
  const preview = useAct('order.preview', { changes: false })
  const [refused, setRefused] = useState<Outcome>()
  const place = useAct('order.place', {
    done: ({ contract }) => (contract ? `Ordered: contract ${contract}` : 'The order waits for approval'),
    failed: (error) => {
      const found = problemOf(error) as unknown as Outcome
      if (found.decision && typeof found.decision === 'object') setRefused(found)
    },
  })
  const body: Body = {
    offering: given.offering,
    channel: given.channel as never,
    method: given.method as never,
    poNumber: given.poNumber,
    endUserName: given.endUserName,
    endUserAddress: given.endUserAddress,
    ownUse: given.ownUse,
    startsOn: given.startsOn,
    endsOn: given.endsOn,
    agreement: offering
      ? {
          kind: given.agreementKind as never,
          name: offering.purchase.agreement.posted,
          version: given.agreementVersion,
          leastMonths: Number(given.leastMonths) || null,
          vendorSignedOn: given.agreementKind === 'signed' ? given.vendorSignedOn || null : null,
          customerSignedOn: given.agreementKind === 'signed' ? given.customerSignedOn || null : null,
        }
      : null,
    coterm:
      given.coterm && given.cotermId && given.cotermOn
        ? { agreementId: given.cotermId, agreedOn: given.cotermOn, written: given.cotermWritten }
        : null,
    documents: given.documents.map((code) => ({ code, vendorAgreedOn: given.startsOn, customerAgreedOn: given.startsOn })),
    serials: serialsIn(given.serials),
    seller: given.seller || null,
  }
  const missing = [
    account === '' && 'the account',
    given.offering === '' && 'the service',
    given.startsOn === '' && 'the first day',
    given.endsOn === '' && 'the last day',
  ].filter(Boolean)
  const reason = missing.length > 0 ? `Still missing: ${missing.join(', ')}` : undefined
  const look = () => {
    if (reason !== undefined) return
    setRefused(undefined)
    place.reset()
    preview.mutate({ params: { account }, body })
  }
  const order = () => {
    setRefused(undefined)
    place.mutate({ params: { account }, body })
  }
  const outcome = place.data ?? refused ?? preview.data
  const placed = place.data !== undefined || refused !== undefined
  const partners = (accounts.data?.items ?? [])
    .filter(({ kind }) => kind === 'partner')
    .map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))
  const serials = serialsIn(given.serials)
  const copyEndUser = () => {
    if (!details.data) return
    set('endUserName', details.data.name)
    set('endUserAddress', details.data.address)
  }
  return (
    <div className="split even">
      <Card title="The order">
        <Form onSubmit={look} label="Order">
          {choose && <AccountPick value={account} onChange={choose} label="End user’s account" />}
          <Select
            label="Service"
            placeholder="Choose"
            required
            searchable
            data={(offerings.data?.items ?? []).map(({ code, title }) => ({ value: code, label: `${title} (${code})` }))}
            value={given.offering || null}
            onChange={(value) => set('offering', value ?? '')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              label="Sold by"
              data={choices(salesWords)}
              value={given.channel}
              onChange={(value) => set('channel', value ?? 'direct')}
              allowDeselect={false}
            />
            <Select
              label="Paid by"
              data={choices(methods)}
              value={given.method}
              onChange={(value) => set('method', value ?? 'price-list')}
              allowDeselect={false}
            />
            <DateField label="First day" required {...text('startsOn')} />
            <DateField label="Last day" required {...text('endsOn')} />
          </SimpleGrid>
          <Group gap={6}>
            <Text size="xs" c="dimmed">
              Term:
            </Text>
            {[1, 3, 5].map((years) => (
              <Button
                key={years}
                size="compact-xs"
                variant="default"
                onClick={() => given.startsOn && set('endsOn', termEnd(given.startsOn, years * 12))}
              >
                {countWords(years, 'year')}
              </Button>
            ))}
          </Group>
          {given.channel !== 'direct' && me.account.kind !== 'partner' && (
            <Select
              label="Seller"
              placeholder={partners.length === 0 ? 'No partner account yet' : 'Choose'}
              searchable
              data={partners}
              value={given.seller || null}
              onChange={(value) => set('seller', value ?? '')}
            />
          )}
          <TextInput label="Purchase order" {...text('poNumber')} />
          <Labelled label="End user named on the order">
            <Stack gap="xs">
              <TextInput label="Name" {...text('endUserName')} />
              <Textarea label="Address" minRows={2} {...text('endUserAddress')} />
              <Group>
                <Button size="compact-sm" variant="default" onClick={copyEndUser} disabled={!details.data}>
                  Take from the account
                </Button>
              </Group>
            </Stack>
          </Labelled>
          <Checkbox
            label="It is for the end user’s own use"
            checked={given.ownUse}
            onChange={(event) => set('ownUse', event.currentTarget.checked)}
          />
          <Textarea
            label="Serials"
            description={`One on a line, or with commas. ${countWords(serials.length, 'serial')} so far.`}
            minRows={4}
            {...text('serials')}
          />
          {offering && (
            <>
              <Radio.Group
                label={`Agreement: ${offering.purchase.agreement.posted}`}
                value={given.agreementKind}
                onChange={(value) => set('agreementKind', value)}
              >
                <Group mt={6}>
                  <Radio value="posted" label="Posted" />
                  <Radio value="signed" label="Signed by both" />
                </Group>
              </Radio.Group>
              <SimpleGrid cols={{ base: 1, xs: 3 }}>
                <TextInput label="Version" {...text('agreementVersion')} />
                <TextInput label="Least term it states, months" inputMode="numeric" {...text('leastMonths')} />
                {given.agreementKind === 'signed' && (
                  <>
                    <DateField label="Vendor signed" {...text('vendorSignedOn')} />
                    <DateField label="Customer signed" {...text('customerSignedOn')} />
                  </>
                )}
              </SimpleGrid>
              {offering.purchase.documents.some(({ onlyFor }) => onlyFor === undefined) && (
                <Checkbox.Group
                  label="Documents that exist, agreed by both"
                  value={[...given.documents]}
                  onChange={(value) => set('documents', value)}
                >
                  <Stack gap={6} mt={6}>
                    {offering.purchase.documents
                      .filter(({ onlyFor }) => onlyFor === undefined)
                      .map(({ code, title }) => (
                        <Checkbox key={code} value={code} label={title} />
                      ))}
                  </Stack>
                </Checkbox.Group>
              )}
              {offering.purchase.term.coterm !== 'none' && (
                <>
                  <Checkbox
                    label="It ends with other contracts (co-term)"
                    checked={given.coterm}
                    onChange={(event) => set('coterm', event.currentTarget.checked)}
                  />
                  {given.coterm && (
                    <SimpleGrid cols={{ base: 1, xs: 2 }}>
                      <TextInput label="Agreement on it" {...text('cotermId')} />
                      <DateField label="Agreed on" {...text('cotermOn')} />
                    </SimpleGrid>
                  )}
                </>
              )}
            </>
          )}
          <Group justify="flex-end">
            <Act
              type="submit"
              variant={preview.data ? 'default' : 'filled'}
              reason={reason}
              loading={preview.isPending}
              leftSection={<IconEye size={16} aria-hidden />}
            >
              See what would be decided
            </Act>
            <Act
              reason={reason ?? (preview.data || placed ? undefined : 'Look at the decision first')}
              loading={place.isPending}
              leftSection={<IconSend size={16} aria-hidden />}
              onClick={order}
            >
              Place the order
            </Act>
          </Group>
          {(preview.error || (place.error && !refused)) && <Problem error={place.error ?? preview.error} />}
        </Form>
      </Card>
      <Stack gap="md">
        <Card title={placed ? 'What was decided' : 'What would be decided'}>
          <div aria-live="polite">
            {outcome ? (
              <Stack gap="md">
                {placed && outcome.contract && (
                  <Group>
                    <ButtonLink to="/accounts/$account/contracts/$contract" params={{ account, contract: outcome.contract }}>
                      Open contract {outcome.contract}
                    </ButtonLink>
                  </Group>
                )}
                {placed && (
                  <Text size="sm">
                    {outcome.order ? `On record as order ${outcome.order}.` : 'On record.'}
                    {outcome.contract ? ' The contract waits for activation.' : ''}
                  </Text>
                )}
                <DecisionView decision={outcome.decision} preview={!placed} />
              </Stack>
            ) : (
              <Text size="sm" c="dimmed">
                Fill in the order and look: eligibility, prerequisites, term, papers, and each device.
              </Text>
            )}
          </div>
        </Card>
        {outcome && outcome.lines.length > 0 && (
          <Card title={`Devices (${outcome.lines.length})`} flush>
            <LineFates lines={outcome.lines} />
          </Card>
        )}
      </Stack>
    </div>
  )
}
