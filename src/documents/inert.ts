/** Kept by nobody on the way. */
export const neverCached = { 'cache-control': 'private, no-store', pragma: 'no-cache' } as const

/** RFC 8187: what `encodeURIComponent` leaves as it is and a header does not. */
const headerName = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)

/** A file that no browser shows, runs or keeps. */
export const inert = (name: string) => ({
  ...neverCached,
  'content-type': 'application/octet-stream',
  'content-disposition': `attachment; filename*=UTF-8''${headerName(name)}`,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
})
