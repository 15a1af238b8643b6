import { Checkbox, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { PersonPick } from '../cases/pickers.tsx'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'

type Row = Answer<'engineer-record.list'>['items'][number]
type Skill = Row['skills'][number]

const skillWords: Readonly<Record<Skill, string>> = {
  operation: 'Operating it',
  configuration: 'Basic configuration',
  troubleshooting: 'Basic troubleshooting',
}
const skills = Object.keys(skillWords) as Skill[]

const columns: readonly Column<Row>[] = [
  { name: 'Engineer', lead: true, cell: ({ name }) => <b>{name}</b> },
  { name: 'Service', brief: true, cell: ({ offering }) => offering },
  { name: 'Trained', cell: ({ trainedOn }) => (trainedOn ? <Day on={trainedOn} /> : <Tag tone="warn">not on record</Tag>) },
  {
    name: 'Can do',
    cell: ({ skills: held }) => (
      <Stack gap={2}>
        {skills.map((skill) => (
          <span key={skill} className={held.includes(skill) ? undefined : 'dim'}>
            {skillWords[skill]}: {held.includes(skill) ? 'yes' : 'no'}
          </span>
        ))}
      </Stack>
    ),
  },
]

/** What is on record of the engineers who look after custom software; nothing where the account has none (CSS-8.d, CSS-8.e1). */
export function EngineerList({ account }: { readonly account: string }) {
  const may = useMay()
  const [open, setOpen] = useState(false)
  const contracts = useApi('contract.list', { params: { account } })
  const supported = contracts.data?.items.some(({ service, state }) => service === 'CSS' && state === 'active') ?? false
  const query = useApi('engineer-record.list', { params: { account } }, { enabled: supported })
  if (!supported) return null
  return (
    <Card
      title="Engineers for custom software"
      flush
      aside={
        <Act size="compact-sm" reason={may('engineer-record.write')} onClick={() => setOpen(true)}>
          Put on record
        </Act>
      }
    >
      <Text size="sm" c="dimmed" px="md" py="sm">
        Nobody is turned away for what is missing: a case says so, and is taken in. <ClauseChips ids={['CSS-8.d', 'CSS-8.e1']} />
      </Text>
      <DataTable
        caption="Engineers for custom software"
        columns={columns}
        rows={query.data?.items}
        rowKey={({ personId, offering }) => `${personId} ${offering}`}
        empty={<Empty title="Nobody is on record">Say who was trained in the software, and what they can do.</Empty>}
      />
      {open && <RecordDialog account={account} onClose={() => setOpen(false)} />}
    </Card>
  )
}

function RecordDialog({ account, onClose }: { readonly account: string; readonly onClose: () => void }) {
  const [person, setPerson] = useState('')
  const [trainedOn, setTrainedOn] = useState('')
  const [held, setHeld] = useState<string[]>([])
  const act = useAct('engineer-record.write', { done: 'It is on record', after: onClose })
  return (
    <Dialog title="Training and skills of an engineer" opened onClose={onClose}>
      <Form
        onSubmit={() => act.mutate({ params: { account }, body: { person, skills: held as Skill[], ...(trainedOn ? { trainedOn } : {}) } })}
      >
        <PersonPick account={account} label="Engineer" value={person} onChange={(chosen) => setPerson(chosen ?? '')} />
        <DateField label="Trained on" value={trainedOn} onChange={(event) => setTrainedOn(event.currentTarget.value)} />
        <Checkbox.Group label="Can do" value={held} onChange={setHeld}>
          <Stack gap={6} mt={6}>
            {skills.map((skill) => (
              <Checkbox key={skill} value={skill} label={skillWords[skill]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Put on record
        </Send>
      </Form>
    </Dialog>
  )
}
