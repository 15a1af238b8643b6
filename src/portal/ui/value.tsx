import { spaced } from './words.ts'

/** A policy's value in words: names, lists and yes or no, instead of brackets. */

const plain = (value: unknown): string =>
  value === null || value === undefined
    ? 'nothing'
    : value === true
      ? 'yes'
      : value === false
        ? 'no'
        : typeof value === 'string' && /^[a-z]+(-[a-z]+)+$/.test(value)
          ? value.replaceAll('-', ' ')
          : String(value)
const isSimple = (value: unknown): boolean => typeof value !== 'object' || value === null
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** On one line. */
export function inLine(value: unknown): string {
  if (isSimple(value)) return plain(value)
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((each) => (isRecord(each) ? `(${inLine(each)})` : inLine(each))).join(', ')
  return Object.entries(value as object)
    .map(([name, each]) => `${nameOf(name)}: ${inLine(each)}`)
    .join('; ')
}

/** Codes in capitals stay; other names are said in words. */
const nameOf = (name: string): string => (/^[A-Z0-9-]+$/.test(name) ? name : spaced(name))

export const shortValue = (value: unknown, most = 150): string => {
  const text = inLine(value)
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\s,;:]*\S*$/, '')} …` : text
}

/** Line by line, as deep as it goes. */
export function Value({ of }: { readonly of: unknown }) {
  if (isSimple(of)) return <>{plain(of)}</>
  if (Array.isArray(of)) {
    if (of.length === 0) return <>none</>
    if (of.every(isSimple)) return <>{of.map(plain).join(', ')}</>
    const lines = of.map((each) => ({ each, key: JSON.stringify(each) }))
    return (
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {lines.map(({ each, key }) => (
          <li key={key}>{isRecord(each) ? inLine(each) : <Value of={each} />}</li>
        ))}
      </ul>
    )
  }
  return (
    <dl className="facts">
      {Object.entries(of as object).map(([name, each]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{nameOf(name)}</dt>
          <dd>
            <Value of={each} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
