import { readMail } from '../reading/gateway.ts'
import { bytesOf, type MailDesk } from '../service.ts'

/** The HTML of a kept mail; empty where it has none, or cannot be read. */
export async function htmlOf(desk: MailDesk, mailId: string): Promise<string> {
  const reading = await readMail(await bytesOf(desk.files.read(mailId)))
  return reading.ok ? reading.mail.html : ''
}
