import { Text } from '@mantine/core'

type Word = { readonly word: string; readonly words: readonly string[] }

/** Says which words of a search no case holds, and what was looked for in their place. */
export function Instead({ of }: { readonly of: readonly Word[] | undefined }) {
  if (!of || of.length === 0) return null
  return (
    <Text size="sm" className="tally" role="status">
      {of.map(({ word, words }) => (
        <span key={word}>
          No case holds “{word}”; looked for <b>{words.join(', ')}</b> instead.{' '}
        </span>
      ))}
    </Text>
  )
}
