import { Button, Group, NumberInput, Select, SimpleGrid, Stack, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type ExtraKind, extraKinds, extraTitles } from '../../requests/extra.ts'
import { useAct } from '../api.ts'
import { DateField, Dialog, Form, Send, serialsIn } from '../ui/form.tsx'
import { LanguageField } from './language-field.tsx'
import type { Whole } from './whole.ts'
import { blankWindow, type DraftWindow, WindowFields, windowBody } from './window-fields.tsx'

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** An instant as the local text that a window is edited in; with its offset where it would not be clear. */
const localText = (iso: string, zone: string): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso))
  return parts.replace(' ', 'T')
}

/** Writes a version of the task order, from what was asked or from the version before. */
export function QuoteDialog({ account, of, onClose }: { readonly account: string; readonly of: Whole; readonly onClose: () => void }) {
  const before = of.orders[0]
  const from = before ?? { ...of.wanted, quantity: of.wanted.quantity, engineer: '', assumptions: [], acceptance: [], note: '', extras: [] }
  const [quantity, setQuantity] = useState<number | string>(from.quantity)
  const [firstDay, setFirstDay] = useState(before?.firstDay ?? of.wanted.firstDay ?? '')
  const [devices, setDevices] = useState<string[]>([...from.devices])
  const [engineer, setEngineer] = useState(from.engineer)
  const [assumptions, setAssumptions] = useState(from.assumptions.join('\n'))
  const [acceptance, setAcceptance] = useState(from.acceptance.join('\n'))
  const [language, setLanguage] = useState(before?.language ?? of.wanted.language)
  const [note, setNote] = useState(from.note)
  const [planOn, setPlanOn] = useState(before?.planOn ?? '')
  const [flexible, setFlexible] = useState<number | string>(
    before?.payment.by === 'credits' && before.payment.family === 'FSC' ? before.payment.credits : '',
  )
  const [windows, setWindows] = useState<readonly DraftWindow[]>(
    from.windows.map(({ startsAt, endsAt, zone, mode, agreement }, at) => ({
      id: at + 1,
      starts: localText(startsAt, zone),
      ends: localText(endsAt, zone),
      zone,
      mode,
      agreement,
    })),
  )
  const [leftOut, setLeftOut] = useState<string[]>([...(before?.leftOut?.days ?? [])])
  const [gap, setGap] = useState(before?.leftOut?.agreement ?? '')
  const [extras, setExtras] = useState(before?.extras.map((each, id) => ({ ...each, id })) ?? [])
  const act = useAct('request.quote', { done: 'The task order is sent to the customer', after: onClose })
  return (
    <Dialog title={`Task order of ${of.number}`} opened onClose={onClose} size={720}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, request: of.number },
            body: {
              quantity: Number(quantity) || 1,
              firstDay,
              devices,
              engineer,
              language,
              windows: windows.map(windowBody),
              extras: extras.map(({ id: _, ...extra }) => extra),
              assumptions: lines(assumptions),
              acceptance: lines(acceptance),
              note,
              ...(leftOut.length > 0 ? { leftOut: { days: leftOut, agreement: gap } } : {}),
              ...(planOn ? { planOn } : {}),
              ...(flexible === '' ? {} : { flexible: Number(flexible) }),
            },
          })
        }
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput
            label="Quantity"
            description="Months, days or requests."
            min={1}
            allowDecimal={false}
            value={quantity}
            onChange={setQuantity}
          />
          <DateField
            label="First service day"
            description={windows.length > 0 ? 'That of the first window counts.' : 'A working day where the account is.'}
            required
            value={firstDay}
            onChange={(event) => setFirstDay(event.currentTarget.value)}
          />
          <DateField
            label="Ready by"
            description="For reviews and help with a case. Left out: ten working days after the first day. Other work is ready on its last day."
            value={planOn}
            onChange={(event) => setPlanOn(event.currentTarget.value)}
          />
          <NumberInput
            label="List price in FSC"
            description="Only where flexible credits pay. Left out, that of the price list."
            min={1}
            allowDecimal={false}
            value={flexible}
            onChange={setFlexible}
          />
        </SimpleGrid>
        <TextInput
          label="Engineer"
          description="Named for this request only; left out, somebody of the pool."
          value={engineer}
          onChange={(event) => setEngineer(event.currentTarget.value)}
        />
        <LanguageField value={language} onChange={setLanguage} />
        <TagsInput label="Devices" value={devices} onChange={(value) => setDevices(value.flatMap(serialsIn))} clearable />
        {windows.length === 0 && (
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TagsInput
              label="Days left out"
              description="Of what is bought by the day: working days between the others, such as 2026-04-22."
              value={leftOut}
              onChange={setLeftOut}
              clearable
              acceptValueOnBlur
            />
            {leftOut.length > 0 && (
              <TextInput
                label="Agreement to the gap"
                description="Its number: days follow on each other without one (MSP-6.d3)."
                maxLength={60}
                value={gap}
                onChange={(event) => setGap(event.currentTarget.value)}
              />
            )}
          </SimpleGrid>
        )}
        {windows.length > 0 ? (
          <WindowFields of={windows} onChange={setWindows} modes />
        ) : (
          <Group>
            <Button size="compact-sm" variant="default" onClick={() => setWindows([blankWindow('UTC')])}>
              With a window
            </Button>
          </Group>
        )}
        <Textarea
          label="Assumptions"
          description="One in a line."
          autosize
          minRows={2}
          value={assumptions}
          onChange={(event) => setAssumptions(event.currentTarget.value)}
        />
        <Textarea
          label="It is accepted when"
          description="One in a line."
          autosize
          minRows={2}
          value={acceptance}
          onChange={(event) => setAcceptance(event.currentTarget.value)}
        />
        <Stack gap="xs">
          {extras.map(({ id, kind, text, cents, currency }) => {
            const set = (part: Partial<(typeof extras)[number]>) =>
              setExtras(extras.map((each) => (each.id === id ? { ...each, ...part } : each)))
            return (
              <SimpleGrid key={id} cols={{ base: 1, xs: 4 }}>
                <Select
                  label="Further line"
                  data={extraKinds.map((value) => ({ value, label: extraTitles[value] }))}
                  value={kind}
                  onChange={(value) => set({ kind: (value ?? 'excess') as ExtraKind })}
                  allowDeselect={false}
                />
                <TextInput label="What" value={text} onChange={(event) => set({ text: event.currentTarget.value })} />
                <NumberInput
                  label="Price"
                  min={0}
                  decimalScale={2}
                  value={cents / 100}
                  onChange={(value) => set({ cents: Math.round(Number(value) * 100) })}
                />
                <TextInput
                  label="Currency"
                  value={currency}
                  maxLength={3}
                  onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
                />
              </SimpleGrid>
            )
          })}
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() =>
                setExtras([
                  ...extras,
                  { id: Math.max(0, ...extras.map(({ id }) => id)) + 1, kind: 'excess', text: '', cents: 0, currency: 'USD' },
                ])
              }
            >
              A further line of money
            </Button>
          </Group>
        </Stack>
        <Textarea label="Note" autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Sign and send it
        </Send>
      </Form>
    </Dialog>
  )
}
