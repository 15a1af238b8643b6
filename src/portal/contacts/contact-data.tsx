import { Group, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { fieldWords } from '../../contacts/checks.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { AccountPage } from '../ui/account-page.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChip } from '../ui/clause-chip.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePath } from '../ui/filters.ts'
import { Dialog, Form, Labelled, Send } from '../ui/form.tsx'
import { IconCheck, IconHourglass } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { actorWords, countWords } from '../ui/words.ts'
import { AccountTests } from './account-tests.tsx'
import { Leavers } from './leavers.tsx'
import { CheckTag, checkWords } from './words.tsx'

type Data = Answer<'contact-data.list'>
type Contact = Data['items'][number]
type Field = Contact['fields'][number]
type Chosen = { readonly contact: Contact; readonly field: Field }

const file: readonly CsvColumn<Contact>[] = [
  { name: 'Name', of: ({ name }) => name },
  { name: 'Parts', of: ({ parts }) => parts.join(', ') },
  ...(['email', 'phone', 'address', 'account'] as const).flatMap((field): CsvColumn<Contact>[] => {
    const found = ({ fields }: Contact) => fields.find((each) => each.field === field)
    return [
      { name: fieldWords[field], of: (row) => found(row)?.value ?? '' },
      { name: `${fieldWords[field]} checked`, of: (row) => checkWords(found(row)?.state ?? 'unchecked') },
    ]
  }),
  { name: 'Answered', of: ({ asked }) => asked?.answeredAt ?? '' },
]

const columns = (choose: ((chosen: Chosen) => void) | undefined): readonly Column<Contact>[] => [
  {
    name: 'Contact',
    lead: true,
    cell: ({ name, parts, asked }) => (
      <Stack gap={3} align="flex-start">
        <b>{name}</b>
        <span className="small dim">{parts.join(', ') || 'no part, but may speak for the account'}</span>
        {asked &&
          (asked.answeredAt ? (
            <Tag tone="ok" icon={IconCheck}>
              Answered <When at={asked.answeredAt} />
            </Tag>
          ) : (
            <Tag tone="warn" icon={IconHourglass}>
              {asked.remindedAt ? 'No answer, reminded' : 'No answer yet'}
            </Tag>
          ))}
      </Stack>
    ),
  },
  ...(['email', 'phone', 'address', 'account'] as const).map(
    (name): Column<Contact> => ({
      name: fieldWords[name],
      cell: (contact) => {
        const field = contact.fields.find((each) => each.field === name)
        if (!field) return null
        return (
          <Stack gap={3} align="flex-start">
            <span className="break">{field.value || <span className="dim">nothing is entered</span>}</span>
            <Group gap={6}>
              <CheckTag state={field.state} />
              {choose && (
                <Act
                  size="compact-xs"
                  variant="subtle"
                  aria-label={`Check ${fieldWords[name]} of ${contact.name}`}
                  onClick={() => choose({ contact, field })}
                >
                  Check
                </Act>
              )}
            </Group>
            {field.note && <span className="small">{field.note}</span>}
            {field.by && field.at && (
              <span className="small dim">
                {actorWords(field.by)}, <When at={field.at} />
              </span>
            )}
          </Stack>
        )
      },
    }),
  ),
]

/** What is held of the contacts of an account, whether they could open a case, and who may have left. */
export function ContactDataPage() {
  const { account } = usePath()
  const may = useMay()
  const [chosen, setChosen] = useState<Chosen>()
  const query = useApi('contact-data.list', { params: { account } })
  const reason = may('contact-data.check')
  return (
    <AccountPage
      title="Contact data"
      lead="Whether we can reach each contact, and whether each could open a case today. What is wrong stays open until it is corrected."
    >
      <Stack gap="md">
        <Loaded query={query} lines={8}>
          {(found) => (
            <Stack gap="md">
              <Round account={account} of={found} />
              <Card
                title="What is held"
                aside={
                  <>
                    <ClauseChip id="SSM-3.1.b1" />
                    <ExportCsv list={`contact data ${account}`} columns={file} read={async () => ({ items: found.items })} />
                  </>
                }
                flush
              >
                <DataTable
                  caption="Contacts and what is held of each"
                  columns={columns(reason === undefined ? setChosen : undefined)}
                  rows={found.items}
                  rowKey={({ personId }) => personId}
                  empty={<Empty title="No contact yet">Name contacts on the page People and contacts.</Empty>}
                />
              </Card>
            </Stack>
          )}
        </Loaded>
        <AccountTests account={account} />
        {may('leaver.read') === undefined && <Leavers account={account} />}
      </Stack>
      {chosen && <CheckDialog account={account} of={chosen} onClose={() => setChosen(undefined)} />}
    </AccountPage>
  )
}

