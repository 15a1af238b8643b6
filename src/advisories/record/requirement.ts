import type { Requirement } from './advisory.ts'

/** The paths of a configuration stand in brackets: `[ protocols pim ]`. */
export function requirementOf(text: string): Requirement | undefined {
  if (text === '') return undefined
  const paths = [...text.matchAll(/\[\s*([^[\]\n]{2,300}?)\s*\]/g)].map(([, path = '']) =>
    path.replace(/^(?:edit|set)\s+/, '').replace(/\s+/g, ' '),
  )
  return { text, paths: [...new Set(paths)] }
}
