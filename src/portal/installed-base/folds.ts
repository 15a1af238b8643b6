/** Where a text of brace form may be folded: for each line that opens a part, the line that closes it. Lines are counted from 0. */
export function foldsOf(lines: readonly string[]): ReadonlyMap<number, number> {
  const folds = new Map<number, number>()
  const open: number[] = []
  for (const [at, line] of lines.entries()) {
    const end = line.trimEnd()
    if (end.endsWith('{')) open.push(at)
    else if (/^\s*\}/.test(end)) {
      const from = open.pop()
      if (from !== undefined && at > from + 1) folds.set(from, at)
    }
  }
  return folds
}

/** The lines that are seen: those inside of what is folded are not. */
export function seenLines(count: number, folds: ReadonlyMap<number, number>, folded: ReadonlySet<number>): readonly number[] {
  const seen: number[] = []
  for (let at = 0; at < count; at += 1) {
    seen.push(at)
    const end = folded.has(at) ? folds.get(at) : undefined
    // the line that closes it stays, so that the braces are whole
    if (end !== undefined) at = end - 1
  }
  return seen
}

/** Lines that hold a text, whatever its capitals. */
export function linesWith(lines: readonly string[], wanted: string): readonly number[] {
  const text = wanted.trim().toLowerCase()
  return text === '' ? [] : lines.flatMap((line, at) => (line.toLowerCase().includes(text) ? [at] : []))
}