function Round({ account, of: { round, items } }: { readonly account: string; readonly of: Data }) {
  const may = useMay()
  const open = useAct('contact-round.open', { done: 'Every contact is asked by letter' })
  const close = useAct('contact-round.close', { done: 'The round is ended' })
  const running = round !== null && round.closedAt === null
  const asked = items.filter((each) => each.asked !== null)
  const silent = asked.filter((each) => each.asked?.answeredAt === null)
  const wrong = items.flatMap(({ fields }) => fields).filter(({ state }) => state !== 'right').length
  return (
    <Card label="How it stands">
      <Group justify="space-between" gap="md">
        <Stack gap={4}>
          <Text size="sm">
            {wrong === 0
              ? 'Everything is checked and right.'
              : `${countWords(wrong, 'thing is', 'things are')} wrong, missing or not checked.`}
          </Text>
          {running ? (
            <Text size="sm">
              A round runs since <When at={round.openedAt} show="both" />: {asked.length - silent.length} of {asked.length} answered.
              {silent.length > 0 && ` Silent: ${silent.map(({ name }) => name).join(', ')}. A reminder goes out after a week.`}
            </Text>
          ) : (
            <Text size="sm" c="dimmed">
              {round ? 'No round runs. The last one began ' : 'Nobody was asked yet.'}
              {round && <When at={round.openedAt} />}
              {round && silent.length > 0 && `; without an answer: ${silent.map(({ name }) => name).join(', ')}`}
            </Text>
          )}
        </Stack>
        {running ? (
          <Act
            variant="default"
            reason={may('contact-data.check')}
            loading={close.isPending}
            onClick={() => close.mutate({ params: { account } })}
          >
            End the round
          </Act>
        ) : (
          <Act reason={may('contact-data.check')} loading={open.isPending} onClick={() => open.mutate({ params: { account } })}>
            Ask every contact
          </Act>
        )}
      </Group>
      {(open.error ?? close.error) && <Problem error={open.error ?? close.error} />}
    </Card>
  )
}

type CheckProps = { readonly account: string; readonly of: Chosen; readonly onClose: () => void }

function CheckDialog({ account, of: { contact, field }, onClose }: CheckProps) {
  const [kind, setKind] = useState<'right' | 'corrected' | 'wrong'>(field.value === '' ? 'corrected' : 'right')
  const [note, setNote] = useState('')
  const [correction, setCorrection] = useState('')
  const sites = useApi('site.list', { params: { account } }, { enabled: field.field === 'address', fresh: 30_000 })
  const act = useAct('contact-data.say', { done: 'It is written', after: onClose })
  return (
    <Dialog title={`${fieldWords[field.field]} of ${contact.name}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, person: contact.personId },
            body: {
              field: field.field,
              outcome: kind === 'wrong' ? 'wrong' : 'right',
              note,
              correction: kind === 'corrected' && correction !== '' ? correction : null,
            },
          })
        }
      >
        <Text size="sm">
          Held: <b className="break">{field.value || 'nothing'}</b>
        </Text>
        <Labelled label="What did you find?">
          <SegmentedControl
            data={[
              { value: 'right', label: 'It is right' },
              ...(field.field === 'account' ? [] : [{ value: 'corrected', label: 'I know what is right' }]),
              { value: 'wrong', label: 'It is wrong' },
            ]}
            value={kind}
            onChange={(value) => setKind(value as typeof kind)}
          />
        </Labelled>
        {kind === 'corrected' &&
          (field.field === 'address' ? (
            <Select
              label="Site"
              required
              searchable
              data={(sites.data?.items ?? []).map(({ id, name, address }) => ({ value: id, label: `${name}, ${address}` }))}
              value={correction || null}
              onChange={(value) => setCorrection(value ?? '')}
            />
          ) : (
            <TextInput
              label={`The right ${fieldWords[field.field].toLowerCase()}`}
              required
              value={correction}
              onChange={(event) => setCorrection(event.currentTarget.value)}
            />
          ))}
        <Textarea
          label={kind === 'wrong' ? 'What is wrong, and what would be right' : 'How it was checked'}
          required={kind === 'wrong'}
          placeholder={kind === 'wrong' ? '' : 'Called, and Carl answered'}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}
