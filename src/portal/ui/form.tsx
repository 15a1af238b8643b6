import { Autocomplete, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { type ComponentProps, type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import type { Picks } from './filters.ts'
import { usePicks } from './filters.ts'
import { IconSearch } from './icons.ts'
import { Problem } from './states.tsx'

type SearchProps = { readonly label: string; readonly placeholder?: string; readonly name?: string; readonly width?: number }

/** A search that stands in the address; `/` goes here. */
export function SearchBox({ label, placeholder, name = 'q', width = 280 }: SearchProps) {
  const [picks, pick] = usePicks()
  const [text, setText] = useState(picks[name] ?? '')
  const write = useDebouncedCallback((value: string) => pick({ [name]: value.trim() }), 250)
  useEffect(() => setText((before) => ((picks[name] ?? '') === before.trim() ? before : (picks[name] ?? ''))), [picks[name], name])
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      value={text}
      data-search
      className="search"
      w={width}
      maw="100%"
      leftSection={<IconSearch size={15} aria-hidden />}
      onChange={({ currentTarget: { value } }) => {
        setText(value)
        write(value)
      }}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}

/** What stands above a list: its filters, and at the end what is done with the list as a whole. */
export const Filters = ({ children, end }: { readonly children?: ReactNode; readonly end?: ReactNode }) => (
  <div className="filters noprint">
    {children}
    {end && <div className="end">{end}</div>}
  </div>
)

type PickProps = {
  readonly name: string
  readonly label: string
  readonly any: string
  readonly of: readonly { readonly value: string; readonly label: string }[]
  readonly width?: number
  readonly searchable?: boolean
}

/** A filter that stands in the address. Its name is read out; `any` says it to the eye. */
export function Pick({ name, label, any, of, width = 160, searchable = false }: PickProps) {
  const [picks, pick] = usePicks()
  return (
    <Select
      aria-label={label}
      searchable={searchable}
      data={[{ value: '', label: any }, ...of]}
      value={picks[name] ?? ''}
      onChange={(value) => pick({ [name]: value || undefined } as Picks)}
      w={width}
      allowDeselect={false}
    />
  )
}

type FormProps = { readonly onSubmit: () => void; readonly children: ReactNode; readonly label?: string }

/** A form that is sent by its button, by Enter in a line, or by Ctrl+Enter anywhere. */
export function Form({ onSubmit, children, label }: FormProps) {
  const send = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form
      onSubmit={send}
      noValidate
      {...(label ? { 'aria-label': label } : {})}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault()
          onSubmit()
        }
      }}
    >
      <Stack gap="md">{children}</Stack>
    </form>
  )
}

type SendProps = {
  readonly children: ReactNode
  readonly busy: boolean
  readonly error?: unknown
  readonly onCancel?: () => void
  readonly more?: ReactNode
  readonly color?: string
}

/** The end of a form: what went wrong, then the button. */
export function Send({ children, busy, error, onCancel, more, color }: SendProps) {
  return (
    <>
      <div aria-live="polite">{error ? <Problem error={error} /> : null}</div>
      <Group justify="flex-end">
        {more}
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button type="submit" loading={busy} {...(color ? { color } : {})}>
          {children}
        </Button>
      </Group>
    </>
  )
}

type DialogProps = {
  readonly title: string
  readonly opened: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  readonly size?: number | string
}

export function Dialog({ title, opened, onClose, children, size = 520 }: DialogProps) {
  useWayBack(opened)
  return (
    <Modal opened={opened} onClose={onClose} title={<Text fw={650}>{title}</Text>} size={size}>
      {children}
    </Modal>
  )
}

/** What was focused when a dialog came; of a menu, which is gone by then, the button that opened it. */
function openerOf(): HTMLElement | null {
  const menu = document.activeElement?.closest('[role=menu]')
  return menu ? document.querySelector(`[aria-controls="${menu.id}"]`) : (document.activeElement as HTMLElement | null)
}

/** Many dialogs are taken away rather than closed, or came from a menu: whoever works with keys then goes on where they were. */
function useWayBack(opened: boolean) {
  const [now, setNow] = useState(() => ({ opened, opener: openerOf() }))
  if (now.opened !== opened) setNow({ opened, opener: opened ? openerOf() : now.opener })
  useEffect(() => {
    if (!opened) return undefined
    return () => {
      setTimeout(() => {
        const { activeElement } = document
        if (activeElement === document.body || activeElement?.closest('[role=dialog]')) now.opener?.focus({ preventScroll: true })
      }, 30)
    }
  }, [opened, now.opener])
}

type ConfirmProps = {
  readonly title: string
  readonly children: ReactNode
  readonly act: string
  readonly busy: boolean
  readonly error?: unknown
  readonly opened: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
}

/** Asks before something that cannot be taken back. */
export const Confirm = ({ title, children, act, busy, error, opened, onClose, onConfirm }: ConfirmProps) => (
  <Dialog title={title} opened={opened} onClose={onClose} size={440}>
    <Form onSubmit={onConfirm}>
      <Text size="sm" component="div">
        {children}
      </Text>
      <Send busy={busy} error={error} onCancel={onClose} color="red.9">
        {act}
      </Send>
    </Form>
  </Dialog>
)

/** A calendar date, by the browser's own picker: it knows keyboards, screen readers and small screens. */
export const DateField = (props: ComponentProps<typeof TextInput>) => <TextInput type="date" {...props} />

const zones: readonly string[] = Intl.supportedValuesOf('timeZone')
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

export const ZoneField = (props: Omit<ComponentProps<typeof Autocomplete>, 'data'>) => (
  <Autocomplete data={[...zones]} limit={40} placeholder="Europe/Amsterdam" autoComplete="off" {...props} />
)

const regions = new Intl.DisplayNames(['en'], { type: 'region' })
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const countries: readonly { value: string; label: string }[] = letters
  .flatMap((a) => letters.map((b) => a + b))
  .flatMap((code) => {
    const name = regions.of(code)
    return !name ||
      name === code ||
      /^(EU|EZ|UN|ZZ|XA|XB|QO|SU|DD|YD|YU|CS|TP|ZR|BU|FX|NT|AN|UK|CP|DG|EA|IC|TA|AC|DY|HV|NH|RH|VD)$/.test(code)
      ? []
      : [{ value: code, label: `${name} (${code})` }]
  })
  .sort((a, b) => a.label.localeCompare(b.label))

type CountryProps = {
  readonly label: string
  readonly required?: boolean
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

export const CountryField = (props: CountryProps) => <Select data={[...countries]} searchable limit={60} placeholder="Choose" {...props} />

export const countryName = (code: string): string => regions.of(code) ?? code

/** Text that survives a reload, a crash and a sign-out: kept in this browser under a name. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const key = `holdfast.draft.${name}`
  const [text, setText] = useState(() => read(key))
  const write = (value: string) => {
    setText(value)
    try {
      if (value) localStorage.setItem(key, value)
      else localStorage.removeItem(key)
    } catch {
      // a browser that keeps nothing still lets people write
    }
  }
  return [text, write]
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

/** Several serials in one field: one on a line, or with commas. */
export const serialsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map((each) => each.toUpperCase()),
  ),
]

/** A group of controls with one name. */
export function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <fieldset aria-labelledby={id} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
      <Text id={id} size="sm" fw={500} mb={4} component="div">
        {label}
      </Text>
      {children}
    </fieldset>
  )
}
