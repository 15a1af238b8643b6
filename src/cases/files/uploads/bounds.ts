export type UploadBounds = {
  /** The largest file. */
  readonly fileBytes: number
  /** What one account may have unfinished, all files together. */
  readonly accountBytes: number
  /** How long an unfinished file waits for its next piece. */
  readonly hours: number
}

/** What an account may have unfinished, and how long it waits, unless the settings say otherwise. */
export const usualUnfinished: Omit<UploadBounds, 'fileBytes'> = { accountBytes: 10 * 1024 ** 3, hours: 48 }
