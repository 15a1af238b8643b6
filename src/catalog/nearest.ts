/** Letters to insert, delete or change to turn one text into another. */
const distance = (from: string, to: string): number => {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const line = [row]
    for (let column = 1; column <= to.length; column++) {
      const change = (above[column - 1] as number) + (from[row - 1] === to[column - 1] ? 0 : 1)
      line.push(Math.min(change, (above[column] as number) + 1, (line[column - 1] as number) + 1))
    }
    above = line
  }
  return above[to.length] as number
}

/** Longer texts are not compared: nobody misspells them by a letter, and the work grows with the square. */
const longest = 64

/** The known word that somebody who wrote `found` most likely meant, if one is near enough. */
export const nearest = (found: string, known: Iterable<string>): string | undefined => {
  if (found.length > longest) return undefined
  const most = Math.max(1, Math.floor(found.length / 3))
  let best: { readonly word: string; readonly far: number } | undefined
  for (const word of known) {
    if (word.length > longest || Math.abs(word.length - found.length) > most) continue
    const far = distance(found.toLowerCase(), word.toLowerCase())
    if (far <= most && (best === undefined || far < best.far)) best = { word, far }
  }
  return best?.word
}
