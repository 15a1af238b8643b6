import { createFirstAdministrator } from '../parties/sign-in/routes.ts'
import { openParts, openStorage } from '../server.ts'
import { askPassword } from './login.ts'
import { say } from './say.ts'
import { settingsHere } from './start.ts'

type Options = { email: string; name: string; company: string; country: string; zone: string; theatre: 'AMERICAS' | 'EMEA' | 'APAC' }

/** Makes the first administrator without the portal; works beside a running server too. */
export async function create(options: Options): Promise<void> {
  const password = await askPassword('Password of the administrator (at least 12 characters)')
  if (password.length < 12) throw new Error('The password is too short: at least 12 characters.')
  const settings = settingsHere()
  const storage = await openStorage(settings)
  const { parts, close } = openParts(settings, storage, 'http://127.0.0.1')
  try {
    await createFirstAdministrator(parts.db, parts.parties, Date.now(), { ...options, password })
    say(`${options.email} is the administrator. Sign in after: npm start`)
  } finally {
    await close()
    // a server that was running before keeps its database
    if (storage.embedded && !storage.embedded.adopted) await storage.close()
  }
}
