import {
  ActionIcon,
  AppShell,
  Box,
  Burger,
  Group,
  Kbd,
  Menu,
  NavLink,
  ScrollArea,
  Stack,
  Table,
  Text,
  Tooltip,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { createLink, Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { type AnchorHTMLAttributes, lazy, type Ref, Suspense, useEffect, useState } from 'react'
import { lacks } from '../../parties/permissions.ts'
import { client } from '../api.ts'
import { useLiveStream } from '../live.ts'
import { Bell } from '../notifications/bell.tsx'
import { signInAgain, useMe } from '../session.tsx'
import { Dialog } from './form.tsx'
import { IconChevronDown, IconKeyboard, IconLogout, IconSearch, IconUser } from './icons.ts'
import { moveRow, openRow, useKeys } from './keys.ts'
import { Wordmark } from './logo.tsx'
import { useActsOfPage } from './page-acts.ts'
import { closedTo, placeOf, placesOf } from './places.ts'
import { SchemeButton } from './scheme.tsx'
import { Waiting } from './states.tsx'

const NotYours = lazy(async () => ({ default: (await import('./lost.tsx')).NotYours }))
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))
const openPalette = async () => (await import('./palette.tsx')).openPalette()

const Entry = createLink(
  (
    props: { label: string; leftSection?: React.ReactNode; onClick?: () => void; active?: boolean; ref?: Ref<HTMLAnchorElement> } & Omit<
      AnchorHTMLAttributes<HTMLAnchorElement>,
      'onChange'
    >,
  ) => (
    <NavLink
      component="a"
      {...props}
      py={6}
      px={10}
      style={{ borderRadius: 6 }}
      styles={{ label: { fontSize: '0.875rem' }, section: { marginInlineEnd: 9 } }}
    />
  ),
)

/** What every page stands in: header, menu, keys, palette, and the place where a reader of screens hears where it is. */
export function Frame() {
  const me = useMe()
  useLiveStream(lacks(me.person.roles, 'case.read') === undefined)
  const [open, { toggle, close }] = useDisclosure(false)
  const [help, helpSheet] = useDisclosure(false)
  const navigate = useNavigate()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const refused = closedTo(me, path)
  const groups = placesOf(me)
  const here = placeOf(
    path,
    groups.flatMap(({ places }) => places),
  )
  const goes = groups
    .flatMap(({ places }) => places)
    .flatMap(({ keys, to }) => (keys ? [[keys, () => void navigate({ to })] as const] : []))
  // not left to the palette, which is still on its way when somebody is quick; it works while typing too
  useHotkeys([['mod+K', () => void openPalette()]], [])
  useKeys({
    ...Object.fromEntries(goes),
    '/': () => {
      const search = document.querySelector<HTMLInputElement>('[data-search]')
      if (search) search.focus()
      else void openPalette()
    },
    '?': helpSheet.open,
    j: () => moveRow(1),
    k: () => moveRow(-1),
    o: openRow,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(close, [path])
  return (
    <AppShell
      header={{ height: 54 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !open } }}
      padding={{ base: 14, sm: 24 }}
      transitionDuration={0}
    >
      <a href="#main" className="skip">
        Skip to the content
      </a>
      <AppShell.Header px={{ base: 12, sm: 18 }}>
        <Group h="100%" justify="space-between" wrap="nowrap" gap="sm">
          <Group gap={8} wrap="nowrap">
            <Burger
              opened={open}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={open ? 'Close the menu' : 'Open the menu'}
              aria-expanded={open}
            />
            <Link to="/" aria-label="Holdfast, to the start" style={{ textDecoration: 'none', borderRadius: 6 }}>
              <Wordmark />
            </Link>
          </Group>
          <Group gap={6} wrap="nowrap">
            <UnstyledButton
              onClick={() => void openPalette()}
              visibleFrom="sm"
              px={12}
              h={34}
              w={{ sm: 240, md: 340 }}
              style={{ border: '1px solid var(--mantine-color-default-border)', borderRadius: 6, background: 'var(--hf-sunken)' }}
            >
              <Group justify="space-between" wrap="nowrap">
                <Group gap={8} wrap="nowrap">
                  <IconSearch size={15} aria-hidden color="var(--hf-dim)" />
                  <Text size="sm" c="dimmed">
                    Search or go to
                  </Text>
                </Group>
                <Kbd size="xs">Ctrl K</Kbd>
              </Group>
            </UnstyledButton>
            <ActionIcon
              variant="subtle"
              color="gray"
              c="var(--hf-ink)"
              size={36}
              hiddenFrom="sm"
              aria-label="Search or go to"
              onClick={() => void openPalette()}
            >
              <IconSearch size={19} aria-hidden />
            </ActionIcon>
            <Tooltip label="Keys (?)">
              <ActionIcon
                variant="subtle"
                color="gray"
                c="var(--hf-ink)"
                size={36}
                visibleFrom="sm"
                aria-label="Keys"
                onClick={helpSheet.open}
              >
                <IconKeyboard size={19} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Bell />
            <SchemeButton />
            <UserMenu />
          </Group>
        </Group>
        <Announcer path={path} />
      </AppShell.Header>
      <AppShell.Navbar aria-label="Main" p={10} className="menu" data-shut={!open}>
        <ScrollArea type="hover" scrollbarSize={6} viewportProps={{ tabIndex: -1 }}>
          <Stack gap={14} pb="md">
            {groups.map(({ title, places }) => (
              <div key={title}>
                <Text size="xs" fw={600} c="dimmed" px={10} mb={4}>
                  {title}
                </Text>
                {places.map(({ title: label, to, icon: Shape }) => (
                  <Entry
                    key={to}
                    to={to}
                    label={label}
                    leftSection={<Shape size={17} stroke={1.7} aria-hidden />}
                    active={to === here}
                    activeOptions={{ exact: true }}
                    {...(to === here ? { 'aria-current': 'page' as const } : {})}
                    onClick={close}
                  />
                ))}
              </div>
            ))}
          </Stack>
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} style={{ outline: 'none' }}>
        <Box maw={1280} mx="auto">
          <Suspense fallback={<Waiting />}>{refused === undefined ? <Outlet /> : <NotYours why={refused} />}</Suspense>
        </Box>
      </AppShell.Main>
      <Suspense>
        <Palette />
      </Suspense>
      <KeySheet opened={help} onClose={helpSheet.close} goes={groups.flatMap(({ places }) => places)} />
    </AppShell>
  )
}

