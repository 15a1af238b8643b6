/**
 * The house rules as a function from source files to violations. What is imported is found with a pattern over `import`
 * and `export ... from` and not with the TypeScript API, because TypeScript 7 has none and tools built on the old one see
 * no module at all and call that a success. The formatter writes every import in one way, so the pattern is enough; the
 * test proves it with planted files, and proves that every file was looked at.
 */

export type Violation = { readonly rule: Rule; readonly file: string; readonly text: string }

export type Rule =
  | 'every file has a place'
  | 'slices import downwards only'
  | 'only reserved files touch the world'
  | 'a slice is entered by its pure files and its service'
  | 'infrastructure knows no slice'
  | 'the portal knows pure files and the client'
  | 'nobody imports a root'
  | 'pure files have no clock, no dice and no I/O'
  | 'now is an argument'
  | 'imports name files that exist'
  | 'imports run in no circle'
  | 'no enums'
  | 'an event is read at once'
  | 'no default exports'
  | 'files are read whole'

/** A slice imports from lower rungs only, never from a neighbour on its own. Adapted from the first plan: docs/decisions/0006. */
const ladder: readonly (readonly string[])[] = [
  ['lib'],
  ['calendar', 'catalog', 'documents', 'junos', 'parties'],
  ['decisions', 'installed-base'],
  ['contracts'],
  ['charges', 'credits', 'advisories', 'duties', 'onboarding', 'resources'],
  ['entitlement', 'analysis'],
  ['requests', 'contacts', 'software'],
  ['cases', 'changes'],
  ['escalation', 'detection', 'meetings', 'guidance'],
  ['reports', 'notifications'],
]
const rungs = new Map(ladder.flatMap((slices, rung) => slices.map((slice) => [slice, rung] as const)))
export const slices: readonly string[] = [...rungs.keys()].filter((slice) => slice !== 'lib')

/** What infrastructure may know of itself, besides lib. */
const infrastructure: Readonly<Record<string, readonly string[]>> = { db: [], http: ['db'], jobs: ['db'] }

/** Files that put the parts together know everything; nothing knows them. */
const isRoot = (file: string) => /^src\/(?:(?:server|worker|assemble|settings)\.ts$|(?:cli|world)\/)/.test(file)

const reservedNames = /\/(?:store|gateway|service|routes|jobs)\.ts$/
const isReserved = (file: string) => reservedNames.test(file)

/** Packages that compute and do nothing else. */
const purePackages = new Set(['zod', 'yaml', 'ical-generator', 'ical.js'])
const assetEndings = /\.(?:css|json|svg|png|woff2)$/
/** Tools that ask for a default export. */
const mayExportDefault = /(?:^|\/)vite\.config\.ts$/

export const longestFile = 600
export const longFile = 400

type Place =
  | { readonly kind: 'lib' | 'client' | 'portal' | 'root' }
  | { readonly kind: 'infrastructure' | 'slice'; readonly name: string }
  | { readonly kind: 'collector' }
  | undefined

export function placeOf(file: string): Place {
  if (isRoot(file)) return { kind: 'root' }
  const folder = /^src\/([^/]+)\//.exec(file)?.[1]
  if (folder === undefined || !/\.tsx?$/.test(file)) return undefined
  if (folder === 'lib' || folder === 'client' || folder === 'portal' || folder === 'collector') return { kind: folder }
  if (folder in infrastructure) return { kind: 'infrastructure', name: folder }
  return rungs.has(folder) ? { kind: 'slice', name: folder } : undefined
}

/** Same input, same output: what the portal and the command line may share with the server. */
export function isPure(file: string): boolean {
  const place = placeOf(file)
  return place?.kind === 'lib' || (place?.kind === 'slice' && !isReserved(file))
}

