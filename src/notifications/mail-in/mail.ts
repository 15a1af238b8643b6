/** A mail as its reader gives it: parsed, bounded, and still untrusted. */
export type MailHeader = { readonly name: string; readonly value: string }

export type MailFile = { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }

export type ReadMail = {
  /** In order, names in small letters, duplicates included. */
  readonly headers: readonly MailHeader[]
  /** Everybody the From headers name, addresses in small letters. */
  readonly from: readonly { readonly name: string; readonly address: string }[]
  /** Every address it was sent to, as far as its headers say, in small letters. */
  readonly to: readonly string[]
  readonly subject: string
  readonly messageId: string
  readonly date: string
  readonly text: string
  /** As it was formatted, from outside and untrusted; empty where it was not. */
  readonly html: string
  readonly files: readonly MailFile[]
  /** Files beyond the bound, which are in the original only. */
  readonly filesLeftOut: number
}

/** What cannot be read is told in words; the original is kept all the same. */
export type Reading = { readonly ok: true; readonly mail: ReadMail } | { readonly ok: false; readonly why: string }

/** The values of a header, oldest name of it first. */
export const headersNamed = (mail: Pick<ReadMail, 'headers'>, name: string): readonly string[] =>
  mail.headers.filter((header) => header.name === name).map((header) => header.value)

export const headerOf = (mail: Pick<ReadMail, 'headers'>, name: string): string => headersNamed(mail, name)[0] ?? ''

/** Text that can be stored and shown on one line or many: well-formed, without NUL, bounded. */
export const storable = (text: string, most: number): string => text.slice(0, most).toWellFormed().replaceAll('\u0000', '')
