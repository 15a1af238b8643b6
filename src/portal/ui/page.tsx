import { Group, Text, Title, VisuallyHidden } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

type Props = {
  readonly title: string
  /** Shown instead of the plain title, such as with badges beside it. */
  readonly heading?: ReactNode
  readonly crumbs?: ReactNode
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page: its title in the tab and at the top, what can be done here, and its content. */
export function Page({ title, heading, crumbs, lead, actions, children }: Props) {
  useTitle(title)
  return (
    <>
      {crumbs && (
        <nav aria-label="Where this is">
          <Group gap={6} mb={4} className="small dim noprint">
            {crumbs}
          </Group>
        </nav>
      )}
      <Group justify="space-between" align="flex-start" gap="md" mb="md">
        <div style={{ minWidth: 0, flex: '1 1 320px' }}>
          <Title order={1} className="break">
            {heading ?? title}
          </Title>
          {lead && (
            <Text size="sm" c="dimmed" mt={4} maw={820} component="div">
              {lead}
            </Text>
          )}
        </div>
        {actions && (
          <Group gap="xs" className="noprint">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </>
  )
}

/** Says in the tab where this is; a reader of screens hears it too, from the announcer of the frame. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Holdfast`
  }, [title])
}

type CardProps = {
  readonly title?: ReactNode
  readonly aside?: ReactNode
  readonly flush?: boolean
  readonly children: ReactNode
  readonly label?: string
}

/** A piece of a page with a heading. `flush` for tables, which bring their own room. */
export function Card({ title, aside, flush = false, children, label }: CardProps) {
  return (
    <section className="card" {...(label ? { 'aria-label': label } : {})}>
      {title && (
        <header>
          <Title order={2} size="h3">
            {title}
          </Title>
          {aside && <Group gap="xs">{aside}</Group>}
        </header>
      )}
      {!title && label && (
        <VisuallyHidden>
          <h2>{label}</h2>
        </VisuallyHidden>
      )}
      {flush ? children : <div className="body">{children}</div>}
    </section>
  )
}

/** Names with their values; `two` pairs to a line where there is room. A value that is nothing is left out. */
export function Facts({
  of,
  two = false,
}: {
  readonly of: readonly (readonly [name: string, value: ReactNode])[]
  readonly two?: boolean
}) {
  return (
    <dl className={two ? 'facts two' : 'facts'}>
      {of
        .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false)
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
