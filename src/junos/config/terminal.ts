// biome-ignore-start lint/suspicious/noControlCharactersInRegex: terminals write them
const control = /\u001B\[[0-9;?]{0,16}[A-Za-z]|[\u0007\u0008]/g
const pager = /(^|\r)([ \t]*)(-{2,3}\(more[^)\n]{0,20}\)-{0,3})/gim
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: terminals write them

const blanks = (found: string): string => ' '.repeat(found.length)

/**
 * A text with blanks in the place of what a terminal wrote over it: colours, the cursor going back, the mark of a pager, behind which the
 * configuration goes on in the same line. Every character stays where it was.
 */
export const withoutTerminal = (text: string): string =>
  text.includes('(more') || text.includes('\u001B') || text.includes('\b')
    ? text.replace(control, blanks).replace(pager, (_, begin: string, ahead: string, mark: string) => begin + ahead + blanks(mark))
    : text
