import { Checkbox, Group, MultiSelect, Select, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { type ExtraKind, extraKinds, extraTitles } from '../../requests/extra.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { Act } from '../ui/act.tsx'
import { usePath } from '../ui/filters.ts'
import { Dialog, Form, Send, serialsIn } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card, Facts } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'

type Addendum = Answer<'addendum.list'>['items'][number]

/** Supplements to the service descriptions of an account, and who signed them. */
export function AddendaPage() {
  const { account } = usePath()
  const may = useMay()
  const staff = useMe().account.kind === 'provider'
  const [writing, setWriting] = useState(false)
  const query = useApi('addendum.list', { params: { account } })
  return (
    <AccountPage
      title="Addenda"
      lead="What both sides agreed beside a service description. An addendum changes nothing before both signatures are on it."
      actions={
        staff && (
          <Act reason={may('addendum.edit')} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setWriting(true)}>
            Write one
          </Act>
        )
      }
    >
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Card label="Addenda">
              <Empty title="No addendum">The services are as their descriptions say.</Empty>
            </Card>
          ) : (
            <Stack gap="md">
              {items.map((each) => (
                <OneAddendum key={each.number} account={account} of={each} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {writing && <WriteDialog account={account} onClose={() => setWriting(false)} />}
    </AccountPage>
  )
}

function OneAddendum({ account, of }: { readonly account: string; readonly of: Addendum }) {
  const may = useMay()
  const me = useMe()
  const act = useAct('addendum.sign', { done: `${of.number} is signed` })
  const mine = me.account.kind === 'provider' ? of.vendorSignedBy : of.customerSignedBy
  const words = (by: string | null, on: string | null) =>
    by === null || on === null ? (
      <span className="dim">not yet</span>
    ) : (
      <>
        {by}, <Day on={on} />
      </>
    )
  return (
    <Card
      title={`${of.number}: ${of.title}`}
      aside={<Tag tone={of.inForce ? 'ok' : 'warn'}>{of.inForce ? 'In force' : 'Waits for a signature'}</Tag>}
    >
      <Stack gap="sm">
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }} className="break">
          {of.text}
        </Text>
        <Facts
          of={[
            ['Kind', of.statementOfWork ? 'Statement of work; waits for an agreed specification' : ''],
            ['Devices', of.serials.join(', ')],
            ['Options', of.options.map((kind) => extraTitles[kind as ExtraKind] ?? kind).join(', ')],
            ['Holds for', of.reaches.flatMap(({ request, applies }) => (applies ? [request] : [])).join(', ')],
            [
              'Not for',
              of.reaches.some(({ applies }) => !applies) &&
                `${of.reaches.flatMap(({ request, applies }) => (applies ? [] : [request])).join(', ')}: begun before both had agreed (MSP-7.b2)`,
            ],
            ['Signed for the vendor', words(of.vendorSignedBy, of.vendorSignedOn)],
            ['Signed for the customer', words(of.customerSignedBy, of.customerSignedOn)],
          ]}
        />
        {act.error && <Problem error={act.error} />}
        {mine === null && (me.account.kind === 'provider' || me.account.code === account) && (
          <Group>
            <Act
              reason={may('addendum.sign')}
              loading={act.isPending}
              onClick={() => act.mutate({ params: { account, addendum: of.number }, body: { sha256: of.sha256 } })}
            >
              Sign it
            </Act>
          </Group>
        )}
      </Stack>
    </Card>
  )
}

function WriteDialog({ account, onClose }: { readonly account: string; readonly onClose: () => void }) {
  const contracts = useApi('contract.list', { params: { account } })
  const [contract, setContract] = useState('')
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [serials, setSerials] = useState<string[]>([])
  const [options, setOptions] = useState<string[]>([])
  const [statementOfWork, setStatementOfWork] = useState(false)
  const act = useAct('addendum.write', { done: ({ number }) => `${number} waits for both signatures`, after: onClose })
  return (
    <Dialog title="Write an addendum" opened onClose={onClose} size={620}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account }, body: { contract, title, text, serials, options: options as ExtraKind[], statementOfWork } })
        }
      >
        <Select
          label="Contract"
          required
          placeholder="Choose"
          data={(contracts.data?.items ?? [])
            .filter(({ kind }) => kind === 'service')
            .map(({ number, service }) => ({ value: number, label: `${number}, ${service}` }))}
          value={contract || null}
          onChange={(value) => setContract(value ?? '')}
        />
        <TextInput label="Title" required value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Textarea
          label="What is agreed"
          required
          autosize
          minRows={4}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TagsInput
          label="Devices that it names"
          description="Such as those that another service covers already."
          value={serials}
          onChange={(value) => setSerials(value.flatMap(serialsIn))}
        />
        <MultiSelect
          label="Options that it allows"
          data={extraKinds.map((value) => ({ value, label: extraTitles[value] }))}
          value={options}
          onChange={setOptions}
        />
        <Checkbox
          label="A statement of work"
          description="Work that is made for this customer: it is signed once both sides agreed on a specification."
          checked={statementOfWork}
          onChange={(event) => setStatementOfWork(event.currentTarget.checked)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it
        </Send>
      </Form>
    </Dialog>
  )
}
