import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/**
 * An IMAP server for tests over a real socket: it speaks the few commands of RFC 3501 and RFC 6851 that fetching takes,
 * over folders in memory. A test reads which commands came, renews the mailbox under the reader, or ends the connection.
 */
export type ImapServer = {
  readonly port: number
  readonly folders: Map<string, { uidValidity: number; next: number; mails: Map<number, Buffer> }>
  readonly commands: string[]
  readonly add: (mail: string) => number
  /** The mailbox as if made anew: other UIDVALIDITY, counted from 1. */
  readonly renew: () => void
  /** The next command that begins so ends the connection instead. */
  breakAt: string | undefined
  readonly close: () => Promise<void>
}

export async function startImap(): Promise<ImapServer> {
  const folders: ImapServer['folders'] = new Map([['INBOX', { uidValidity: 100, next: 1, mails: new Map() }]])
  const inbox = () => folders.get('INBOX') as NonNullable<ReturnType<typeof folders.get>>
  const sockets = new Set<Socket>()
  const commands: string[] = []
  const state: { breakAt: string | undefined } = { breakAt: undefined }

  const answer = (socket: Socket, line: string, selected: { name: string }) => {
    const [tag = '', ...rest] = line.split(' ')
    const text = rest.join(' ')
    commands.push(text.replace(/^LOGIN .*/, 'LOGIN'))
    if (state.breakAt && text.toUpperCase().startsWith(state.breakAt)) {
      state.breakAt = undefined
      socket.destroy()
      return
    }
    const ok = (said = 'done') => socket.write(`${tag} OK ${said}\r\n`)
    const no = (said: string) => socket.write(`${tag} NO ${said}\r\n`)
    const quoted = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, each]) => each ?? '')
    const upper = text.toUpperCase()
    const folder = () => folders.get(selected.name)
    if (upper === 'CAPABILITY') {
      socket.write('* CAPABILITY IMAP4rev1 MOVE UIDPLUS\r\n')
      ok()
    } else if (upper.startsWith('LOGIN')) text.includes('right') ? ok() : no('[AUTHENTICATIONFAILED] wrong password')
    else if (upper.startsWith('LIST') || upper.startsWith('LSUB')) {
      // an empty name asks for the sign between levels alone
      if (quoted[1] === '') socket.write('* LIST (\\Noselect) "/" ""\r\n')
      else for (const name of folders.keys()) socket.write(`* LIST (\\HasNoChildren) "/" "${name}"\r\n`)
      ok()
    } else if (upper.startsWith('SELECT') || upper.startsWith('EXAMINE')) {
      const name = quoted[0] ?? text.split(' ')[1] ?? ''
      const found = folders.get(name)
      if (!found) return no('no such folder')
      selected.name = name
      socket.write(
        `* FLAGS (\\Seen)\r\n* ${found.mails.size} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY ${found.uidValidity}] valid\r\n* OK [UIDNEXT ${found.next}] next\r\n`,
      )
      ok('[READ-WRITE] selected')
    } else if (upper.startsWith('CREATE')) {
      folders.set(quoted[0] ?? text.split(' ')[1] ?? '', { uidValidity: 200, next: 1, mails: new Map() })
      ok()
    } else if (upper.startsWith('UID FETCH')) {
      const [, , range = ''] = text.split(' ')
      const [from = '1', to = from] = range.split(':')
      const uids = [...(folder()?.mails.keys() ?? [])]
      // `5:*` is never empty: it holds the last mail, whatever its UID (RFC 9051, section 6.4.9)
      const chosen =
        to === '*'
          ? uids.filter((uid) => uid >= Number(from) || uid === uids.at(-1))
          : uids.filter((uid) => uid >= Number(from) && uid <= Number(to))
      for (const uid of chosen) {
        const mail = folder()?.mails.get(uid) as Buffer
        const partial = /BODY(?:\.PEEK)?\[\](?:<0\.(\d+)>)?/i.exec(text)
        const seq = uids.indexOf(uid) + 1
        if (!partial) socket.write(`* ${seq} FETCH (UID ${uid} RFC822.SIZE ${mail.length})\r\n`)
        else {
          const part = partial[1] ? mail.subarray(0, Number(partial[1])) : mail
          socket.write(`* ${seq} FETCH (UID ${uid} BODY[]${partial[1] ? '<0>' : ''} {${part.length}}\r\n`)
          socket.write(part)
          socket.write(')\r\n')
        }
      }
      ok()
    } else if (upper.startsWith('UID MOVE')) {
      const uid = Number(text.split(' ')[2])
      const target = folders.get(quoted[0] ?? text.split(' ')[3] ?? '')
      if (!target) return no('[TRYCREATE] no such folder')
      const uids = [...(folder()?.mails.keys() ?? [])]
      const mail = folder()?.mails.get(uid)
      if (mail) {
        target.mails.set(target.next, mail)
        socket.write(`* OK [COPYUID ${target.uidValidity} ${uid} ${target.next}] moved\r\n* ${uids.indexOf(uid) + 1} EXPUNGE\r\n`)
        target.next++
        folder()?.mails.delete(uid)
      }
      ok()
    } else if (upper === 'LOGOUT') {
      socket.write('* BYE see you\r\n')
      ok()
      socket.end()
    } else if (/^(?:NOOP|CLOSE|UNSELECT|SUBSCRIBE)/.test(upper)) ok()
    else socket.write(`${tag} BAD not known\r\n`)
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.write('* OK [CAPABILITY IMAP4rev1 MOVE UIDPLUS] ready\r\n')
    const selected = { name: '' }
    let pending = ''
    socket.on('data', (piece) => {
      pending += piece.toString('latin1')
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end)
        pending = pending.slice(end + 2)
        if (!socket.destroyed) answer(socket, line, selected)
      }
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    folders,
    commands,
    add: (mail) => {
      const uid = inbox().next++
      inbox().mails.set(uid, Buffer.from(mail))
      return uid
    },
    renew: () => {
      const mails = [...inbox().mails.values()]
      folders.set('INBOX', {
        uidValidity: inbox().uidValidity + 1,
        next: mails.length + 1,
        mails: new Map(mails.map((each, at) => [at + 1, each])),
      })
    },
    get breakAt() {
      return state.breakAt
    },
    set breakAt(value) {
      state.breakAt = value
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
