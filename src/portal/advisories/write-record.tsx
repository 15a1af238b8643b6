import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useMay } from '../session.tsx'
import { Form, Labelled, Send } from '../ui/form.tsx'
import { IconPlus, IconTrash } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { kindWords } from './words.tsx'

type Stretch = {
  readonly id: number
  readonly product: string
  readonly platforms: string
  readonly from: string
  readonly fixedIn: string
}
const blank = (id: number): Stretch => ({ id, product: 'Junos OS', platforms: '', from: '', fixedIn: '' })

const partsOf = (text: string) =>
  text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)

/** A bug notification or a bulletin of the provider's own, written by hand; a draft until it is published. */
export function WriteRecordPage() {
  const may = useMay()
  const navigate = useNavigate()
  const [given, setGiven] = useState({
    number: '',
    kind: 'PBN' as keyof typeof kindWords,
    about: 'software' as 'software' | 'hardware',
    title: '',
    impact: 'major' as string | null,
    description: '',
    configuration: '',
    solution: '',
    workaround: '',
    defects: '',
    references: '',
  })
  const [stretches, setStretches] = useState<readonly Stretch[]>([blank(0)])
  const [publish, setPublish] = useState(false)
  const act = useAct('advisory.write', {
    done: publish ? 'Published; devices are matched now' : 'Kept as a draft',
    after: ({ key }) => void navigate({ to: '/advisories/$key', params: { key: key ?? given.number } }),
  })
  const text = (name: Exclude<keyof typeof given, 'kind' | 'about' | 'impact'>) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setGiven((before) => ({ ...before, [name]: value }))
    },
  })
  const change = (id: number, part: Partial<Stretch>) =>
    setStretches((all) => all.map((each) => (each.id === id ? { ...each, ...part } : each)))
  const send = () => {
    const affected = stretches
      // hardware is named by its platforms, and affected under every release where none is said
      .filter(
        ({ platforms, from, fixedIn }) =>
          from.trim() !== '' || fixedIn.trim() !== '' || (given.about === 'hardware' && platforms.trim() !== ''),
      )
      .map(({ product, platforms, from, fixedIn }) => ({
        product: product as 'Junos OS',
        platforms: partsOf(platforms),
        releases: from.trim() === '' && fixedIn.trim() === '' ? [] : [{ from: from.trim(), fixedIn: partsOf(fixedIn) }],
      }))
    const { configuration, defects, references, impact, ...rest } = given
    act.mutate({
      body: {
        publish,
        record: {
          ...rest,
          number: rest.number.trim().toUpperCase(),
          impact: impact as never,
          affected,
          configuration: configuration.trim() === '' ? [] : [configuration],
          defects: partsOf(defects),
          references: partsOf(references),
        },
      },
    })
  }
  const reason = may('advisory.edit')
  return (
    <Page
      title="Write a record"
      lead="A bug notification or a bulletin that no public register has. Customers see it once it is published; devices are matched at once."
      crumbs={<TextLink to="/advisories">Published records</TextLink>}
    >
      <Card label="Record">
        {reason !== undefined ? (
          <Text size="sm">You cannot write records: {reason}.</Text>
        ) : (
          <Form onSubmit={send}>
            <SimpleGrid cols={{ base: 1, sm: 4 }}>
              <TextInput label="Number" placeholder="PBN-1042" required data-autofocus {...text('number')} />
              <Select
                label="Kind"
                data={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
                value={given.kind}
                onChange={(kind) => setGiven((before) => ({ ...before, kind: (kind ?? 'PBN') as typeof before.kind }))}
                allowDeselect={false}
              />
              <Select
                label="About"
                data={[
                  { value: 'software', label: 'Software' },
                  { value: 'hardware', label: 'Hardware' },
                ]}
                value={given.about}
                onChange={(about) => setGiven((before) => ({ ...before, about: (about ?? 'software') as typeof before.about }))}
                allowDeselect={false}
              />
              <Select
                label="Impact"
                data={[
                  { value: 'critical', label: 'Critical' },
                  { value: 'major', label: 'Major' },
                  { value: 'minor', label: 'Minor' },
                ]}
                value={given.impact}
                onChange={(impact) => setGiven((before) => ({ ...before, impact }))}
                clearable
              />
            </SimpleGrid>
            <TextInput label="Title" required {...text('title')} />
            <Textarea label="What it is about" autosize minRows={3} {...text('description')} />
            <Labelled label="What is affected">
              <Stack gap="sm">
                {stretches.map(({ id, product, platforms, from, fixedIn }, at) => (
                  <Group key={id} gap="sm" align="flex-end" wrap="wrap">
                    <Select
                      label="Product"
                      data={['Junos OS', 'Junos OS Evolved']}
                      value={product}
                      onChange={(value) => change(id, { product: value ?? 'Junos OS' })}
                      allowDeselect={false}
                      w={170}
                    />
                    <TextInput
                      label="Platforms"
                      placeholder="every platform"
                      value={platforms}
                      onChange={(event) => change(id, { platforms: event.currentTarget.value })}
                      style={{ flex: '1 1 220px' }}
                    />
                    <TextInput
                      label="From release or branch"
                      placeholder="the first one"
                      value={from}
                      onChange={(event) => change(id, { from: event.currentTarget.value })}
                      w={180}
                    />
                    <TextInput
                      label="Fixed in"
                      placeholder="nothing yet"
                      value={fixedIn}
                      onChange={(event) => change(id, { fixedIn: event.currentTarget.value })}
                      style={{ flex: '1 1 180px' }}
                    />
                    <Button
                      variant="subtle"
                      aria-label={`Take line ${at + 1} away`}
                      disabled={stretches.length === 1}
                      onClick={() => setStretches((all) => all.filter((each) => each.id !== id))}
                    >
                      <IconTrash size={16} aria-hidden />
                    </Button>
                  </Group>
                ))}
                <Group>
                  <Button
                    variant="default"
                    size="compact-sm"
                    leftSection={<IconPlus size={14} aria-hidden />}
                    onClick={() =>
                      setStretches((all) => [
                        ...all,
                        { ...blank(Math.max(...all.map(({ id }) => id)) + 1), product: all.at(-1)?.product ?? 'Junos OS' },
                      ])
                    }
                  >
                    One line more
                  </Button>
                </Group>
                <Text size="xs" c="dimmed">
                  Platforms as people write them, with commas: MX Series with MPC10, EX4300. Several fixes, one for each line: 22.3R2-S2,
                  22.3R3-S1.
                </Text>
              </Stack>
            </Labelled>
            <Textarea
              label="Only with this configuration"
              description="Paths in brackets: [ protocols pim ]"
              autosize
              minRows={1}
              {...text('configuration')}
            />
            <Textarea label="What to do" autosize minRows={2} {...text('solution')} />
            <Textarea label="Until then" autosize minRows={2} {...text('workaround')} />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput label="Problem reports" placeholder="1719594, 1700001" {...text('defects')} />
              <TextInput label="Sources" placeholder="https://..." {...text('references')} />
            </SimpleGrid>
            <Checkbox
              label="Publish it now"
              description="Otherwise it is a draft that only the provider sees."
              checked={publish}
              onChange={(event) => setPublish(event.currentTarget.checked)}
            />
            <Send busy={act.isPending} error={act.error}>
              {publish ? 'Publish' : 'Keep as a draft'}
            </Send>
          </Form>
        )}
      </Card>
    </Page>
  )
}
