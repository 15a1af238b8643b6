import { Button, Group, Skeleton, VisuallyHidden } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { type CSSProperties, Fragment, type ReactNode } from 'react'
import { usePicks } from './filters.ts'
import { IconChevronDown, IconChevronUp } from './icons.ts'
import { Problem } from './states.tsx'

export type Column<Row> = {
  readonly name: string
  readonly cell: (row: Row) => ReactNode
  /** Sorts by it; only for lists that are shown whole. */
  readonly sort?: (row: Row) => string | number
  readonly right?: boolean
  /** Stands at the top of the card on a narrow screen, without its name. */
  readonly lead?: boolean
  /** On a narrow screen it stands in one line with the other brief ones, without its name. */
  readonly brief?: boolean
  /** Left out on a narrow screen. */
  readonly wide?: boolean
  readonly width?: number | string
  /** Its name is read out and not shown. */
  readonly silent?: boolean
}

type Props<Row> = {
  /** Says what the table lists; read out, and shown only when `captioned`. */
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  readonly empty: ReactNode
  readonly scroll?: boolean
  /** What is unfolded under a row, over its whole width; nothing while it is folded. */
  readonly below?: (row: Row) => ReactNode
}

const sorted = <Row,>(rows: readonly Row[], columns: readonly Column<Row>[], sort: string | undefined): readonly Row[] => {
  const name = sort?.replace(/^-/, '')
  const by = columns.find((column) => column.name === name)?.sort
  if (!by) return rows
  const sign = sort?.startsWith('-') ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)]
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y)))
  })
}

/** A table that is a list of cards where its columns have no room. Its order is in the address. */
export function DataTable<Row>({ caption, columns, rows, rowKey, empty, scroll = false, below }: Props<Row>) {
  const [{ sort }, pick] = usePicks()
  if (rows?.length === 0) return <>{empty}</>
  const shown = rows && sorted(rows, columns, sort)
  const table = (
    <table className={scroll ? 'table' : 'table cards'} aria-busy={rows === undefined}>
      <caption>
        <VisuallyHidden>{caption}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          {columns.map(({ name, sort: by, right, width, silent }) => {
            const now = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined
            return (
              <th
                key={name}
                scope="col"
                style={width === undefined ? undefined : { width }}
                {...(right ? { 'data-align': 'right' } : {})}
                {...(by && now ? { 'aria-sort': now } : {})}
              >
                {by ? (
                  <button type="button" className="sort" onClick={() => pick({ sort: now === 'ascending' ? `-${name}` : name })}>
                    {name}
                    {now === 'ascending' && <IconChevronUp size={13} aria-hidden />}
                    {now === 'descending' && <IconChevronDown size={13} aria-hidden />}
                  </button>
                ) : silent ? (
                  <VisuallyHidden>{name}</VisuallyHidden>
                ) : (
                  name
                )}
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody>
        {shown
          ? shown.map((row) => {
              const more = below?.(row)
              return (
                <Fragment key={rowKey(row)}>
                  <tr>
                    {columns.map(({ name, cell, right, lead, brief, wide }) => (
                      <td
                        key={name}
                        data-label={name}
                        className={lead ? 'lead' : brief ? 'brief' : wide ? 'wide' : undefined}
                        {...(right ? { 'data-align': 'right' } : {})}
                      >
                        <div>{cell(row)}</div>
                      </td>
                    ))}
                  </tr>
                  {more && (
                    <tr className="below">
                      <td colSpan={columns.length}>{more}</td>
                    </tr>
                  )}
                </Fragment>
              )
            })
          : ['a', 'b', 'c', 'd', 'e', 'f'].map((line) => (
              <tr key={line}>
                {columns.map(({ name }) => (
                  <td key={name} data-label={name}>
                    <Skeleton height={13} width="70%" />
                  </td>
                ))}
              </tr>
            ))}
      </tbody>
    </table>
  )
  if (!scroll)
    return (
      <div className="listed" style={{ '--columns': columns.length } as CSSProperties}>
        {table}
      </div>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={caption}>
      {table}
    </section>
  )
}

type ListProps<Row> = Omit<Props<Row>, 'rows'> & {
  readonly query: UseQueryResult<{ readonly items: readonly Row[]; readonly next?: string | null }>
  readonly keep?: (row: Row) => boolean
}

/** A table of a list operation, with its pages. */
export function ListTable<Row>({ query, keep, ...table }: ListProps<Row>) {
  const [{ after }, pick] = usePicks()
  if (query.error && query.data === undefined)
    return (
      <div style={{ padding: 16 }}>
        <Problem error={query.error} again={() => void query.refetch()} />
      </div>
    )
  const { items, next } = query.data ?? {}
  return (
    <>
      <DataTable {...table} rows={keep ? items?.filter(keep) : items} />
      {(after || next) && (
        <Group justify="space-between" p="xs" px="md" style={{ borderTop: '1px solid var(--hf-line)' }}>
          {after ? (
            <Button size="compact-sm" variant="default" onClick={() => pick({ after: undefined }, { push: true })}>
              First page
            </Button>
          ) : (
            <span className="small dim">{items && `The first ${items.length}`}</span>
          )}
          {next ? (
            <Button size="compact-sm" variant="default" onClick={() => pick({ after: next }, { push: true })}>
              Next page
            </Button>
          ) : (
            <span className="small dim">The end of the list</span>
          )}
        </Group>
      )}
    </>
  )
}
