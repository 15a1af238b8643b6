/** A claim is no work that anybody could quote: it is answered, and nothing is owed for it (CSS-8.h3, CSS-11.a). */
export const isClaim = (act: string): boolean => act.endsWith('-claim')
