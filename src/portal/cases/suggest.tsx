import { Paper } from '@mantine/core'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { flushSync } from 'react-dom'

/** Something that can be put in while writing, by a sign and the beginning of its name. */
export type Suggestion = {
  readonly id: string
  readonly sign: '@' | '/'
  readonly label: string
  readonly hint?: string | undefined
  readonly insert: string
}

const most = 6
const typed = /(?:^|\s)([@/])([\p{L}\p{N}][\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)?$/u

/** What fits the sign and the letters before the caret. */
function fitting(before: string, all: readonly Suggestion[]) {
  const found = typed.exec(before)
  if (!found) return undefined
  const [, sign, begun = ''] = found
  const wanted = begun.toLowerCase()
  const items = all.filter((each) => each.sign === sign && each.label.toLowerCase().includes(wanted)).slice(0, most)
  return items.length === 0 ? undefined : { items, from: before.length - begun.length - 1 }
}

/**
 * Suggestions under a text area: `@` for people, `/` for texts. Arrows choose, Enter or Tab puts in, Escape closes.
 * @param pick what becomes of the text that is put in
 */
export function useSuggestions(
  box: RefObject<HTMLTextAreaElement | null>,
  [text, setText]: readonly [string, (text: string) => void],
  all: readonly Suggestion[],
) {
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [closed, setClosed] = useState(false)
  const found = closed ? undefined : fitting(text.slice(0, caret), all)
  const put = (item: Suggestion) => {
    if (!found) return
    const after = text.slice(caret)
    const head = `${text.slice(0, found.from)}${item.insert}`
    // at once, as the next letter is perhaps on its way: the caret stands after what was put in
    flushSync(() => {
      setText(head + after)
      setClosed(true)
    })
    box.current?.setSelectionRange(head.length, head.length)
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!found || event.nativeEvent.isComposing) return false
    const item = found.items[chosen] ?? found.items[0]
    if (event.key === 'ArrowDown') setChosen((chosen + 1) % found.items.length)
    else if (event.key === 'ArrowUp') setChosen((chosen + found.items.length - 1) % found.items.length)
    else if (event.key === 'Escape') setClosed(true)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !event.metaKey && item) put(item)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const moved = () => {
    setCaret(box.current?.selectionStart ?? 0)
    setChosen(0)
    setClosed(false)
  }
  const list = found && (
    <Paper withBorder shadow="sm" p={4} mt={4} role="listbox" id="suggestions" aria-label="Suggestions">
      {found.items.map((item, index) => (
        <button
          key={item.id}
          type="button"
          role="option"
          id={`suggestion-${item.id}`}
          aria-selected={index === chosen}
          tabIndex={-1}
          className="suggestion"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => put(item)}
        >
          <b>{item.label}</b>
          {item.hint && <span className="small dim"> {item.hint}</span>}
        </button>
      ))}
    </Paper>
  )
  const active = found && (found.items[chosen] ?? found.items[0])
  const aria = active ? { 'aria-controls': 'suggestions', 'aria-activedescendant': `suggestion-${active.id}` } : {}
  return { list, aria, onKeyDown, moved }
}
