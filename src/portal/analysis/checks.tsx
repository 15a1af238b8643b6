import { Button, Checkbox, Group, NumberInput, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { DateField, Dialog, Filters, Form, Pick, SearchBox, Send } from '../ui/form.tsx'
import { IconTrash } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { TitleButton } from '../ui/title-button.tsx'
import { Day, When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { FindingTag, severities } from './words.tsx'

type Check = Answer<'check.list'>['items'][number]
type Settings = Readonly<Record<string, number | readonly string[]>>
type Waiver = { readonly check: string; readonly device?: string; readonly path?: string; readonly reason: string; readonly until: string }
/** As it is written down, in a file or here. */
type Written = {
  readonly name: string
  readonly off: readonly string[]
  readonly parameters: Readonly<Record<string, Settings>>
  readonly waivers: readonly Waiver[]
}

const plain = (profile: unknown): Written => {
  const { name, off, only, parameters, waivers } = (profile ?? {}) as Partial<Written> & { only?: readonly string[] }
  return { name: name ?? 'standard', off: off ?? [], parameters: parameters ?? {}, waivers: waivers ?? [], ...(only ? { only } : {}) }
}

/** By what an account is checked: which checks, with which values, and what is accepted until when. Tried before it is kept. */
export function ChecksPage() {
  const { account } = usePath()
  const checks = useApi('check.list', {}, { fresh: 600_000 })
  const written = useApi('check-profile.read', { params: { account } })
  return (
    <Loaded query={checks} lines={12} page>
      {({ items }) => (
        <Loaded query={written} lines={12} page>
          {(found) => <Editor key={found.version} account={account} checks={items} of={found} />}
        </Loaded>
      )}
    </Loaded>
  )
}

type EditorProps = { readonly account: string; readonly checks: readonly Check[]; readonly of: Answer<'check-profile.read'> }

function Editor({ account, checks, of }: EditorProps) {
  const own = useMe().account.code === account
  const may = useMay()
  const [picks] = usePicks()
  const before = useMemo(() => plain(of.profile), [of.profile])
  const [now, setNow] = useState(before)
  const [explained, setExplained] = useState<Check>()
  const [waiving, setWaiving] = useState<Check>()
  const counts = useApi('finding.counts', { params: { account } })
  const preview = useAct('check-profile.preview', { changes: false })
  const write = useAct('check-profile.write', {
    done: 'The profile is kept; devices are checked by it from now on',
    after: () => preview.reset(),
  })
  const changed = JSON.stringify(now) !== JSON.stringify(before)
  const reason = may('check-profile.edit')
  const set = (part: Partial<Written>) => {
    setNow((was) => ({ ...was, ...part, name: (part.name ?? was.name) === 'standard' ? `of ${account}` : (part.name ?? was.name) }))
    preview.reset()
  }
  const undo = () => {
    setNow(before)
    preview.reset()
    write.reset()
  }
  const devicesBy = (answer: Pick<Answer<'finding.counts'>, 'checks'> | undefined) =>
    answer && new Map(answer.checks.map(({ id, devices }) => [id, devices]))
  const [today, tried] = [devicesBy(counts.data), devicesBy(preview.data)]
  const wanted = (picks.q ?? '').toLowerCase()
  const rows = checks.filter(
    (check) =>
      (wanted === '' || `${check.id} ${check.title} ${check.theme}`.toLowerCase().includes(wanted)) &&
      (picks.severity === undefined || check.severity === picks.severity) &&
      (picks.of === undefined || check.of === picks.of),
  )
  const columns: readonly Column<Check>[] = [
    {
      name: 'On',
      width: 60,
      brief: true,
      cell: ({ id, title }) => (
        <Checkbox
          aria-label={title}
          checked={!now.off.includes(id)}
          disabled={reason !== undefined}
          onChange={({ currentTarget: { checked } }) =>
            set({ off: checked ? now.off.filter((each) => each !== id) : [...now.off, id].sort() })
          }
        />
      ),
    },
    {
      name: 'Check',
      lead: true,
      cell: (check) => (
        <>
          <TitleButton onClick={() => setExplained(check)}>{check.title}</TitleButton>
          <div className="small dim">
            {check.id}, {check.theme.replace('-', ' ')}
          </div>
        </>
      ),
    },
    { name: 'Severity', width: 120, brief: true, cell: ({ severity }) => <FindingTag of={severity} /> },
    {
      name: 'Devices with findings',
      width: 150,
      right: true,
      cell: ({ id }) => {
        // what did not arrive is not nought
        if (!today) return <span className="dim">{counts.isError ? 'not known' : '…'}</span>
        const [is, would] = [today.get(id) ?? 0, tried?.get(id)]
        return tried && (would ?? 0) !== is ? (
          <>
            {is} → <b>{would ?? 0}</b>
          </>
        ) : (
          is
        )
      },
    },
    {
      name: 'Values',
      width: 280,
      cell: (check) => (
        <Values
          of={check}
          settings={now.parameters[check.id]}
          disabled={reason !== undefined}
          onChange={(settings) => set({ parameters: withSettings(now.parameters, check.id, settings) })}
        />
      ),
    },
    {
      name: 'Accept',
      width: 100,
      cell: (check) => (
        <Act variant="subtle" size="compact-sm" reason={reason} onClick={() => setWaiving(check)}>
          Accept
        </Act>
      ),
    },
  ]
  return (
    <Page
      title={own ? 'Checks' : `Checks of ${account}`}
      lead={
        <>
          Those of configurations look at what is in effect, those of health at what devices answered.{' '}
          {of.changedAt ? (
            <>
              Profile “{before.name}”, last changed by {of.changedBy} <When at={of.changedAt} />.
            </>
          ) : (
            'This account has no profile of its own: every check runs with its own values.'
          )}
        </>
      }
      crumbs={
        <TextLink to="/accounts/$account/devices" params={{ account }}>
          {own ? 'My devices' : `Devices of ${account}`}
        </TextLink>
      }
    >
      <Stack gap="md">
        {counts.error && !counts.data && <Problem error={counts.error} again={() => void counts.refetch()} />}
        {now.waivers.length > 0 && (
          <Card title="Accepted for now" flush>
            <DataTable
              caption="Findings that are accepted until a day"
              rows={now.waivers}
              rowKey={(row) => JSON.stringify(row)}
              empty={null}
              columns={[
                { name: 'Check', lead: true, cell: ({ check }) => check },
                { name: 'Where', cell: ({ device, path }) => [device, path].filter(Boolean).join(', ') || 'everywhere' },
                { name: 'Because', cell: ({ reason: why }) => why },
                { name: 'Until', brief: true, cell: ({ until }) => <Day on={until} /> },
                {
                  name: 'End it',
                  silent: true,
                  width: 60,
                  cell: (row) => (
                    <Act
                      variant="subtle"
                      size="compact-sm"
                      reason={reason}
                      aria-label={`End the acceptance of ${row.check}`}
                      onClick={() => set({ waivers: now.waivers.filter((each) => each !== row) })}
                    >
                      <IconTrash size={15} aria-hidden />
                    </Act>
                  ),
                },
              ]}
            />
          </Card>
        )}
        <Card label="Checks" flush>
          <Filters>
            <SearchBox label="Search" placeholder="Words or theme" />
            <Pick
              name="of"
              label="Looks at"
              any="Everything"
              of={[
                { value: 'configuration', label: 'Configurations' },
                { value: 'health', label: 'Health' },
              ]}
            />
            <Pick name="severity" label="Severity" any="All severities" of={severities.map((value) => ({ value, label: value }))} />
            <Text size="sm" c="dimmed" aria-live="polite">
              {countWords(rows.length, 'check')}
            </Text>
          </Filters>
          <DataTable
            caption="Checks of configurations and health"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            empty={<Empty title="No check fits">Search with another word, or take the filter away.</Empty>}
          />
          {changed && (
            // the list is long: what is not kept yet stays in sight beside what is done with it
            <section className="bulk" aria-label="Changes of the profile">
              {(write.error || preview.error) && <Problem error={write.error ?? preview.error} />}
              <Text size="sm" aria-live="polite" flex="1 1 320px">
                {preview.data ? (
                  <>
                    Tried on {countWords(preview.data.configurations, 'configuration')} and {countWords(preview.data.readings, 'reading')}:
                    where the number of devices changes, both are shown.
                    {preview.data.left > 0 &&
                      ` On ${preview.data.left} more it was not tried, so their findings are missing in the second number.`}
                  </>
                ) : (
                  'Not kept yet. Try it to see what it changes.'
                )}
              </Text>
              <Button variant="default" onClick={undo}>
                Undo
              </Button>
              <Button
                variant="default"
                loading={preview.isPending}
                onClick={() => preview.mutate({ params: { account }, body: { profile: now } })}
              >
                Try it
              </Button>
              <Button
                loading={write.isPending}
                onClick={() => write.mutate({ params: { account }, body: { profile: now }, ifMatch: of.version })}
              >
                Keep it
              </Button>
            </section>
          )}
        </Card>
      </Stack>
      {explained && <Explained of={explained} onClose={() => setExplained(undefined)} />}
      {waiving && (
        <WaiveDialog
          of={waiving}
          onClose={() => setWaiving(undefined)}
          onWaive={(waiver) => {
            set({ waivers: [...now.waivers, waiver] })
            setWaiving(undefined)
          }}
        />
      )}
    </Page>
  )
}

function withSettings(all: Written['parameters'], id: string, settings: Settings | undefined): Written['parameters'] {
  const { [id]: _, ...others } = all
  return settings === undefined ? others : { ...others, [id]: settings }
}

type ValuesProps = {
  readonly of: Check
  readonly settings: Settings | undefined
  readonly disabled: boolean
  readonly onChange: (settings: Settings | undefined) => void
}

/** The values of a check: what is as usual is not written down. */
function Values({ of, settings, disabled, onChange }: ValuesProps) {
  const names = Object.entries(of.parameters)
  if (names.length === 0) return <span className="dim">none</span>
  const put = (name: string, value: number | readonly string[]) => {
    const next = { ...settings, [name]: value }
    const usual = (each: string) => JSON.stringify(next[each]) === JSON.stringify(of.parameters[each]?.default)
    const own = Object.fromEntries(Object.entries(next).filter(([each]) => !usual(each)))
    onChange(Object.keys(own).length === 0 ? undefined : own)
  }
  return (
    <Stack gap={6}>
      {names.map(([name, parameter]) =>
        parameter.kind === 'number' ? (
          <NumberInput
            key={name}
            size="xs"
            label={parameter.what}
            min={parameter.least}
            max={parameter.most}
            disabled={disabled}
            value={(settings?.[name] as number | undefined) ?? parameter.default}
            onChange={(value) => typeof value === 'number' && put(name, value)}
          />
        ) : (
          <TagsInput
            key={name}
            size="xs"
            label={parameter.what}
            disabled={disabled}
            value={[...((settings?.[name] as readonly string[] | undefined) ?? parameter.default)]}
            onChange={(value) => put(name, value)}
          />
        ),
      )}
    </Stack>
  )
}

const Explained = ({ of, onClose }: { readonly of: Check; readonly onClose: () => void }) => (
  <Dialog title={of.title} opened onClose={onClose} size={560}>
    <Stack gap="sm">
      <Text size="sm">{of.why}</Text>
      <Text size="sm">
        <b>Looks at</b> <span className="mono">{of.looksAt.join(', ')}</span>
      </Text>
      <Text size="sm">
        <b>Source</b> {of.source.join('; ')}
      </Text>
    </Stack>
  </Dialog>
)

type WaiveProps = { readonly of: Check; readonly onClose: () => void; readonly onWaive: (waiver: Waiver) => void }

/** Why findings of a check are accepted, where, and until when. */
function WaiveDialog({ of, onClose, onWaive }: WaiveProps) {
  const [given, setGiven] = useState({ device: '', path: '', reason: '', until: '' })
  const field = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setGiven((before) => ({ ...before, [name]: value }))
    },
  })
  const ready = given.reason.trim() !== '' && given.until !== ''
  return (
    <Dialog title={`Accept findings: ${of.title}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          ready &&
          onWaive({
            check: of.id,
            reason: given.reason.trim(),
            until: given.until,
            ...(given.device.trim() ? { device: given.device.trim() } : {}),
            ...(given.path.trim() ? { path: given.path.trim() } : {}),
          })
        }
      >
        <Textarea label="Because" required autosize minRows={2} data-autofocus {...field('reason')} />
        <DateField label="Until, and with that day" required {...field('until')} />
        <Group grow align="flex-start">
          <TextInput label="Only on the host" placeholder="every device" {...field('device')} />
          <TextInput label="Only below" placeholder="every statement" {...field('path')} />
        </Group>
        <Text size="xs" c="dimmed">
          It counts once the profile is kept.
        </Text>
        <Send busy={false} onCancel={onClose}>
          Accept
        </Send>
      </Form>
    </Dialog>
  )
}
