import { Alert, Button, Code, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { problemOf } from '../api.ts'
import { ClauseChips } from './clause-chip.tsx'
import { IconAlertTriangle, IconInbox, IconRefresh } from './icons.ts'

/** Nothing is here, and what to do about it. */
export function Empty({ title, children, action }: { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }) {
  return (
    <Stack align="center" gap={6} py={36} px="md" ta="center">
      <IconInbox size={28} stroke={1.4} aria-hidden color="var(--hf-dim)" />
      <Text fw={600}>{title}</Text>
      {children && (
        <Text size="sm" c="dimmed" maw={460}>
          {children}
        </Text>
      )}
      {action && <Group mt={8}>{action}</Group>}
    </Stack>
  )
}

/** What went wrong, what to do, and the number to tell the administrator. */
export function Problem({ error, again, title }: { readonly error: unknown; readonly again?: () => void; readonly title?: string }) {
  if (!error) return null
  const problem = problemOf(error)
  const { found, expected, toDo, fields, clauses, requestId } = problem
  return (
    <Alert
      color="red"
      variant="default"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={title ?? problem.title}
      styles={{
        root: { borderColor: 'var(--hf-danger-line)', background: 'var(--hf-danger-soft)' },
        title: { color: 'var(--hf-danger)' },
        icon: { color: 'var(--hf-danger)' },
      }}
    >
      <Stack gap={6}>
        {title && <Text size="sm">{problem.title}.</Text>}
        {found && <Text size="sm">Found: {found}.</Text>}
        {expected && <Text size="sm">Expected: {expected}.</Text>}
        {fields && fields.length > 0 && (
          <List size="sm">
            {fields.map(({ field, message }) => (
              <List.Item key={`${field} ${message}`}>
                <Code>{field.replace(/^body\./, '')}</Code> {message}
              </List.Item>
            ))}
          </List>
        )}
        {toDo && <Text size="sm">{toDo}</Text>}
        {clauses && clauses.length > 0 && <ClauseChips ids={clauses} />}
        {(again || requestId) && (
          <Group gap="md">
            {again && (
              <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={again}>
                Try again
              </Button>
            )}
            {requestId && (
              <Text size="xs" c="dimmed">
                Request {requestId}
              </Text>
            )}
          </Group>
        )}
      </Stack>
    </Alert>
  )
}

/** Grey lines where the page will be. */
export function Waiting({ lines = 6, label = 'Loading' }: { readonly lines?: number; readonly label?: string }) {
  return (
    <Stack gap={12} p="md" aria-busy="true" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <Skeleton key={index} height={14} width={`${92 - ((index * 17) % 40)}%`} />
      ))}
    </Stack>
  )
}

type LoadedProps<T> = {
  readonly query: UseQueryResult<T>
  readonly lines?: number
  /** The whole page waits for it: what went wrong is then its heading. */
  readonly page?: boolean
  readonly children: (data: T) => ReactNode
}

/** A query's answer, or that it is on its way, or what went wrong. */
export function Loaded<T>({ query, lines = 6, page = false, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error)
    return (
      <Stack gap="md">
        {page && <Title order={1}>{problemOf(query.error).title}</Title>}
        <Problem
          error={query.error}
          // what is not there will not be there when it is asked for again
          {...(problemOf(query.error).status === 404 ? {} : { again: () => void query.refetch() })}
          {...(page ? { title: 'This page cannot be shown' } : {})}
        />
      </Stack>
    )
  return <Waiting lines={lines} />
}
