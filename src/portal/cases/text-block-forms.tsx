import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { places } from '../../cases/text-blocks/fill.ts'
import type { Answer } from '../../client/client.ts'
import { teams } from '../../parties/permissions.ts'
import { useAct } from '../api.ts'
import { useMe } from '../session.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { Empty, Problem } from '../ui/states.tsx'

export type Block = Answer<'text-block.list'>['items'][number]

/** Every text that I may use, to be changed or removed. */
export function AllBlocks({ blocks, onClose }: { readonly blocks: readonly Block[]; readonly onClose: () => void }) {
  const [editing, setEditing] = useState<Block | 'new'>()
  const remove = useAct('text-block.remove', { done: 'Removed' })
  if (editing)
    return (
      <BlockForm
        {...(editing === 'new' ? {} : { of: editing })}
        begin={editing === 'new' ? { title: '', text: '', team: null } : editing}
        onClose={() => setEditing(undefined)}
      />
    )
  return (
    <Dialog title="Texts that are written often" opened onClose={onClose}>
      <Stack gap="sm">
        {blocks.length === 0 ? (
          <Empty title="No text yet">Write one, for yourself or for your team. Type / in the box to put it in.</Empty>
        ) : (
          <ul className="lines">
            {blocks.map((block) => (
              <li key={block.id}>
                <Group justify="space-between" wrap="nowrap" align="flex-start">
                  <div style={{ minWidth: 0 }}>
                    <Text size="sm" fw={600}>
                      {block.title}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {block.team === null
                        ? 'Mine'
                        : `${(teams as Readonly<Record<string, string>>)[block.team] ?? block.team}, by ${block.owner}`}
                    </Text>
                    <Text size="sm" lineClamp={2} className="break">
                      {block.text}
                    </Text>
                  </div>
                  {block.editable && (
                    <Group gap={4} wrap="nowrap">
                      <Button size="compact-xs" variant="default" onClick={() => setEditing(block)} aria-label={`Change ${block.title}`}>
                        Change
                      </Button>
                      <Button
                        size="compact-xs"
                        variant="default"
                        loading={remove.isPending && remove.variables?.params.block === block.id}
                        onClick={() => remove.mutate({ params: { block: block.id } })}
                        aria-label={`Remove ${block.title}`}
                      >
                        Remove
                      </Button>
                    </Group>
                  )}
                </Group>
              </li>
            ))}
          </ul>
        )}
        {remove.error && <Problem error={remove.error} title="It was not removed" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button onClick={() => setEditing('new')}>Write a text</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

type FormProps = {
  readonly of?: Block
  readonly begin: { readonly title: string; readonly text: string; readonly team: string | null }
  readonly onClose: () => void
}

/** Writes a text, or changes one. */
export function BlockForm({ of, begin, onClose }: FormProps) {
  const { person } = useMe()
  const [title, setTitle] = useState(begin.title)
  const [text, setText] = useState(begin.text)
  const [team, setTeam] = useState<string | null>(begin.team)
  const save = useAct('text-block.save', { done: 'Kept', after: onClose })
  const change = useAct('text-block.change', { done: 'Changed', after: onClose })
  const act = of ? change : save
  return (
    <Dialog title={of ? `Change “${of.title}”` : 'A text that is written often'} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          of
            ? change.mutate({ params: { block: of.id }, body: { title, text }, ifMatch: of.version })
            : save.mutate({ body: { title, text, team: team as never } })
        }
      >
        <TextInput
          label="Title"
          required
          maxLength={80}
          data-autofocus
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label="Text"
          description={`Filled in on each case: ${Object.keys(places)
            .map((place) => `{${place}}`)
            .join(' ')}`}
          required
          autosize
          minRows={5}
          maxRows={14}
          maxLength={10_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {!of && (
          <Select
            label="For"
            data={[
              { value: '', label: 'Myself' },
              ...person.teams.map((each) => ({ value: each, label: (teams as Readonly<Record<string, string>>)[each] ?? each })),
            ]}
            value={team ?? ''}
            onChange={(value) => setTeam(value || null)}
            allowDeselect={false}
          />
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Keep it
        </Send>
      </Form>
    </Dialog>
  )
}
