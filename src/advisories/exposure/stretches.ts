type Stretch = { readonly key: string; readonly verdict: string; readonly since: number; readonly until: number | null }

/**
 * Stretches of one device that follow each other with the same verdict of the same record are one: a device that came to other cards, or
 * whose configuration became known, was exposed all the while. What decided is what decides last.
 */
export function joinStretches<Row extends Stretch>(rows: readonly Row[]): readonly Row[] {
  const joined: Row[] = []
  for (const of of Map.groupBy(rows, ({ key }) => key).values()) {
    let last: Row | undefined
    for (const row of of.toSorted((one, other) => one.since - other.since)) {
      const goesOn = last !== undefined && last.verdict === row.verdict && last.until !== null && last.until >= row.since
      if (!goesOn && last !== undefined) joined.push(last)
      last = goesOn ? { ...row, since: (last as Row).since } : row
    }
    if (last !== undefined) joined.push(last)
  }
  return joined.sort((one, other) => other.since - one.since || (one.key < other.key ? -1 : 1))
}
