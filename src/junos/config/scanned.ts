import type { Edit } from './columns.ts'

/** Where in the text to read, and the line that it begins on. */
export type Stretch = { readonly from: number; readonly to: number; readonly line: number }

/** What a scan gives beside the columns that it fills. */
export type Scanned = { readonly edits: Edit[]; readonly comments: { node: number; text: string }[]; line: number }
