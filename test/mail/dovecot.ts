import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** Dovecot, where the machine has it: an IMAP server that we did not write, with a mailbox in a folder that is thrown away. */

const program = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find((path) => existsSync(path))

/** Why these tests cannot run here; false when they can. */
export const noDovecot: string | false = program ? false : 'no Dovecot on this machine: install dovecot-imapd'

export type Dovecot = { readonly port: number; readonly close: () => Promise<void> }

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => server.close(() => done()))
  return port
}

/** Started with the certificate for 127.0.0.1 that is given; anybody signs in with the password `right`. */
export async function startDovecot({ cert, key }: { readonly cert: string; readonly key: string }): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-dovecot-'))
  chmodSync(folder, 0o755)
  for (const each of ['run', 'mail']) mkdirSync(join(folder, each))
  writeFileSync(join(folder, 'cert.pem'), cert)
  writeFileSync(join(folder, 'key.pem'), key)
  const port = await freePort()
  // as root it gives its rights up to somebody without any; otherwise everything is done by whoever runs the tests
  const root = userInfo().uid === 0
  const user = root ? 'nobody' : userInfo().username
  const group = execFileSync('id', ['-gn', user], { encoding: 'utf8' }).trim()
  if (root) execFileSync('chown', ['-R', `${user}:${group}`, join(folder, 'mail')])
  writeFileSync(
    join(folder, 'dovecot.conf'),
    `base_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${folder}/cert.pem
ssl_key = <${folder}/key.pem
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
${root ? '' : '  chroot =\n'}}
${root ? '' : 'service anvil {\n  chroot =\n}\n'}default_internal_user = ${user}
default_login_user = ${user}
default_internal_group = ${group}
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
first_valid_uid = 1
passdb {
  driver = static
  args = password=right
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/mail
}
`,
  )
  const child = spawn(program as string, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  for (let waited = 0; ; waited += 50) {
    const greeting = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => {})
      socket.on('data', () => done(true))
      socket.on('error', () => done(false))
      socket.on('close', () => done(false))
      socket.setTimeout(1000, () => socket.destroy())
    })
    if (greeting) break
    if (waited > 5000 || child.exitCode !== null) {
      child.kill()
      const log = existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : 'no log'
      rmSync(folder, { recursive: true, force: true })
      throw new Error(`Dovecot did not start: ${log}`)
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  return {
    port,
    close: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
