import { safeFileName } from '../../documents/name.ts'

/** Room for a name in UTF-8 that every file system has, with something in front and behind. */
const mostBytes = 180
/** Bytes of a text in UTF-8. */
const bytesOf = (text: string): number => {
  let bytes = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** A name in two: `trace.tar.gz` is `trace.tar` and `.gz`. */
function parted(name: string): readonly [stem: string, ending: string] {
  const ending = /.(\.[\w-]{1,15})$/su.exec(name)?.[1] ?? ''
  return [name.slice(0, name.length - ending.length), ending]
}

function bounded(stem: string, most: number): string {
  let [short, size] = ['', 0]
  for (const letter of stem) {
    size += bytesOf(letter)
    if (size > most) break
    short += letter
  }
  return short.replace(/[. ]+$/, '') || 'file'
}

/**
 * Names for files that lie in one folder, in the order given: short enough, safe on every system, and none twice, not even on one that
 * takes large and small letters for the same.
 */
export function entryNames(names: readonly string[]): readonly string[] {
  const used = new Set<string>()
  return names.map((given) => {
    const [stem, ending] = parted(safeFileName(given))
    for (let turn = 1; ; turn++) {
      const mark = turn === 1 ? '' : ` (${turn})`
      const name = safeFileName(`${bounded(stem, mostBytes - bytesOf(ending) - mark.length)}${mark}${ending}`)
      const key = name.normalize('NFKC').toLowerCase()
      if (used.has(key)) continue
      used.add(key)
      return name
    }
  })
}
