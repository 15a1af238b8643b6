import { Autocomplete, Checkbox, Group, Radio, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Offering } from '../../catalog/offering.ts'
import type { Answer } from '../../client/client.ts'
import type { DecisionView as Decision } from '../../decisions/schema.ts'
import { problemOf, useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { DecisionView } from '../ui/decision-view.tsx'
import { usePath } from '../ui/filters.ts'
import { DateField, Form, Labelled, ownZone, ZoneField } from '../ui/form.tsx'
import { IconCheck } from '../ui/icons.ts'
import { ButtonLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { dateWords } from '../ui/time.ts'
import { useToday } from '../ui/today.ts'
import { choices, theatreWords } from '../ui/words.ts'

type Contract = Answer<'contract.read'>

/** Makes a pending contract active, once its papers and people are there; or says by which clause it is not. */
export function ActivatePage() {
  const { account, contract } = usePath()
  const query = useApi('contract.read', { params: { account, contract } })
  return (
    <Loaded query={query} lines={8} page>
      {(found) => <Whole key={found.number} account={account} of={found} />}
    </Loaded>
  )
}

function Whole({ account, of }: { readonly account: string; readonly of: Contract }) {
  const may = useMay()
  const service = useApi(
    'offering.read',
    { params: { code: of.service, version: of.offeringVersion ?? 1 } },
    { enabled: of.kind === 'service', fresh: 600_000 },
  )
  const offering = service.data as unknown as Offering | undefined
  const [decided, setDecided] = useState<Decision>()
  const act = useAct('contract.activate', {
    done: `${of.number} is active`,
    after: ({ decision }) => setDecided(decision),
    failed: (error) => {
      const decision = problemOf(error).decision
      if (decision && typeof decision === 'object') setDecided(decision as Decision)
    },
  })
  const reason = may('contract.activate') ?? (of.state === 'pending' ? undefined : 'It is not waiting for activation')
  return (
    <Page
      title={`Activate ${of.number}`}
      crumbs={
        <>
          <TextLink to="/accounts/$account" params={{ account }}>
            {account}
          </TextLink>
          <span aria-hidden>/</span>
          <TextLink to="/accounts/$account/contracts/$contract" params={{ account, contract: of.number }}>
            {of.number}
          </TextLink>
        </>
      }
      lead={`${offering?.title ?? of.service}, ${dateWords(of.startsOn)} to ${dateWords(of.endsOn)}. What the service asks for before it starts stands here.`}
    >
      <div className="split even">
        <Card title="Papers and people">
          {service.isPending && of.kind === 'service' ? null : (
            <Papers
              account={account}
              of={of}
              offering={offering}
              reason={reason}
              busy={act.isPending}
              send={(body) => {
                setDecided(undefined)
                act.mutate({ params: { account, contract: of.number }, body })
              }}
            />
          )}
          {act.error && !decided && <Problem error={act.error} />}
        </Card>
        <Stack gap="md">
          <Card title="Outcome">
            <div aria-live="polite">
              {decided ? (
                <Stack gap="md">
                  <DecisionView decision={decided} />
                  {decided.verdict === 'granted' && (
                    <Group>
                      <ButtonLink to="/accounts/$account/contracts/$contract" params={{ account, contract: of.number }}>
                        Open the contract
                      </ButtonLink>
                    </Group>
                  )}
                </Stack>
              ) : (
                <Text size="sm" c="dimmed">
                  Press “Activate”. Each condition is looked at, and what is missing is named with its clause.
                </Text>
              )}
            </div>
          </Card>
          <People account={account} offering={offering} />
        </Stack>
      </div>
    </Page>
  )
}

type Body = {
  agreement?: NonNullable<Contract['agreement']>
  documents?: Contract['documents']
  advisor?: NonNullable<Contract['advisor']>
}
type PapersProps = {
  readonly account: string
  readonly of: Contract
  readonly offering: Offering | undefined
  readonly reason: string | undefined
  readonly busy: boolean
  readonly send: (body: Body) => void
}

function Papers({ account, of, offering, reason, busy, send }: PapersProps) {
  const wanted = (offering?.purchase.documents ?? []).filter(({ onlyFor }) => onlyFor === undefined)
  const needsAdvisor = offering?.hours.some(({ purpose }) => purpose === 'advisor') ?? false
  const staff = useApi('advisor.candidates', { params: { account } }, { enabled: needsAdvisor }).data?.items ?? []
  const [agreement, setAgreement] = useState({
    kind: of.agreement?.kind ?? ('posted' as 'posted' | 'signed'),
    name: of.agreement?.name ?? offering?.purchase.agreement.posted ?? '',
    version: of.agreement?.version ?? '1',
    vendorSignedOn: of.agreement?.vendorSignedOn ?? '',
    customerSignedOn: of.agreement?.customerSignedOn ?? '',
    coversSupport: of.agreement?.coversSupport ?? true,
    leastMonths: of.agreement?.leastMonths ?? null,
  })
  const [documents, setDocuments] = useState(() =>
    wanted.map(({ code, title, clauses }) => {
      const known = of.documents.find((each) => each.code === code)
      return {
        code,
        title,
        clauses,
        have: known !== undefined,
        version: known?.version ?? '1',
        vendorAgreedOn: known?.vendorAgreedOn ?? '',
        customerAgreedOn: known?.customerAgreedOn ?? '',
      }
    }),
  )
  const [advisor, setAdvisor] = useState({
    name: of.advisor?.name ?? '',
    theatre: of.advisor?.theatre ?? ('EMEA' as 'EMEA' | 'APAC' | 'AMERICAS'),
    zone: of.advisor?.zone ?? ownZone(),
  })
  // whoever is chosen of the staff follows urgent cases; another name is a name alone
  const known = staff.find(({ name }) => name === advisor.name)
  const change = (index: number, given: Partial<(typeof documents)[number]>) =>
    setDocuments((before) => before.map((each, at) => (at === index ? { ...each, ...given } : each)))
  const submit = () => {
    if (reason !== undefined) return
    send({
      ...(agreement.name
        ? {
            agreement: {
              ...agreement,
              vendorSignedOn: agreement.vendorSignedOn || null,
              customerSignedOn: agreement.customerSignedOn || null,
            },
          }
        : {}),
      documents: documents
        .filter(({ have }) => have)
        .map(({ code, version, vendorAgreedOn, customerAgreedOn }) => ({
          code,
          version,
          vendorAgreedOn: vendorAgreedOn || null,
          customerAgreedOn: customerAgreedOn || null,
        })),
      ...(needsAdvisor && advisor.name ? { advisor: { ...advisor, ...(known ? { personId: known.id } : {}) } } : {}),
    })
  }
  return (
    <Form onSubmit={submit} label="Activate the contract">
      <Radio.Group
        label="Agreement"
        value={agreement.kind}
        onChange={(kind) => setAgreement((before) => ({ ...before, kind: kind as 'posted' | 'signed' }))}
      >
        <Group mt={6}>
          <Radio value="posted" label="Posted" />
          <Radio value="signed" label="Signed by both" />
        </Group>
      </Radio.Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Name of the agreement"
          value={agreement.name}
          onChange={(event) => setAgreement({ ...agreement, name: event.currentTarget.value })}
        />
        <TextInput
          label="Version"
          value={agreement.version}
          onChange={(event) => setAgreement({ ...agreement, version: event.currentTarget.value })}
        />
        {agreement.kind === 'signed' && (
          <>
            <DateField
              label="Vendor signed on"
              value={agreement.vendorSignedOn}
              onChange={(event) => setAgreement({ ...agreement, vendorSignedOn: event.currentTarget.value })}
            />
            <DateField
              label="Customer signed on"
              value={agreement.customerSignedOn}
              onChange={(event) => setAgreement({ ...agreement, customerSignedOn: event.currentTarget.value })}
            />
          </>
        )}
      </SimpleGrid>
      {documents.map((document, index) => (
        <Labelled key={document.code} label={document.title}>
          <Stack gap={8}>
            <ClauseChips ids={document.clauses} />
            <Checkbox
              label="It exists"
              checked={document.have}
              onChange={(event) => change(index, { have: event.currentTarget.checked })}
            />
            {document.have && (
              <SimpleGrid cols={{ base: 1, xs: 3 }}>
                <TextInput
                  label="Version"
                  value={document.version}
                  onChange={(event) => change(index, { version: event.currentTarget.value })}
                />
                <DateField
                  label="Vendor agreed on"
                  value={document.vendorAgreedOn}
                  onChange={(event) => change(index, { vendorAgreedOn: event.currentTarget.value })}
                />
                <DateField
                  label="Customer agreed on"
                  value={document.customerAgreedOn}
                  onChange={(event) => change(index, { customerAgreedOn: event.currentTarget.value })}
                />
              </SimpleGrid>
            )}
          </Stack>
        </Labelled>
      ))}
      {needsAdvisor && (
        <Labelled label="The named advisor">
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <Autocomplete
              label="Name"
              data={[...new Set(staff.map(({ name }) => name))]}
              value={advisor.name}
              onChange={(name) => setAdvisor({ ...advisor, name })}
            />
            <Select
              label="Theatre"
              data={choices(theatreWords)}
              value={advisor.theatre}
              onChange={(value) => setAdvisor({ ...advisor, theatre: (value ?? 'EMEA') as typeof advisor.theatre })}
              allowDeselect={false}
            />
            <ZoneField label="Time zone" value={advisor.zone} onChange={(value) => setAdvisor({ ...advisor, zone: value })} />
          </SimpleGrid>
        </Labelled>
      )}
      <Act type="submit" reason={reason} loading={busy} leftSection={<IconCheck size={16} aria-hidden />} style={{ alignSelf: 'flex-end' }}>
        Activate
      </Act>
    </Form>
  )
}

/** Whom the service wants to know by name, and who is there. */
function People({ account, offering }: { readonly account: string; readonly offering: Offering | undefined }) {
  const contacts = useApi('contact.list', { params: { account } })
  const today = useToday(account)
  const now = (contacts.data?.items ?? []).filter(
    (each) => (each.offering === null || each.offering === offering?.code) && (each.endsOn === null || each.endsOn >= today),
  )
  const named = offering?.contacts.named
  return (
    <Card
      title="Contacts"
      aside={
        <TextLink to="/accounts/$account/people" params={{ account }}>
          The roster
        </TextLink>
      }
    >
      {named && (
        <Text size="sm" mb={8}>
          The service asks for {named.least} to {named.most} named representatives; {now.filter(({ role }) => role === 'named').length} are
          there. <ClauseChips ids={named.clauses} />
        </Text>
      )}
      {now.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody is named yet.
        </Text>
      ) : (
        <Text size="sm">{now.map(({ name, role }) => `${name} (${role})`).join(', ')}</Text>
      )}
    </Card>
  )
}
