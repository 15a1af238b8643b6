import type { Answer } from '../../client/client.ts'
import { sendFile } from '../send-file.ts'

export type Kept = Answer<'document.add'>

/** Sends a file to be kept for an account. */
export const keepFile = (account: string, file: File): Promise<Kept> => sendFile('document.add', file, { params: { account } })
