import type { TextLine } from './text.ts'

/** One command of a session with the lines of its answer; the text ahead of the first command has none. */
export type Block = {
  readonly command: string | undefined
  readonly device: string | undefined
  /** Of the prompt, or of the first line where there is none. */
  readonly line: number
  readonly lines: readonly TextLine[]
  /** The answer as it came, from the line on which it begins, where the capture is one reply and nothing else. */
  readonly whole?: { readonly text: string; readonly line: number }
}

const mode = '(?:\\{(?:master|backup|primary|secondary|linecard|local|hold|disabled|lost|ineligible)[^}]{0,40}\\})'
const prompt = new RegExp(
  `^\\s*${mode}?(?:\\[(?:edit|vrf)[^\\]]{0,300}\\])?\\s*[\\w.+-]{1,64}@([\\w.-]{0,128})(?:\\s?[>#%]|:[^ ]{0,60}\\s?[#$%])(?:\\s(.{0,400})|)$`,
)
/** A device without a host name has the user alone in its prompt; only a show command makes sure of it. */
const barePrompt = /^\s*([\w.-]{1,128})\s?[>#%]\s{0,4}((?:run )?sh(?:ow?)? .{1,400})$/
/** A collector, or a person, may leave the command and cut the prompt away. */
const echo = /^\s*((?:run )?show(?: {1,4}[\w./:*-]{1,80}){1,12}(?:\s*\|.{1,120})?)\s*$/
const alone = new RegExp(`^\\s*(?:${mode}?(?:\\[edit[^\\]]{0,300}\\])?|-{2,3}\\(?more[^)]{0,20}\\)?-*)\\s*$`, 'i')
/** What a terminal says by itself; none of it is an answer. */
const banner =
  /^(?:[A-Z][a-z]{2} \d{2} \d{2}:\d{2}:\d{2}$|Last login: |--- JUNOS |(?:Entering|Exiting) configuration mode|Users currently editing|The configuration has been (?:changed|modified)|Connection to .{1,200} closed|logout$|commit complete|configuration check succeeds)/

/** `run show x`, `cli -c "show x"` and `show  x` as `show x`. */
const plain = (command: string): string =>
  command
    .trim()
    .replace(/^(?:run|cli(?: -c)?)\s+/, '')
    .replace(/^"(.{0,400})"$/, '$1')
    .replace(/\s+/g, ' ')

/** What a terminal adds and nobody typed: colours, the cursor going back over `---(more)---`, returns. */
const cleaned = (line: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals write them
  line.replace(/\u001B\[[0-9;?]{0,16}[A-Za-z]|[\u0007\u0008\r]/g, '').replace(/-{2,3}\(more[^)]{0,20}\)-{2,3}/g, '')

const startOf = (line: string, echoes: boolean): { device: string | undefined; command: string } | undefined => {
  if (line.length > 700) return undefined
  if (line.includes('@')) {
    const found = prompt.exec(line)
    if (found) return { device: found[1] || undefined, command: plain(found[2] ?? '') }
  }
  if (!line.includes('sh')) return undefined
  const bare = barePrompt.exec(line)
  // RSI of a device without a name says `root> show ...`: then root is the user.
  if (bare) return { device: bare[1] === 'root' ? undefined : bare[1], command: plain(bare[2]!) }
  const typed = echoes ? echo.exec(line) : null
  return typed ? { device: undefined, command: plain(typed[1]!) } : undefined
}

/** A capture of which every line begins a tag: one reply in XML, without a terminal around it. */
function wholeReply(text: string): Block | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals write them
  if (!/^\uFEFF?\s*<[?!A-Za-z]/.test(text) || !linesAreTags(text) || /[\u001B\u0007\u0008\r]/.test(text)) return undefined
  const start = text.indexOf('<')
  return {
    command: undefined,
    device: undefined,
    line: 1,
    whole: { text: text.slice(start), line: text.slice(0, start).split('\n').length },
    get lines() {
      return text.split('\n').map((line, index) => ({ number: index + 1, text: line }))
    },
  }
}

const [newline, space, openTag] = [10, 32, 60]
const isBlank = (code: number): boolean => (code <= space ? code !== newline : code > 127 && /\s/.test(String.fromCharCode(code)))

/** Whether each line but the first begins a tag, or is blank: a pattern would look at every letter, this looks at the beginnings alone. */
function linesAreTags(text: string): boolean {
  for (let end = text.indexOf('\n'); end >= 0; ) {
    let at = end + 1
    while (at < text.length && isBlank(text.charCodeAt(at))) at += 1
    const first = text.charCodeAt(at)
    if (at < text.length && first !== openTag && first !== newline) return false
    end = text.indexOf('\n', at)
  }
  return true
}

/** Cuts a capture at its prompts: a session of one device, a paste of several, or a support report with one command after the other. */
export const splitSession = (text: string): readonly Block[] => {
  const whole = wholeReply(text)
  if (whole) return [whole]
  const first = /\S/.exec(text)?.[0]
  const structured = first === '<' || (first === '{' && /^\s*\{\s*(?:"|\})/.test(text.slice(0, 4_000)))
  type Open = { command: string | undefined; device: string | undefined; line: number; lines: TextLine[]; begun: boolean }
  const blocks: Open[] = [{ command: undefined, device: undefined, line: 1, lines: [], begun: false }]
  const raw = text.replace(/^\uFEFF/, '').split('\n')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals write them
  const lines = /[\u001B\u0007\u0008\r]|\(more/.test(text) ? raw.map(cleaned) : raw
  // Where commands stand behind prompts, one that stands alone is a line of some answer.
  const echoes = !structured && !lines.some((line) => startOf(line, false)?.command)
  lines.forEach((line, index) => {
    const block = blocks.at(-1)!
    // most lines of XML: neither prompt nor echo nor banner begins so
    if (/^\s*</.test(line) && !block.command?.startsWith('<')) {
      block.lines.push({ number: index + 1, text: line })
      block.begun = true
      return
    }
    const start = startOf(line, echoes)
    // A second echo right below its prompt is the terminal's, not a second command.
    const again =
      !block.begun && block.command !== undefined && start?.device === undefined && line.length < 400 && block.command === plain(line)
    if (start && !again) blocks.push({ command: start.command, device: start.device, line: index + 1, lines: [], begun: false })
    else {
      const noise = again || (line.length < 400 && (alone.test(line) || banner.test(line.trim())))
      block.begun ||= !noise && line.trim() !== ''
      block.lines.push({ number: index + 1, text: noise ? '' : line })
    }
  })
  return blocks.filter(({ command, begun }, index) => (index > 0 && command !== '') || begun).map(({ begun: _, ...block }) => block)
}

/** Whether a typed command is `path`, each word of it perhaps shortened, and what stands behind it. */
export const argumentsOf = (command: string, path: string): string | undefined => {
  const [typed = ''] = command.split('|')
  const words = typed.trim().split(' ')
  const wanted = path.split(' ')
  if (words.length < wanted.length) return undefined
  const matches = wanted.every((word, index) => words[index]!.length >= 2 && word.startsWith(words[index]!.toLowerCase()))
  return matches ? words.slice(wanted.length).join(' ') : undefined
}

/** The pipe that leaves lines out of an answer, if there is one. */
export const filterOf = (command: string | undefined): string | undefined =>
  /\|\s*((?:match|except|find|last|count|trim|grep)\b[^|]{0,80})/.exec(command ?? '')?.[1]?.trim()
