import { branchOf, readRelease } from '../../junos/release/release.ts'
import { evolved, junos, type Subject, type SubjectKind } from './entry.ts'

export type NoSubject = { readonly kind: 'no-subject'; readonly found: string; readonly expected: string; readonly toDo: string }

const longest = 100
const clean = (text: string): string => text.replace(/\s+/g, ' ').trim()
const noSubject = (found: string, expected: string, toDo: string): NoSubject => ({
  kind: 'no-subject',
  found: found.slice(0, 80),
  expected,
  toDo,
})

/** The name of a software as the table knows it. */
export function softwareName(text: string): string {
  const said = clean(text)
  if (/^(?:junos[ -]?(?:os[ -])?)?(?:evo|evolved)$/i.test(said)) return evolved
  return /^junos(?:[ -]?os)?$/i.test(said) ? junos : said
}

/** The software that the name of a file speaks of: `junos-software.csv`, `ssr-software.csv`; empty when it says none. */
export function softwareOfFile(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? ''
  if (/evo(?:lved)?(?![a-z])/i.test(base)) return evolved
  if (/junos/i.test(base)) return junos
  const before = /^([a-z][a-z0-9]*)[-_ ]software/i.exec(base)?.[1]
  return before === undefined ? '' : before.toUpperCase()
}

/** `21.4` of Junos OS, `15.1X53`, `22.3` of Evolved from `22.3-EVO`, `7.1` of another software. */
export function releaseSubject(given: string, software: string): Subject | NoSubject {
  const text = clean(given)
  const [, before = '', version = text] = /^([a-z].*?\D) ?v?(\d+\.\d+.*)$/i.exec(text) ?? []
  const family = softwareName(before.trim() === '' ? software : before)
  if (family === '')
    return noSubject(text, 'which software it is a release of', 'Say which software the table is about, or add a column Software.')
  if (family.length > longest) return noSubject(family, `at most ${longest} characters`, 'Shorten the name of the software.')
  if (family !== junos && family !== evolved)
    return version.length <= longest && /^\d+(?:\.\d+){0,3}\w*$/.test(version)
      ? { kind: 'release', software: family, name: version }
      : noSubject(text, `a release of ${family} such as 7.1`, 'Correct the release.')
  const expected = 'a branch such as 21.4, or a train such as 15.1X53'
  const release = readRelease(version)
  if (release.kind !== 'release') return noSubject(text, expected, 'Correct the release.')
  const whole = release.line === null || (release.line === 'X' && release.delivery === null)
  if (!whole || release.spin.length > 0 || release.built !== null || release.special !== null)
    return noSubject(text, expected, 'A date is that of a whole branch or train: leave the rest of the release out.')
  return {
    kind: 'release',
    software: release.product === 'evolved' ? evolved : family,
    name: release.line === 'X' ? `${branchOf(release)}X${release.number}` : branchOf(release),
  }
}

/** A product, a line of them or a module; a name that ends in a number of a release is one: `UAC 5.2`. */
export function productSubject(given: string, kind: SubjectKind | undefined): Subject | NoSubject {
  const text = clean(given)
  if (text === '') return noSubject('nothing', 'a product, such as MX80', 'Enter the product.')
  if (text.length > longest) return noSubject(text, `at most ${longest} characters`, 'Shorten the name.')
  const several = text.split(/\s*[,;/]\s*|\s+(?:and|or)\s+/)
  if (several.length > 1 && several.every((each) => /^[A-Z]{2,}[A-Z0-9-]*\d[A-Z0-9-]*$/i.test(each)))
    return noSubject(text, 'one product', 'Give each product a row of its own.')
  if (kind === 'release' || (kind === undefined && /^[A-Za-z][A-Za-z -]*? v?\d+\.\d+(?:\.\d+)?$/.test(text)))
    return releaseSubject(text, '')
  return { kind: kind ?? 'product', software: '', name: text }
}
