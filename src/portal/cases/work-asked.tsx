import { Alert, Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { localDate } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { IconAlertTriangle } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { useNow } from '../ui/now.ts'
import { Card } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { lengthOf } from '../ui/time.ts'
import { Day } from '../ui/when.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import { countWords } from '../ui/words.ts'
import { reasonChoices } from './access-dialogs.tsx'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'

type Item = Answer<'case.asked'>['items'][number]

/** What the customer is asked for on this case, and for how long it waited; nothing while nothing was. */
export function AskedCard({ of }: { readonly of: Case }) {
  const staff = useMe().account.kind === 'provider'
  const [giving, setGiving] = useState<Item>()
  const [dropping, setDropping] = useState<Item>()
  const params = { account: of.account, case: of.number }
  const board = useApi('case.asked', { params })
  const drop = useCaseAct('case.drop-ask', { done: 'Not needed any more', after: () => setDropping(undefined) })
  if (!board.data) return null
  const { items, waitingFor, waitedMs, technicalContact, may } = board.data
  const nameless = technicalContact !== null && !technicalContact.named
  if (items.length === 0 && waitingFor === '' && !nameless) return null
  const closed = of.state === 'closed'
  return (
    <Card title={staff ? 'Asked of the customer' : 'We need from you'}>
      <Stack gap="sm">
        {nameless && (
          <Alert p="xs" color="yellow" icon={<IconAlertTriangle size={16} aria-hidden />} role="status">
            {technicalContact.toDo} {technicalContact.waits ? 'The case goes on by itself then. ' : 'The case does not wait for it. '}
            <TextLink to="/accounts/$account/people" params={{ account: of.account }}>
              People
            </TextLink>
          </Alert>
        )}
        <Text size="sm">
          {waitingFor ? (
            <>
              Waiting for: <b>{waitingFor}</b>.
            </>
          ) : (
            items.length > 0 && 'Everything is there.'
          )}{' '}
          {waitedMs >= 60_000 && `${lengthOf(waitedMs)} waited so far.`}
        </Text>
        {items.length > 0 && (
          <ul className="lines">
            {items.map((each) => (
              <li key={each.item}>
                <Group gap={8}>
                  <Text size="sm" fw={600}>
                    {each.title}
                  </Text>
                  <Tag tone={each.state === 'open' ? (each.overdue ? 'danger' : 'warn') : each.state === 'received' ? 'ok' : 'dim'}>
                    {each.state === 'open' ? (each.overdue ? 'Overdue' : 'Open') : each.state === 'received' ? 'Received' : 'Not needed'}
                  </Tag>
                  <ClauseChips ids={each.clauses} />
                </Group>
                <Text size="sm" className="break">
                  {each.what}
                </Text>
                <Text size="xs" c="dimmed">
                  {each.askedBy}, due <Day on={each.dueOn} />, {each.state === 'open' ? 'open for' : 'waited'}{' '}
                  {countWords(each.days, 'day')}
                  {each.answer && `. ${each.closedBy}: ${each.answer}`}
                </Text>
                {each.state === 'open' && !closed && (
                  <Group gap={6} mt={4} className="noprint">
                    {may.give && each.kind !== 'technical-contact' && (
                      <Button size="compact-sm" variant={staff ? 'default' : 'filled'} onClick={() => setGiving(each)}>
                        {staff ? 'It is there' : 'Give it'}
                      </Button>
                    )}
                    {may.ask && (
                      <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setDropping(each)}>
                        Not needed
                      </Button>
                    )}
                  </Group>
                )}
              </li>
            ))}
          </ul>
        )}
      </Stack>
      {giving && <GiveDialog of={of} item={giving} onClose={() => setGiving(undefined)} />}
      {dropping && (
        <WordDialog
          title={`${dropping.title}: not needed any more`}
          label="Why"
          button="Say so"
          act={drop}
          onClose={() => setDropping(undefined)}
          onSend={(reason) => drop.mutate({ params, body: { item: dropping.item, reason } })}
        />
      )}
    </Card>
  )
}

function GiveDialog({ of, item, onClose }: { readonly of: Case; readonly item: Item; readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const [file, setFile] = useState<string | null>(null)
  const act = useCaseAct('case.give', { done: 'Received', after: onClose })
  return (
    <Dialog title={item.title} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account: of.account, case: of.number }, body: { item: item.item, text: text.trim(), attachment: file } })
        }
      >
        <Text size="sm" className="break">
          {item.what}
        </Text>
        <Textarea
          label="In words"
          autosize
          minRows={2}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Select
          label="A file of the case"
          description={of.attachments.length === 0 ? 'Attach the file below the history first.' : 'One that is attached to it.'}
          clearable
          disabled={of.attachments.length === 0}
          data={of.attachments.map(({ id, name }) => ({ value: id, label: name }))}
          value={file}
          onChange={setFile}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Give it
        </Send>
      </Form>
    </Dialog>
  )
}

/** Asks the customer for something that the work needs. */
export function AskForDialog({ of, onClose }: { readonly of: Case; readonly onClose: () => void }) {
  const { zone } = useMe().person
  const params = { account: of.account, case: of.number }
  const board = useApi('case.asked', { params })
  const today = localDate(zone, useNow())
  const [kind, setKind] = useState<string | null>('logs')
  const [what, setWhat] = useState('')
  const [reason, setReason] = useState<string | null>('performance')
  const [dueOn, setDueOn] = useState(typeof today === 'string' ? addDays(today, 2) : '')
  const act = useCaseAct('case.ask', { done: 'Asked; the case waits for the customer', after: onClose })
  return (
    <Dialog title="Ask the customer for something" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params, body: { kind: kind as never, what: what.trim(), reason: (reason ?? 'performance') as never, dueOn } })
        }
      >
        <Select
          label="What kind of thing"
          data={(board.data?.kinds ?? []).map(({ kind: value, title }) => ({ value, label: title }))}
          value={kind}
          onChange={setKind}
          allowDeselect={false}
        />
        <Textarea
          label="What exactly"
          required
          autosize
          minRows={2}
          data-autofocus
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
        <Select
          label="Reason"
          {...(reason === 'legal' ? { description: 'Nothing is delivered for the software until it is there.' } : {})}
          data={[...reasonChoices]}
          value={reason}
          onChange={setReason}
          allowDeselect={false}
        />
        <DateField label="Due on" required value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Ask for it
        </Send>
      </Form>
    </Dialog>
  )
}
