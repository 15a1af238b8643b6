import { Checkbox, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import type { Software } from './words.ts'

type Props = { readonly account: string; readonly of: Software }

/** What makes it custom software: a deliverable of a statement of work that professional services made. */
export function Record({ account, of }: Props) {
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const lacking = may('software.edit')
  return (
    <Card
      title="What it is"
      aside={
        lacking === undefined && (
          <Act size="compact-sm" variant="default" onClick={() => setEditing(true)}>
            {of.record ? 'Change' : 'Describe'}
          </Act>
        )
      }
    >
      <Stack gap="sm">
        {of.lacks.length > 0 && (
          <Stack gap={4}>
            {of.lacks.map((each) => (
              <Tag key={each} tone="warn" long>
                {each}
              </Tag>
            ))}
            <Text size="sm">Until then nobody sells support for it.</Text>
            <ClauseChips ids={['CSS-1.p2', 'CSS-3.p4']} />
          </Stack>
        )}
        {of.record && (
          <Facts
            of={[
              ['Statement of work', of.record.statementOfWork],
              ['Deliverable', of.record.deliverable],
              ['Licence', of.record.licence || 'not named'],
              ['Said by', of.record.saidBy],
            ]}
          />
        )}
        {of.record && of.record.components.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              Components
            </Text>
            <ul className="lines small">
              {of.record.components.map(({ name, version, openSource }) => (
                <li key={`${name} ${version}`}>
                  {name} {version} {openSource && <span className="dim">open source, not served (CSS-11.b)</span>}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
      {editing && <RecordDialog account={account} of={of} onClose={() => setEditing(false)} />}
    </Card>
  )
}

const written = (of: Software) =>
  (of.record?.components ?? [])
    .map(({ name, version, openSource }) => [name, version, openSource ? 'open source' : ''].join(', '))
    .join('\n')

/** Components as they are written: one to a line, name, version, and the words when others gave it away. */
const readComponents = (text: string) =>
  text
    .split('\n')
    .map((line) => line.split(',').map((part) => part.trim()))
    .filter(([name]) => name)
    .map(([name = '', version = '', note = '']) => ({ name, version, openSource: /open/i.test(note) }))

function RecordDialog({ account, of, onClose }: Props & { readonly onClose: () => void }) {
  const [given, setGiven] = useState({
    statementOfWork: of.record?.statementOfWork ?? '',
    deliverable: of.record?.deliverable ?? of.product,
    licence: of.record?.licence ?? '',
    designed: of.record?.designed ?? false,
    developed: of.record?.developed ?? false,
    tested: of.record?.tested ?? false,
  })
  const [components, setComponents] = useState(written(of))
  const act = useAct('software.describe', { done: 'It is written down', after: onClose })
  const change = (part: Partial<typeof given>) => setGiven((before) => ({ ...before, ...part }))
  return (
    <Dialog title="What makes it custom software" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account, software: of.serial }, body: { ...given, components: readComponents(components) } })
        }
      >
        <TextInput
          label="Statement of work"
          required
          data-autofocus
          value={given.statementOfWork}
          onChange={(event) => change({ statementOfWork: event.currentTarget.value })}
        />
        <TextInput
          label="Deliverable"
          required
          value={given.deliverable}
          onChange={(event) => change({ deliverable: event.currentTarget.value })}
        />
        <TextInput
          label="Licence"
          description="The posted script licence with its version, or the signed one."
          value={given.licence}
          onChange={(event) => change({ licence: event.currentTarget.value })}
        />
        <Checkbox.Group
          label="Professional services"
          value={(['designed', 'developed', 'tested'] as const).filter((each) => given[each])}
          onChange={(all) =>
            change({ designed: all.includes('designed'), developed: all.includes('developed'), tested: all.includes('tested') })
          }
        >
          <Stack gap={6} mt={6}>
            <Checkbox value="designed" label="designed it" />
            <Checkbox value="developed" label="developed it" />
            <Checkbox value="tested" label="tested it" />
          </Stack>
        </Checkbox.Group>
        <Textarea
          label="Components"
          description="One to a line: name, version, and “open source” where others made it."
          autosize
          minRows={3}
          value={components}
          onChange={(event) => setComponents(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}
