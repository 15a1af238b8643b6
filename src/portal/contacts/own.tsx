import { Checkbox, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Form, Send } from '../ui/form.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'
import { CheckTag } from './words.tsx'

type Own = Answer<'contact-data.own'>

/** What is held of me, on one page: I confirm it or correct it. */
export function OwnContactDataPage() {
  const may = useMay()
  const reason = may('contact-data.own')
  const query = useApi('contact-data.own', {}, { enabled: reason === undefined })
  return (
    <Page title="My contact data" lead="We reach you by this when something is down. It takes a minute to confirm or correct.">
      {reason !== undefined ? (
        <Card label="Not for you">
          <Text size="sm">This page is for the people of a customer: {reason}.</Text>
        </Card>
      ) : (
        <Loaded query={query} lines={6}>
          {(found) => <Own key={JSON.stringify(found.fields)} of={found} />}
        </Loaded>
      )}
    </Page>
  )
}

function Own({ of }: { readonly of: Own }) {
  const value = (name: Own['fields'][number]['field']) => of.fields.find(({ field }) => field === name)
  const [phone, setPhone] = useState(value('phone')?.value ?? '')
  const [site, setSite] = useState(of.site ?? '')
  const [email, setEmail] = useState(true)
  const [account, setAccount] = useState(true)
  const [emailWrong, setEmailWrong] = useState('')
  const [accountWrong, setAccountWrong] = useState('')
  const act = useAct('contact-data.answer', { done: 'Thank you. Your answer is written' })
  const mark = (name: Own['fields'][number]['field']) => {
    const state = value(name)?.state
    return state && <CheckTag state={state} />
  }
  return (
    <Card
      title={of.name}
      aside={
        of.askedAt && (
          <Text size="sm" c="dimmed">
            Asked <When at={of.askedAt} />
          </Text>
        )
      }
    >
      <Form
        label="My contact data"
        onSubmit={() =>
          act.mutate({
            body: {
              phone,
              site: site || null,
              emailWrong: email ? null : emailWrong,
              accountWrong: account ? null : accountWrong,
            },
          })
        }
      >
        <Stack gap="xs" maw={520}>
          <Checkbox
            label={
              <>
                My e-mail address is <b className="break">{value('email')?.value}</b> {mark('email')}
              </>
            }
            checked={email}
            onChange={(event) => setEmail(event.currentTarget.checked)}
          />
          {!email && (
            <TextInput
              label="What would be right?"
              description="Somebody of your account or of the provider changes it, since you sign in by it."
              required
              value={emailWrong}
              onChange={(event) => setEmailWrong(event.currentTarget.value)}
            />
          )}
          <TextInput
            label={<>Telephone {mark('phone')}</>}
            type="tel"
            required
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <Select
            label={<>Place of work {mark('address')}</>}
            description={of.sites.length === 0 ? 'Your account has no site yet; your lead contact adds it.' : undefined}
            placeholder="None of these"
            searchable
            clearable
            data={of.sites.map(({ id, name, address }) => ({ value: id, label: `${name}, ${address}` }))}
            value={site || null}
            onChange={(next) => setSite(next ?? '')}
          />
          <Checkbox
            label={
              <>
                I belong to the account <b>{value('account')?.value}</b> {mark('account')}
              </>
            }
            checked={account}
            onChange={(event) => setAccount(event.currentTarget.checked)}
          />
          {!account && (
            <TextInput
              label="Where do you belong?"
              required
              value={accountWrong}
              onChange={(event) => setAccountWrong(event.currentTarget.value)}
            />
          )}
        </Stack>
        <Send busy={act.isPending} error={act.error}>
          This is right
        </Send>
      </Form>
    </Card>
  )
}
