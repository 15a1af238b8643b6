import { Button, Group, Text } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { usePicks } from '../ui/filters.ts'
import { Filters, SearchBox } from '../ui/form.tsx'
import { IconChevronDown, IconChevronUp } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { countWords } from '../ui/words.ts'
import { foldsOf, linesWith, seenLines } from './folds.ts'

/** So many lines are drawn; a search or a fold brings the others. */
const mostDrawn = 4000

type Props = {
  readonly text: string
  readonly label: string /** Whether braces open parts that can be folded. */
  readonly foldable: boolean
}

/** A long text with its lines numbered: searched, folded, and opened at a line. */
export function NumberedText({ text, label, foldable }: Props) {
  const [picks, pick] = usePicks()
  const lines = useMemo(() => text.split('\n'), [text])
  const folds = useMemo(() => (foldable ? foldsOf(lines) : new Map<number, number>()), [lines, foldable])
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set())
  const hits = useMemo(() => linesWith(lines, picks.q ?? ''), [lines, picks.q])
  const [hit, setHit] = useState(0)
  const place = useRef<HTMLElement>(null)
  const asked = picks.line === undefined ? undefined : Number(picks.line) - 1
  const current = picks.q ? hits[hit % Math.max(1, hits.length)] : asked
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for each search
  useEffect(() => setHit(0), [picks.q])
  useEffect(() => {
    if (current === undefined) return
    // what is looked for is never hidden in a fold
    setFolded((before) => new Set([...before].filter((from) => !(current > from && current < (folds.get(from) ?? from)))))
    requestAnimationFrame(() => place.current?.querySelector(`[data-line="${current}"]`)?.scrollIntoView({ block: 'center' }))
  }, [current, folds])
  const seen = seenLines(lines.length, folds, folded)
  const start = current === undefined || seen.length <= mostDrawn ? 0 : Math.max(0, seen.indexOf(current) - mostDrawn / 2)
  const drawn = seen.slice(start, start + mostDrawn)
  const tops = [...folds.keys()].filter((at) => /^\S/.test(lines[at] ?? ''))
  return (
    <Card label="Text" flush>
      <Filters
        end={
          folds.size > 0 && (
            <Button variant="default" size="compact-sm" onClick={() => setFolded(folded.size > 0 ? new Set() : new Set(tops))}>
              {folded.size > 0 ? 'Unfold all' : 'Fold all'}
            </Button>
          )
        }
      >
        <SearchBox label="Search the text" placeholder="Search the text" />
        {picks.q && (
          <Group gap={4}>
            <Text size="sm" c="dimmed" aria-live="polite">
              {hits.length === 0 ? 'No line holds it' : `${(hit % hits.length) + 1} of ${countWords(hits.length, 'line')}`}
            </Text>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label="The line before"
              disabled={hits.length === 0}
              onClick={() => setHit((hit + hits.length - 1) % hits.length)}
            >
              <IconChevronUp size={15} aria-hidden />
            </Button>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label="The next line"
              disabled={hits.length === 0}
              onClick={() => setHit((hit + 1) % hits.length)}
            >
              <IconChevronDown size={15} aria-hidden />
            </Button>
          </Group>
        )}
        {asked !== undefined && !picks.q && (
          <Button variant="subtle" size="compact-sm" onClick={() => pick({ line: undefined })}>
            Line {asked + 1}: let it go
          </Button>
        )}
      </Filters>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section ref={place} className="code-lines" tabIndex={0} aria-label={label}>
        {start > 0 && <div className="dim small">{start.toLocaleString('en')} lines above</div>}
        {drawn.map((at) => (
          <div key={at} data-line={at} data-hit={at === current || undefined} className="code-line">
            <span className="number" aria-hidden>
              {at + 1}
            </span>
            {folds.has(at) ? (
              <button
                type="button"
                className="fold-key"
                aria-expanded={!folded.has(at)}
                aria-label={`${folded.has(at) ? 'Unfold' : 'Fold'} line ${at + 1}`}
                onClick={() =>
                  setFolded((before) => {
                    const next = new Set(before)
                    if (!next.delete(at)) next.add(at)
                    return next
                  })
                }
              >
                {folded.has(at) ? '+' : '−'}
              </button>
            ) : (
              <span className="fold-key" />
            )}
            <span className="words">
              {lines[at]}
              {folded.has(at) && <span className="dim"> … {(folds.get(at) ?? at) - at - 1} lines</span>}
            </span>
          </div>
        ))}
        {start + drawn.length < seen.length && (
          <div className="dim small">
            {(seen.length - start - drawn.length).toLocaleString('en')} lines below: search or fold to get there
          </div>
        )}
      </section>
    </Card>
  )
}
