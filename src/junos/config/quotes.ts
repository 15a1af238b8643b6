/** How far a string may reach over the ends of lines: a long login banner. */
const mostCharacters = 20_000

/**
 * Finds where strings end. Within a line it is the next quote that is not escaped. A string over several lines is believed
 * only when something may follow its end that follows a string; else a quote is missing, and everything to the next string
 * would be swallowed. Each character is looked at once for this, however many quotes are broken.
 */
export class QuoteFinder {
  /** Ends of lines inside the string found last. */
  linesWithin = 0
  private readonly text: string
  private readonly end: number
  /** What the last search over lines went through in vain, and whether a quote that fits nowhere ended it. */
  private searchedFrom = 0
  private searchedTo = 0
  private misfit = false

  constructor(text: string, end: number) {
    this.text = text
    this.end = end
  }

  /** The place of the quote that closes the one at `open`, or -1. */
  close(open: number): number {
    const { text } = this
    this.linesWithin = 0
    let broken = false
    let at = open + 1
    for (; at < this.end; at += 1) {
      const code = text.charCodeAt(at)
      if (code === 34 /* " */) break
      if (code === 92 /* \ */) at += 1
      else if (code === 10) {
        broken = true
        break
      }
    }
    if (!broken) return at < this.end ? at : -1
    const most = Math.min(this.end, open + mostCharacters)
    const searched = at >= this.searchedFrom && at < this.searchedTo
    if (searched && (this.misfit || this.searchedTo >= most)) return -1
    if (!searched) this.searchedFrom = at
    this.misfit = false
    for (at = searched ? this.searchedTo : at + 1; at < most; at += 1) {
      const code = text.charCodeAt(at)
      if (code === 92) at += 1
      else if (code === 34) {
        this.misfit = !mayEndHere(text, at)
        if (this.misfit) break
        for (let next = text.indexOf('\n', open); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) this.linesWithin += 1
        return at
      }
    }
    this.searchedTo = at
    return -1
  }
}

/** What may follow a string. A blank before the quote and a blank behind it open a string: `"x` ... `description "y";`. */
function mayEndHere(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1)
  const fits = Number.isNaN(next) || next <= 32 || next === 59 || next === 93 || next === 125
  return fits && !(text.charCodeAt(at - 1) === 32 && next === 32)
}
