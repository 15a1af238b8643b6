import type { XmlNode } from '../xml.ts'
import type { Notes } from './fields.ts'

/**
 * Text as the tree of its XML, by rules for lines. The named groups of a pattern are the elements that it gives, in camel
 * case: `(?<peerAs>\d+)` is `<peer-as>`, `cpu_1min` is `<cpu-1min>`. Patterns see a line without the blanks around it.
 */

export type TextLine = { readonly number: number; readonly text: string }

export type Rule =
  | { readonly kind: 'opens'; readonly element: string; readonly pattern: RegExp; readonly within: string | undefined }
  | { readonly kind: 'says'; readonly pattern: RegExp; readonly at: string | undefined; readonly into: string | undefined }
  | { readonly kind: 'labels'; readonly pattern: RegExp; readonly at: string | undefined }
  | { readonly kind: 'skips'; readonly pattern: RegExp }

/** A line that begins an element, below the root or `within` another that is open. */
export const opens = (element: string, pattern: RegExp, within?: string): Rule => ({ kind: 'opens', element, pattern, within })

/**
 * A line that says something of the element that is open, or of `at`, which closes those inside it; `into` a child of it.
 * More than one such rule may read the same line.
 */
export const says = (pattern: RegExp, { at, into }: { at?: string; into?: string } = {}): Rule => ({ kind: 'says', pattern, at, into })

/** A line whose own words name the element: groups `label` and `value`; `Laser rx power` is `<laser-rx-power>`. */
export const labels = (pattern: RegExp, at?: string): Rule => ({ kind: 'labels', pattern, at })

/** A line that is well known and not read: headings, rules, totals. */
export const skips = (pattern: RegExp): Rule => ({ kind: 'skips', pattern })

/** A row of a command is far shorter; what is longer is no row and could only cost time. */
const longestLine = 1_000

type Draft = { name: string; attributes: XmlNode['attributes']; text: string; children: Draft[]; line: number }

const draft = (name: string, line: number, text = ''): Draft => ({ name, attributes: {}, text, children: [], line })

const elementName = (group: string): string => group.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-')

type Groups = Readonly<Record<string, string | undefined>>

const addGroups = (to: Draft, groups: Groups = {}, line: number): void => {
  for (const [group, value] of Object.entries(groups))
    if (value !== undefined && value.trim() !== '') to.children.push(draft(elementName(group), line, value.trim()))
}

const addLabelled = (to: Draft, { label = '', value = '' }: Groups = {}, line: number): void => {
  const name = label.trim().toLowerCase()
  to.children.push(draft(name.replace(/[^a-z0-9]+/g, '-'), line, value.trim()))
}

/**
 * Reads lines by rules into the tree below `root`. A line that no rule knows is given to `missed`. A line that opens an
 * element may open one inside it by a later rule, and says no more.
 */
export const readLines = (
  root: string,
  rules: readonly Rule[],
  lines: readonly TextLine[],
  notes: Notes,
  missed: (line: TextLine) => void,
): XmlNode => {
  const top = draft(root, lines[0]?.number ?? 1)
  /** The elements that are open, from the root inwards. */
  let open: Draft[] = [top]
  /** The child of each element that rules write `into`. */
  const inner = new WeakMap<Draft, Map<string, Draft>>()
  const innerOf = (of: Draft, name: string, line: number): Draft => {
    const own = inner.get(of) ?? new Map<string, Draft>()
    inner.set(of, own)
    const found = own.get(name) ?? draft(name, line)
    if (!own.has(name)) of.children.push(found)
    own.set(name, found)
    return found
  }
  const depthOf = (name: string | undefined, without: number): number =>
    name === undefined ? without : open.findLastIndex((each) => each.name === name)

  for (const { number, text } of lines) {
    const line = text.trim()
    if (line === '') continue
    if (line.length > longestLine) {
      notes.warn(number, `A line of ${line.length} characters is left out, expected at most ${longestLine}.`)
      continue
    }
    let done: Rule['kind'] | undefined
    for (const rule of rules) {
      if (done === 'skips') break
      if (done !== undefined && rule.kind === 'skips') continue
      if (done === 'opens' && !(rule.kind === 'opens' && rule.within === open.at(-1)!.name)) continue
      if (done === 'says' && rule.kind === 'opens') continue
      const depth = rule.kind === 'skips' ? 0 : rule.kind === 'opens' ? depthOf(rule.within, 0) : depthOf(rule.at, open.length - 1)
      const found = depth < 0 ? null : rule.pattern.exec(line)
      if (!found) continue
      done = rule.kind === 'labels' ? 'says' : rule.kind
      if (rule.kind === 'skips') continue
      open = open.slice(0, depth + 1)
      const at = open[depth]!
      if (rule.kind === 'opens') {
        const element = draft(rule.element, number)
        addGroups(element, found.groups, number)
        at.children.push(element)
        open.push(element)
      } else if (rule.kind === 'labels') addLabelled(at, found.groups, number)
      else addGroups(rule.into === undefined ? at : innerOf(at, rule.into, number), found.groups, number)
    }
    if (done === undefined) missed({ number, text: line })
  }
  return top
}

const rule = /^\s*-{10,}\s*$/
const engineName = /^\s*([A-Za-z][\w-]{0,30}):\s*$/

/** Clusters, virtual chassis and both engines answer after each other: `node0:` above a line of dashes. */
export const engineSections = (
  lines: readonly TextLine[],
): readonly { readonly engine: string | undefined; readonly lines: readonly TextLine[] }[] => {
  const sections: { engine: string | undefined; lines: TextLine[] }[] = [{ engine: undefined, lines: [] }]
  lines.forEach((line, index) => {
    const name = engineName.exec(line.text)?.[1]
    if (name !== undefined && rule.test(lines[index + 1]?.text ?? '')) sections.push({ engine: name, lines: [] })
    else if (!(rule.test(line.text) && sections.at(-1)!.lines.length === 0)) sections.at(-1)!.lines.push(line)
  })
  const told = sections.filter((section) => section.engine !== undefined || section.lines.some(({ text }) => text.trim() !== ''))
  return told.length > 0 ? told : sections
}
