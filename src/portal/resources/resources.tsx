import { Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'

type Area = Answer<'resource.list'>['areas'][number]
type Item = Area['items'][number]
type Editing = { readonly area: Area['area']; readonly item: Item | undefined }

/** What the portal offers, in four areas: a customer finds it here, and staff add to it. */
export function ResourcesPage() {
  const staff = useMe().account.kind === 'provider'
  const may = useMay()
  const [editing, setEditing] = useState<Editing>()
  const query = useApi('resource.list', {})
  const reason = may('resource.edit')
  return (
    <Page
      title="Help yourself"
      lead={
        staff
          ? 'What customers find in the portal, in four areas. What is added here is there on its first day.'
          : 'Information, answers, tools and service options.'
      }
    >
      <Loaded query={query}>
        {({ areas }) => (
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {areas.map(({ area, title, items }) => (
              <Card
                key={area}
                title={title}
                aside={
                  reason === undefined && (
                    <Act
                      size="compact-sm"
                      variant="default"
                      leftSection={<IconPlus size={15} aria-hidden />}
                      aria-label={`Add to ${title}`}
                      onClick={() => setEditing({ area, item: undefined })}
                    >
                      Add
                    </Act>
                  )
                }
              >
                {items.length === 0 ? (
                  <Empty title="Nothing is added">Customers see the pages of the portal that belong here.</Empty>
                ) : (
                  <ul className="lines">
                    {items.map((item) => (
                      <li key={item.id ?? item.url}>
                        <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
                          <OneItem of={item} staff={staff} />
                          {reason === undefined && (
                            <Act
                              size="compact-sm"
                              variant="subtle"
                              style={{ flex: 'none' }}
                              aria-label={`Change ${item.title}`}
                              onClick={() => setEditing({ area, item })}
                            >
                              Change
                            </Act>
                          )}
                        </Group>
                      </li>
                    ))}
                  </ul>
                )}
              </Card>
            ))}
          </SimpleGrid>
        )}
      </Loaded>
      {editing && <EditDialog of={editing} onClose={() => setEditing(undefined)} />}
    </Page>
  )
}

const OneItem = ({ of, staff }: { readonly of: Item; readonly staff: boolean }) => (
  <Stack gap={2}>
    <a href={of.url} {...(of.url.startsWith('/') ? {} : { target: '_blank', rel: 'noreferrer' })}>
      {of.title}
    </a>
    {of.text && <Text size="sm">{of.text}</Text>}
    {staff && of.startsOn && (
      <Text size="xs" c="dimmed" component="div">
        from <Day on={of.startsOn} />
        {of.endsOn && (
          <>
            {' '}
            to <Day on={of.endsOn} />
          </>
        )}{' '}
        {of.service && <Tag>{of.service} only</Tag>}
      </Text>
    )}
  </Stack>
)

function EditDialog({ of: { area, item }, onClose }: { readonly of: Editing; readonly onClose: () => void }) {
  const services = useApi('offering.list', {})
  const [given, setGiven] = useState({
    title: item?.title ?? '',
    text: item?.text ?? '',
    url: item?.url ?? '',
    service: item?.service ?? '',
    startsOn: item?.startsOn ?? '',
    endsOn: item?.endsOn ?? '',
  })
  const set = (part: Partial<typeof given>) => setGiven({ ...given, ...part })
  const add = useAct('resource.add', { done: 'It is added', after: onClose })
  const edit = useAct('resource.edit', { done: 'It is changed', after: onClose })
  const act = item ? edit : add
  const submit = () => {
    const { startsOn, endsOn, service, ...rest } = given
    const body = { area, ...rest, service: service || null, endsOn: endsOn || null, ...(startsOn ? { startsOn } : {}) }
    if (item?.id) edit.mutate({ params: { resource: item.id }, body })
    else add.mutate({ body })
  }
  return (
    <Dialog title={item ? `Change ${item.title}` : 'Add something'} opened onClose={onClose}>
      <Form onSubmit={submit}>
        <TextInput
          label="Title"
          required
          value={given.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
          data-autofocus
        />
        <Textarea label="What it is for" value={given.text} onChange={(event) => set({ text: event.currentTarget.value })} />
        <TextInput
          label="Address"
          description="https://..., or a page of the portal such as /words."
          required
          value={given.url}
          onChange={(event) => set({ url: event.currentTarget.value })}
        />
        <Select
          label="Only with a running contract of"
          placeholder="for everybody"
          clearable
          data={[...new Set((services.data?.items ?? []).map(({ code }) => code))]}
          value={given.service || null}
          onChange={(service) => set({ service: service ?? '' })}
        />
        <Group grow align="flex-start">
          <DateField
            label="First day"
            description="Empty means today."
            value={given.startsOn}
            onChange={(event) => set({ startsOn: event.currentTarget.value })}
          />
          <DateField
            label="Last day"
            description="Empty means that it stays."
            value={given.endsOn}
            onChange={(event) => set({ endsOn: event.currentTarget.value })}
          />
        </Group>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          {item ? 'Change' : 'Add'}
        </Send>
      </Form>
    </Dialog>
  )
}