/** Says the title of each new page, which a page that loads no document would not do by itself. */
function Announcer({ path }: { readonly path: string }) {
  const [said, setSaid] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: said anew for each path
  useEffect(() => {
    const timer = setTimeout(() => setSaid(document.title), 400)
    return () => clearTimeout(timer)
  }, [path])
  return (
    <VisuallyHidden>
      <div aria-live="polite">{said}</div>
    </VisuallyHidden>
  )
}

function UserMenu() {
  const me = useMe()
  const navigate = useNavigate()
  const leave = async () => {
    await client.call('session.sign-out', {}).catch(() => undefined)
    signInAgain()
  }
  return (
    <Menu position="bottom-end" width={250} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton px={8} h={36} style={{ borderRadius: 6 }} aria-label={`${me.person.name}, menu`}>
          <Group gap={6} wrap="nowrap">
            <IconUser size={18} aria-hidden />
            <Text size="sm" fw={500} visibleFrom="md" maw={180} truncate>
              {me.person.name}
            </Text>
            <IconChevronDown size={14} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Box px="sm" py={6}>
          <Text size="sm" fw={600}>
            {me.person.name}
          </Text>
          <Text size="xs" c="dimmed">
            {me.account.name || me.account.code}, {me.person.zone}
          </Text>
        </Box>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUser size={16} aria-hidden />} onClick={() => void navigate({ to: '/profile' })}>
          Profile
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

type SheetProps = {
  readonly opened: boolean
  readonly onClose: () => void
  readonly goes: readonly { readonly title: string; readonly keys?: string }[]
}

function KeySheet({ opened, onClose, goes }: SheetProps) {
  const acts = useActsOfPage()
  const rows: readonly (readonly [string, string])[] = [
    ...acts.flatMap(({ key, title }) => (key === undefined ? [] : [[key, `Here: ${title.toLowerCase()}`] as const])),
    ['Ctrl K', 'Go to anything; paste a serial to see its cover'],
    ['/', 'Search on this page'],
    ['j  k', 'Next and previous row'],
    ['Enter  o', 'Open the row'],
    ...goes.flatMap(({ title, keys }) => (keys ? [[keys, title] as const] : [])),
    ['x', 'In the queue: select the row'],
    ['a', 'Take the case, the row or what is selected'],
    ['c', 'In the queue: open a case'],
    ['p', 'On a case: log a contact'],
    ['h  w  l  m  u', 'On a case: hand over, watch, link, merge, change the priority'],
    ['@  /', 'In a note or a reply: name a colleague, put a text in'],
    ['r', 'On a case, or for a row: reply'],
    ['n', 'On a case, or for a row: internal note'],
    ['e', 'On a case, or for a row: ask for escalation'],
    ['j  k', 'On a case: next and previous in the view'],
    ['Esc', 'In the queue: select nothing'],
    ['m', 'In notices: mark the row as read'],
    ['Ctrl Enter', 'Send the form'],
    ['?', 'This sheet'],
  ]
  return (
    <Dialog title="Keys" opened={opened} onClose={onClose} size={460}>
      <Table verticalSpacing={5} withRowBorders={false}>
        <Table.Caption>
          <VisuallyHidden>Keys and what they do</VisuallyHidden>
        </Table.Caption>
        <Table.Tbody>
          {rows.map(([keys, title]) => (
            <Table.Tr key={keys + title}>
              <Table.Th scope="row" w={130} fw={400}>
                <Kbd size="sm">{keys}</Kbd>
              </Table.Th>
              <Table.Td>{title}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  )
}
