/**
 * What a terminal or a collector leaves around a configuration: prompts, echoed commands, banners, mode marks. Lines that
 * are one of these carry no statement.
 */

/** `{master:0}[edit]`, `{primary:node0}`: which engine or node answers, and where an editor stands. */
const mode = '(?:\\{(?:master|backup|primary|secondary|linecard|local|hold|disabled|lost|ineligible)(?::[^}]{1,20})?\\})'
const prompt = new RegExp(
  `^[ \\t]*${mode}?(?:\\[edit[^\\]]{0,300}\\])?[ \\t]*[A-Za-z0-9_.+-]{1,64}@([A-Za-z0-9_.:-]{1,128}?)(:[~/][^ #%>]{0,100})? ?(>|#|%)[ \\t]*(.{0,400})$`,
)
const label = /^([A-Za-z][A-Za-z0-9_.-]{0,63}):$/
const markers = new Set(['inactive', 'protect', 'replace', 'delete', 'active', 'unprotect'])

export type Noise =
  /** A prompt says who answers, and with the echoed command what: the path of `show configuration PATH`. */
  | { readonly kind: 'prompt'; readonly device: string; readonly command: string; readonly isEditor: boolean }
  /** `AN3:` on a line of its own, as people name the pieces of a paste. */
  | { readonly kind: 'label'; readonly device: string }
  | { readonly kind: 'noise'; readonly command: string }

const other = [
  new RegExp(`^${mode}?(?:\\[edit[^\\]]{0,300}\\])?$`),
  /^-{2,3}\(?more[^)]{0,20}\)?-*/i,
  /^-{3} JUNOS /,
  /^Last login: /,
  /^!?\s*RANCID-CONTENT-TYPE/,
  /^Connection to .{1,200} closed/,
  /^(?:configure(?: (?:private|exclusive|dynamic|batch))?|commit(?: .{1,200})?)$/,
  /^(?:Entering configuration mode|Exiting configuration mode|commit complete|load complete|configuration check succeeds)/,
]
const echo = /^(?:run[ \t]+)?show(?:[ \t]+configuration\b[^;{]{0,400}|[ \t]*\|[ \t]*[^;{]{0,400}|)$/

/** Says whether a line is none of the configuration; cheap for a line that is. */
export function noiseOf(line: string): Noise | undefined {
  const text = line.trim()
  if (text === '') return undefined
  const asked = text.includes('@') ? prompt.exec(text) : null
  if (asked) {
    const [, device = '', folder, sign, command = ''] = asked
    return { kind: 'prompt', device, command: plainCommand(command), isEditor: sign === '#' && folder === undefined }
  }
  const named = label.exec(text)
  if (named && !markers.has(named[1]!)) return { kind: 'label', device: named[1]! }
  if (echo.test(text)) return { kind: 'noise', command: text }
  return other.some((each) => each.test(text)) ? { kind: 'noise', command: '' } : undefined
}

/** What was typed, in full words; at the prompt of a shell it is handed to the other one. */
const plainCommand = (typed: string): string =>
  typed
    .trim()
    .replace(/^cli +-c +(["']?)(.*)\1$/, '$2')
    .replace(/^((?:run +)?)sh(?:ow?)? +conf(?:i[a-z]*)?\b/, '$1show configuration')

/** The words that a `show configuration` was narrowed to: its answer stands below them. */
export function pathShown(command: string): readonly string[] {
  const shown = /^(?:run[ \t]+)?show[ \t]+configuration\b([^|]*)/.exec(command)
  const words = (shown?.[1] ?? '').trim()
  return words === '' ? [] : words.split(/[ \t]+/).slice(0, 32)
}

export const verbs: ReadonlySet<string> = new Set([
  'set',
  'delete',
  'activate',
  'deactivate',
  'protect',
  'unprotect',
  'insert',
  'rename',
  'copy',
  'annotate',
  'replace',
  'wildcard',
  'edit',
  'top',
  'up',
  'exit',
  'quit',
])
