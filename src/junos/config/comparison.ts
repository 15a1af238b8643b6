import { noiseOf } from './noise.ts'

/** What is said of a comparison that stands where a configuration is wanted. */
export const isCompared =
  'a comparison, with + and - before its lines, which is no configuration: give the configuration itself, or the two that were compared'

/** `[edit protocols bgp]`, above the lines that differ there, also behind the mode of the engine. */
export const heading = /^[ \t]{0,8}(?:\{[a-z]+(?::[^}\n]{1,20})?\})?\[edit(?:[ \t]([^\]\n]{0,500}))?\][ \t\r]*$/
/** Between the pieces of a comparison of two files. */
export const hunk = /^@@ -[0-9]+(?:,[0-9]+)? \+[0-9]+(?:,[0-9]+)? @@/
const signed = /^[ \t]{0,8}[+-](?:[ \t]|[A-Za-z}/[<"])/
const signedCommand = /^[+-][ \t]*(?:set|delete|activate|deactivate|protect|unprotect)[ \t]/

/** So much of the beginning tells. */
const mostCharacters = 200_000
const mostLines = 2_000

/**
 * Whether a text is what `show | compare` prints, or a tool that compares files: signs below a heading or a hunk, or before set lines
 * among which nothing stands without. What has no sign at the beginning of a line is not looked at.
 */
export function isComparison(given: string): boolean {
  const text = given.length > mostCharacters ? given.slice(0, mostCharacters) : given
  if (!text.includes('[edit') && !text.includes('\n+') && !text.includes('\n-') && !/^[+-]/.test(text)) return false
  let below = false
  let commands = 0
  let isPlain = true
  let at = 0
  for (let looked = 0; looked < mostLines && at < text.length; looked += 1) {
    const found = text.indexOf('\n', at)
    const stop = found < 0 ? text.length : found
    const line = text.slice(at, Math.min(stop, at + 1_000))
    at = stop + 1
    if (heading.test(line) || hunk.test(line)) below = true
    else if (below && signed.test(line)) return true
    else if (below && line.includes('@') && noiseOf(line)?.kind === 'prompt') below = false
    if (signedCommand.test(line)) commands += 1
    else if (/^[^ \t\r+-]/.test(line)) isPlain = false
  }
  return commands > 0 && isPlain
}