const importPattern = /^(?:import|export)\s(?:[\w\s{},*$]*?\sfrom\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm

/** What a file imports: modules as written. */
export const importsOf = (text: string): readonly string[] =>
  [...withoutComments(text).matchAll(importPattern)].map(([, statement, call]) => statement ?? call ?? '')

const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}|[^`\\])*`|(?<=(?:^|[(,=:[!&|?{};]|return|=>)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/gm

const withoutComments = (text: string) => text.replace(token, (found) => (found.startsWith('//') || found.startsWith('/*') ? ' ' : found))

/** Code without comments, texts and patterns; what stands in `${}` of a template is code and stays. */
export const codeOf = (text: string): string =>
  text.replace(token, (found) => {
    if (!found.startsWith('`')) return found.startsWith('/') ? ' ' : "''"
    return ` ${[...found.matchAll(/\$\{((?:[^{}]|\{[^{}]*\})*)\}/g)].map(([, inner = '']) => codeOf(inner)).join(';')} `
  })

/** The texts of a file: where SQL stands. */
const textsOf = (text: string): readonly string[] =>
  [...text.matchAll(token)].map(([found]) => found).filter((found) => /^['"`]/.test(found))

const worldly: readonly (readonly [RegExp, string])[] = [
  [/\bperformance\s*\./, 'performance'],
  [/\bprocess\s*\./, 'process'],
  [/\bfetch\s*\(/, 'fetch('],
  [/\bset(?:Timeout|Interval|Immediate)\s*\(|\bqueueMicrotask\s*\(/, 'a timer'],
  [/\bconsole\s*\./, 'console'],
  [/\bcrypto\s*\./, 'crypto'],
  [/\bglobalThis\b/, 'globalThis'],
]
const clockOrDice: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\s*\(/, 'Date.now()'],
  [/\bnew Date\s*(?:\(\s*\)|(?![\s(]))/, 'new Date()'],
  [/(?<!new )(?<![\w.])Date\s*\(\s*\)/, 'Date()'],
  [/\bTemporal\.Now\b/, 'Temporal.Now'],
  [/\bMath\.random\b/, 'Math.random'],
]
const sqlClock =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b/i

function resolve(from: string, to: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const part of to.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/**
 * All violations among source files.
 * @param files path from the root of the checkout, such as `src/cases/states.ts`, to text
 */
export function violationsOf(files: ReadonlyMap<string, string>): readonly Violation[] {
  return [...[...files].flatMap(([file, text]) => [...aboutImports(file, text, files), ...aboutText(file, text)]), ...circlesIn(files)]
}

/** Files that import each other all the way round, types too: none of them can be read before the others. Each circle is told at each of its files. */
function* circlesIn(files: ReadonlyMap<string, string>): Generator<Violation> {
  const imported = new Map(
    [...files].map(([file, text]) => [file, importsOf(text).flatMap((module) => (module.startsWith('.') ? [resolve(file, module)] : []))]),
  )
  const done = new Set<string>()
  function* from(file: string, way: readonly string[]): Generator<Violation> {
    if (way.includes(file)) {
      const circle = way.slice(way.indexOf(file))
      for (const each of circle) yield { rule: 'imports run in no circle', file: each, text: [...circle, file].join(' -> ') }
      return
    }
    if (done.has(file)) return
    for (const next of imported.get(file) ?? []) yield* from(next, [...way, file])
    done.add(file)
  }
  for (const file of files.keys()) yield* from(file, [])
}

function* aboutImports(file: string, text: string, files: ReadonlyMap<string, string>): Generator<Violation> {
  const place = placeOf(file)
  if (!place) {
    yield { rule: 'every file has a place', file, text: 'it is in no slice of the ladder, and of no kind that the house knows' }
    return
  }
  const pure = isPure(file)
  for (const module of importsOf(text)) {
    if (!module.startsWith('.')) {
      if (pure && !purePackages.has(module.replace(/^(@[^/]+\/[^/]+|[^@/][^/]*).*$/, '$1')))
        yield { rule: 'only reserved files touch the world', file, text: `imports ${module}` }
      continue
    }
    const target = resolve(file, module)
    if (assetEndings.test(module) && place.kind === 'portal') continue
    if (!/\.tsx?$/.test(module)) yield { rule: 'imports name files that exist', file, text: `${module} ends in neither .ts nor .tsx` }
    else if (!files.has(target)) yield { rule: 'imports name files that exist', file, text: `${module} is no file` }
    const broken = place.kind === 'root' ? undefined : whyNot(file, place, pure, target)
    if (broken) yield { rule: broken, file, text: `imports ${target}` }
  }
}

function whyNot(file: string, place: NonNullable<Place>, pure: boolean, target: string): Rule | undefined {
  const to = placeOf(target)
  if (!to || !target.startsWith('src/')) return 'slices import downwards only'
  if (to.kind === 'root') return 'nobody imports a root'
  switch (place.kind) {
    case 'lib':
      return to.kind === 'lib' ? undefined : 'slices import downwards only'
    case 'client':
      return to.kind === 'lib' || to.kind === 'client' ? undefined : 'the portal knows pure files and the client'
    case 'portal':
      return to.kind === 'infrastructure' || to.kind === 'collector' || (to.kind === 'slice' && isReserved(target))
        ? 'the portal knows pure files and the client'
        : undefined
    case 'collector':
      return to.kind === 'lib' || to.kind === 'client' || to.kind === 'collector' || (to.kind === 'slice' && to.name === 'junos')
        ? undefined
        : 'slices import downwards only'
    case 'infrastructure': {
      const known = to.kind === 'lib' || (to.kind === 'infrastructure' && [place.name, ...infrastructure[place.name]!].includes(to.name))
      return known ? undefined : 'infrastructure knows no slice'
    }
    case 'slice':
      return whyNotFromSlice(file, place.name, pure, target, to)
    default:
      return undefined
  }
}

function whyNotFromSlice(file: string, slice: string, pure: boolean, target: string, to: NonNullable<Place>): Rule | undefined {
  if (to.kind === 'lib') return undefined
  if (to.kind === 'infrastructure') return isReserved(file) ? undefined : 'only reserved files touch the world'
  if (to.kind !== 'slice') return 'slices import downwards only'
  if (pure && isReserved(target)) return 'only reserved files touch the world'
  if (to.name === slice) return undefined
  if (rungs.get(to.name)! >= rungs.get(slice)!) return 'slices import downwards only'
  return isReserved(target) && !target.endsWith('/service.ts') ? 'a slice is entered by its pure files and its service' : undefined
}

function* aboutText(file: string, text: string): Generator<Violation> {
  const place = placeOf(file)
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  if (lines > longestFile && !file.includes('.gen.'))
    yield { rule: 'files are read whole', file, text: `${lines} lines; ${longestFile} are the most` }
  const code = codeOf(text)
  if (/^\s*(?:export\s+)?(?:declare\s+)?(?:const\s+)?enum\s/m.test(code)) yield { rule: 'no enums', file, text: 'declares an enum' }
  if (/^export\s+default\b|\bas default\b/m.test(code) && !mayExportDefault.test(file))
    yield { rule: 'no default exports', file, text: 'exports a default' }
  // React works a new state out later than the event, which has no target any more by then
  if (/\bset\w+\(\(\w+\) =>[^;\n]*\bevent\./.test(code)) yield { rule: 'an event is read at once', file, text: 'reads an event in a state' }
  if (place?.kind !== 'slice' && place?.kind !== 'lib') return
  const pure = isPure(file)
  for (const [pattern, name] of [...clockOrDice, ...(pure ? worldly : [])]) {
    if (!pattern.test(code)) continue
    if (pure) yield { rule: 'pure files have no clock, no dice and no I/O', file, text: `uses ${name}` }
    else if (!/\/(?:gateway|jobs)\.ts$/.test(file)) yield { rule: 'now is an argument', file, text: `uses ${name}` }
  }
  const asked = isReserved(file) ? textsOf(text).find((each) => sqlClock.test(each)) : undefined
  if (asked) yield { rule: 'now is an argument', file, text: `asks the database for the time: ${asked.slice(0, 80)}` }
}
