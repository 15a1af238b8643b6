/**
 * A formatted mail as a page of its own, for a frame with no origin. The policy of the page forbids every load but pictures
 * that are in the mail; the frame forbids scripts, forms, pop-ups and leaving. Either alone would be enough.
 */

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"

/** Where a link goes is said behind it, by the page and not by the mail; nothing in it can be pressed. */
const look = `html{color-scheme:light;background:#fff}body{margin:0;padding:12px;font:14px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}
img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}blockquote{margin:0 0 0 8px;padding-left:10px;border-left:2px solid #ccc}
[data-to]{text-decoration:underline}[data-to]::after{content:" (" attr(data-to) ")";color:#555;font-size:12px}
[data-box]{display:inline-block;padding:2px 8px;border:1px dashed #888;color:#555;font-size:12px}[data-box]::before{content:attr(data-box)}`

/** @param body sanitised HTML */
export const frameOf = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><title>Mail</title><style>${look}</style></head><body>${body}</body></html>`

/** What a link or a picture names, on one line: without what hides or turns letters, and bounded. */
export const targetWords = (target: string): string => {
  const plain = target
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim()
  return plain.length > 300 ? `${plain.slice(0, 300)}…` : plain
}

/** Who would have been asked for a picture: its host, or that it is part of the mail. */
export function pictureWords(source: string): string {
  const plain = targetWords(source)
  if (/^cid:/i.test(plain)) return 'a picture in the mail, see its files'
  const host = /^(?:https?:|ftp:)?[\\/]{2}([^\\/?#\s]{1,200})/i.exec(plain)?.[1]
  return host === undefined ? 'a picture, not shown' : `a picture of ${host.replace(/^.*@/, '')}, not loaded`
}
