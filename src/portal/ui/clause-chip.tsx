import { Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi } from '../api.ts'

/** Titles are asked for once, when somebody first points at a clause. */
function useTitle(id: string, wanted: boolean): string {
  const clauses = useApi('clause.list', {}, { enabled: wanted, fresh: Number.POSITIVE_INFINITY })
  return clauses.data?.items.find((each) => each.id === id)?.title ?? (clauses.isFetching ? 'Loading' : 'Open the clause')
}

/** The id of a clause, which opens it. */
export function ClauseChip({ id }: { readonly id: string }) {
  const [wanted, setWanted] = useState(false)
  const title = useTitle(id, wanted)
  return (
    <Tooltip label={title} openDelay={150}>
      <Link
        to="/clauses/$clause"
        params={{ clause: id }}
        className="tag clause"
        aria-label={`Clause ${id}`}
        onMouseEnter={() => setWanted(true)}
        onFocus={() => setWanted(true)}
      >
        {id}
      </Link>
    </Tooltip>
  )
}

export function ClauseChips({ ids, most = 40 }: { readonly ids: readonly string[]; readonly most?: number }) {
  if (ids.length === 0) return null
  const shown = ids.slice(0, most)
  return (
    <span className="clauses">
      {shown.map((id) => (
        <ClauseChip key={id} id={id} />
      ))}
      {ids.length > shown.length && <span className="small dim">+{ids.length - shown.length} more</span>}
    </span>
  )
}
