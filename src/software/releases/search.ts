import { kindTitles, type Release } from './release.ts'

/** Everything about a release that somebody may look for; an update also by the name of maintenance release (CSS-6.p5). */
const wordsOf = ({ version, kind, base, component, problems, gathers, features, notes }: Release): string =>
  [
    version,
    kindTitles[kind],
    base,
    component,
    ...problems.flatMap(({ defect, text }) => [defect, text]),
    ...gathers,
    ...features,
    notes,
  ].join('\n')

/** Whether each word that is looked for stands in a text, whatever its capitals. */
export const holdsWords = (text: string, query: string): boolean => {
  const within = text.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word))
}

/** The releases in which each word that is looked for stands. */
export const foundIn = (releases: readonly Release[], query: string): readonly Release[] =>
  releases.filter((each) => holdsWords(wordsOf(each), query))
