/** The network of an address of either family as a prefix list holds it, host bits cleared; a bare address is one host. */
export function networkOf(text: string): string | undefined {
  const [address = '', size, more] = text.split('/')
  if (more !== undefined || (size !== undefined && !/^[0-9]{1,3}$/.test(size))) return undefined
  const isSix = address.includes(':')
  const [groups, bits] = isSix ? [sixOf(address), 16] : [fourOf(address), 8]
  if (!groups) return undefined
  const length = size === undefined ? groups.length * bits : Number(size)
  if (length > groups.length * bits) return undefined
  const kept = groups.map((group, at) => {
    const own = Math.max(0, Math.min(bits, length - at * bits))
    return group & ~((1 << (bits - own)) - 1)
  })
  return `${isSix ? shortSix(kept) : kept.join('.')}/${length}`
}

function fourOf(text: string): readonly number[] | undefined {
  const octets = text.split('.').map((part) => (/^[0-9]{1,3}$/.test(part) ? Number(part) : 256))
  return octets.length === 4 && octets.every((each) => each < 256) ? octets : undefined
}

/** Eight groups; the last two may be written as an address of IPv4. */
function sixOf(text: string): readonly number[] | undefined {
  const halves = text.split('::').map((half) =>
    (half === '' ? [] : half.split(':')).flatMap((part) => {
      const four = fourOf(part)
      if (four) return [(four[0]! << 8) | four[1]!, (four[2]! << 8) | four[3]!]
      return /^[0-9a-fA-F]{1,4}$/.test(part) ? [Number.parseInt(part, 16)] : [Number.NaN]
    }),
  )
  const [head = [], tail = []] = halves
  const zeros = 8 - head.length - tail.length
  if (halves.length > 2 || (halves.length === 2 ? zeros < 0 : zeros !== 0)) return undefined
  const groups = [...head, ...Array.from({ length: zeros }, () => 0), ...tail]
  return groups.some(Number.isNaN) ? undefined : groups
}

/** The longest row of zeros left out, as RFC 5952 has it and the device prints it. */
function shortSix(groups: readonly number[]): string {
  let [best, most] = [-1, 1]
  for (let from = 0; from < groups.length; from += 1) {
    let to = from
    while (groups[to] === 0) to += 1
    if (to - from > most) [best, most] = [from, to - from]
  }
  const written = (some: readonly number[]): string => some.map((each) => each.toString(16)).join(':')
  return best < 0 ? written(groups) : `${written(groups.slice(0, best))}::${written(groups.slice(best + most))}`
}
