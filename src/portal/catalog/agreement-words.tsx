import { Button, Group, Select, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { When } from '../ui/when.tsx'

type Listed = Answer<'agreement-word.list'>
type Entered = Listed['items'][number]
type Given = Pick<Entered, 'agreement' | 'version' | 'term' | 'meaning'>

const agreements: readonly Entered['agreement'][] = ['MPLA', 'EUSA', 'EULA', 'script-licence', 'user-guide']

/** What agreements say that words mean, and which words of the chosen service nothing explains yet (ACP-1.p4, MSP-1.p12). */
export function AgreementWords({ service }: { readonly service: string | undefined }) {
  const may = useMay()
  const staff = useMe().account.kind === 'provider'
  const bar = may('policy.edit')
  const [given, setGiven] = useState<Partial<Given>>()
  const query = useApi('agreement-word.list', { query: { service } }, { keep: true })
  const agreement = query.data?.agreement as Entered['agreement'] | null | undefined
  const begin = (term: string) => setGiven({ term, ...(agreement ? { agreement } : {}), version: query.data?.items[0]?.version ?? '' })
  const columns: readonly Column<Entered>[] = [
    { name: 'Word', lead: true, width: 180, cell: ({ term }) => <b>{term}</b> },
    { name: 'Meaning', cell: ({ meaning }) => meaning },
    { name: 'Agreement', width: 140, cell: (row) => `${row.agreement}, version ${row.version}` },
    {
      name: 'Entered',
      width: 140,
      cell: ({ enteredBy, enteredAt }) => (
        <Text size="sm" c="dimmed" component="div">
          {enteredBy} <When at={enteredAt} />
        </Text>
      ),
    },
    ...(bar === undefined
      ? [
          {
            name: 'Act',
            width: 100,
            cell: (row: Entered) => (
              <Button size="compact-sm" variant="default" onClick={() => setGiven(row)}>
                Correct
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <Card
      title="Words of agreements"
      flush
      aside={
        staff && (
          <Act size="compact-sm" variant="default" reason={bar} onClick={() => begin('')}>
            Enter a word
          </Act>
        )
      }
    >
      <Loaded query={query} lines={3}>
        {(found) => (
          <>
            <DataTable
              caption="Words that agreements explain"
              columns={columns}
              rows={found.items}
              rowKey={(row) => `${row.agreement} ${row.version} ${row.term}`}
              empty={
                <Empty title="No word was entered">
                  What a service leaves open has the meaning of its agreement, in the version that a contract pins.
                </Empty>
              }
            />
            {bar === undefined && found.undefined.length > 0 && (
              <Group gap={6} p="md">
                <Text size="sm">Explained by neither text yet:</Text>
                {found.undefined.map((term) => (
                  <Button key={term} size="compact-xs" variant="default" onClick={() => begin(term)}>
                    {term}
                  </Button>
                ))}
              </Group>
            )}
          </>
        )}
      </Loaded>
      {given && <Enter from={given} onClose={() => setGiven(undefined)} />}
    </Card>
  )
}

function Enter({ from, onClose }: { readonly from: Partial<Given>; readonly onClose: () => void }) {
  const [given, setGiven] = useState({
    agreement: from.agreement ?? 'EUSA',
    version: from.version ?? '',
    term: from.term ?? '',
    meaning: from.meaning ?? '',
  })
  const act = useAct('agreement-word.enter', { done: ({ term }) => `${term} is explained`, after: onClose })
  const text = (name: 'version' | 'term' | 'meaning') => ({
    value: given[name],
    onChange: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      setGiven((before) => ({ ...before, [name]: value })),
  })
  return (
    <Dialog title="What an agreement says of a word" opened onClose={onClose} size={560}>
      <Form onSubmit={() => act.mutate({ body: given })}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            label="Agreement"
            data={[...agreements]}
            value={given.agreement}
            onChange={(agreement) =>
              setGiven((before) => ({ ...before, agreement: (agreement ?? before.agreement) as Given['agreement'] }))
            }
            allowDeselect={false}
          />
          <TextInput label="Version" required placeholder="2026-01" {...text('version')} />
        </SimpleGrid>
        <TextInput label="Word" required {...text('term')} />
        <Textarea label="Meaning" required autosize minRows={3} {...text('meaning')} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Enter it
        </Send>
      </Form>
    </Dialog>
  )
}
