/** What a reader of foreign text could not understand. It stays visible and never counts as a pass (design section 3.10). */
export type ReaderWarning = {
  /** Counted from 1; 0 when the form has no lines to name, such as JSON. */
  readonly line: number
  readonly message: string
}

/** A list of warnings that stays short whatever it is fed: the rest is counted, not kept. */
export type WarningList = {
  readonly add: (line: number, message: string) => void
  readonly all: () => readonly ReaderWarning[]
}

export const warningList = (most = 50): WarningList => {
  const kept: ReaderWarning[] = []
  let more = 0
  return {
    add: (line, message) => {
      if (kept.length < most) kept.push({ line, message })
      else more += 1
    },
    all: () => (more === 0 ? kept : [...kept, { line: 0, message: `${more} more warnings are left out.` }]),
  }
}

/** Foreign text shortened for a message. */
export const quoted = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return `"${line.length > 120 ? `${line.slice(0, 117)}...` : line}"`
}
