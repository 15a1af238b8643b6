/**
 * A release of Junos OS or Junos OS Evolved as the vendor writes it: `21.4R3-S4.9`, `22.2R3-S3.12-EVO`, `15.1X49-D170`,
 * `23.4R2-S3-202409180120.0-EVO`. A part that the text leaves out is null, which means "not said", never "nought",
 * but for the service number: a maintenance release without `-S` is the one before the first service release.
 */
export type Release = {
  readonly kind: 'release'
  readonly product: 'junos' | 'evolved'
  readonly major: number
  readonly minor: number
  /**
   * R released, F feature release of old, X for named platforms, I internal, B beta, A alpha, S the service releases before
   * 11.1 (`10.4S7.1`). Null is a whole branch, such as `21.4`, or a daily build of it.
   */
  readonly line: 'R' | 'F' | 'X' | 'I' | 'B' | 'A' | 'S' | null
  readonly number: number | null
  /** 0 where R or F stand without `-S`. */
  readonly service: number
  /** The delivery of an X release; null for the train as a whole. */
  readonly delivery: number | null
  /** The day, or the minute, of an engineering or daily build, as digits. */
  readonly built: string | null
  /** A build for one customer, such as `C1`. */
  readonly special: string | null
  /** The vendor's own counter behind the point: `.9`, `.0.2131`. Empty when the text does not say which build it is. */
  readonly spin: readonly number[]
}

export type NoRelease = { readonly kind: 'no-release'; readonly found: string; readonly message: string }

/** Longer text is none; the longest that was seen has 28 characters. */
const mostCharacters = 80

const core =
  '([0-9]{1,2})\\.([0-9]{1,2})' + // branch
  '(?:(R|F|B|A|S)([0-9]{1,3})(?:-S([0-9]{1,3}))?|X([0-9]{1,3})(?:-D([0-9]{1,4}))?|I(?![0-9]{6})([0-9]{1,3})?|I(?=[0-9]{8}))?' +
  '(?:-?((?:19|20)[0-9]{6}(?:[0-9]{4})?))?' + // day or minute of a build
  '((?:\\.[0-9]{1,6}){0,3})' + // spin
  '(?:-([CJ][0-9]{1,3}(?:\\.[0-9]{1,4})?))?' + // special build
  '(?:(-EVO)(?:-([CJ][0-9]{1,3}(?:\\.[0-9]{1,4})?))?)?' // or the special build behind it
const whole = new RegExp(`^${core}$`, 'i')

const none = (found: string, message: string): NoRelease => ({
  kind: 'no-release',
  found: found.length > mostCharacters ? `${found.slice(0, mostCharacters - 3)}...` : found,
  message,
})

/**
 * Reads one release. Never throws.
 * @returns the release, or what was found instead and what was expected
 */
export function readRelease(text: string): Release | NoRelease {
  const trimmed = typeof text === 'string' ? text.slice(0, 400).trim() : ''
  if (trimmed === '') return none('', 'Found nothing, expected a release such as 21.4R3-S4.9.')
  const match = trimmed.length <= mostCharacters ? whole.exec(trimmed) : null
  const release = match && fromMatch(match)
  return release ?? none(trimmed, 'Found no release of Junos, expected one such as 21.4R3-S4.9, 15.1X49-D170 or 22.2R3-S3.12-EVO.')
}

function fromMatch(match: RegExpExecArray): Release | undefined {
  const [text, major, minor, letter, number, service, train, delivery, internal, built, spins, before, evolved, after] = match
  const special = before ?? after
  const line = (letter?.toUpperCase() ?? (train ? 'X' : /^[0-9.]+I/i.test(text) ? 'I' : null)) as Release['line']
  // 10.0.0.1 and 21.4.3 are an address and the number of something else
  if (line === null && spins !== '' && !built) return undefined
  if (service && line !== 'R' && line !== 'F') return undefined
  const said = number ?? train ?? internal
  return {
    kind: 'release',
    product: evolved ? 'evolved' : 'junos',
    major: Number(major),
    minor: Number(minor),
    line,
    number: said === undefined ? null : Number(said),
    service: Number(service ?? 0),
    delivery: delivery === undefined ? null : Number(delivery),
    built: built ?? null,
    special: special?.toUpperCase() ?? null,
    spin: spins === undefined || spins === '' ? [] : spins.slice(1).split('.').map(Number),
  }
}

/** The normal form: what {@link readRelease} reads back to the same value. */
export function printRelease(release: Release): string {
  const { major, minor, line, number, service, delivery, built, special, spin, product } = release
  return [
    `${major}.${minor}`,
    line ?? '',
    number ?? '',
    service > 0 ? `-S${service}` : '',
    delivery === null ? '' : `-D${delivery}`,
    built === null ? '' : line === 'I' && number === null ? built : `-${built}`,
    ...spin.map((each) => `.${each}`),
    special === null ? '' : `-${special}`,
    product === 'evolved' ? '-EVO' : '',
  ].join('')
}

/** The branch of a release as text: `21.4`. */
export const branchOf = ({ major, minor }: Release): string => `${major}.${minor}`

const inside = new RegExp(`(?<![0-9A-Za-z.])(?:${core})(?![0-9A-Za-z])`, 'gi')
const mostText = 20_000
const mostFound = 20
/** `junos-evo-install-...-22.2R3-S3.12.iso`: the name of the image says it, not the number. */
const evolvedBefore = /(?:junos-evo|junos os evolved)[^\n]{0,120}$/i

export type FoundRelease = { readonly release: Release; readonly at: number; readonly text: string }

/**
 * The releases that stand inside other text: a line of `show version`, `version 20.2R1.10;`, the name of an image file. A
 * bare branch such as `21.4` is none here, because any number with a point would be one.
 */
export function findReleases(text: string): readonly FoundRelease[] {
  const searched = text.slice(0, mostText)
  const found: FoundRelease[] = []
  for (const match of searched.matchAll(inside)) {
    const release = fromMatch(match)
    if (!release || release.line === null) continue
    const evolved = evolvedBefore.test(searched.slice(Math.max(0, match.index - 160), match.index))
    found.push({ release: evolved ? { ...release, product: 'evolved' } : release, at: match.index, text: match[0] })
    if (found.length === mostFound) break
  }
  return found
}

/** The release that a text is, or else the first that stands in it. */
export function releaseIn(text: string): Release | NoRelease {
  const read = readRelease(text)
  return read.kind === 'release' ? read : (findReleases(text)[0]?.release ?? read)
}

/**
 * Why a release that is well written may still not exist. From 23.2 on a branch has R1 and R2 only, and 23.1 was
 * withdrawn (facts, section 2).
 */
export function doubtAbout(release: Release): string | undefined {
  if (release.line !== 'R') return undefined
  const since232 = release.major > 23 || (release.major === 23 && release.minor >= 2)
  if (since232 && (release.number ?? 0) > 2)
    return `${printRelease(release)} is no release that was published: from 23.2 on a branch ends with R2.`
  if (release.number === 0) return `${printRelease(release)} is no release that was published: the first of a branch is R1.`
  if (release.major === 23 && release.minor === 1) return '23.1 was withdrawn after it was published.'
  return undefined
}
