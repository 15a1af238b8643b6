import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { type AddressInfo, createServer as createSocket, type Server, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { deniedBecause, isAllowed, networkProblem } from '../../src/notifications/egress/addresses.ts'
import { createEgress } from '../../src/notifications/egress/gateway.ts'
import { fc } from '../support/laws.ts'
import { certificate } from './certificate.ts'

/** The way out: what it does not connect to, in every spelling, also when a name changes its mind, and what bounds it. */

const servers: { close: (done: () => void) => unknown; closeAllConnections?: () => void }[] = []
const sockets = new Set<Socket>()
after(async () => {
  for (const socket of sockets) socket.destroy()
  for (const server of servers) server.closeAllConnections?.()
  await Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done()))))
})
const listen = async (server: Server): Promise<number> => {
  servers.push(server)
  server.on('connection', (socket) => sockets.add(socket))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return (server.address() as AddressInfo).port
}
const answering = (answer: (request: IncomingMessage, response: ServerResponse) => void) => listen(createServer(answer))
const open = createEgress({ allow: ['127.0.0.0/8'], timeoutMs: 1000 })
const post = (egress: typeof open, url: string) => egress.post(url, { 'content-type': 'application/json' }, '{}')

const denied = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.1.2.3',
  '169.254.169.254',
  '169.254.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '192.168.255.255',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.7',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:169.254.169.254',
  '::ffff:10.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::a00:1',
  '100::1',
  'fc00::1',
  'fd12:3456:789a::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'ff05::1:3',
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:db8::1',
  '2001:20::1',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '3fff::1',
  '5f00::1',
  '4000::1',
  'nonsense',
  '',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  '12345::',
  '1::2::3',
]
const publicOnes = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.1',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '192.169.0.0',
  '223.255.255.255',
  '2606:4700:4700::1111',
  '2a00:1450:4001::200e',
]

test('every address of the special registries is denied, and its public neighbours are not', () => {
  for (const address of denied) assert.ok(deniedBecause(address) !== undefined, address)
  for (const address of publicOnes) assert.equal(deniedBecause(address), undefined, address)
})

test('law: an IPv4 address is judged the same when it is written as IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (four) => {
      const hex = four.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))
      assert.ok(deniedBecause(`::ffff:${four}`) !== undefined)
      assert.ok(deniedBecause(`::ffff:${hex[0]}${hex[1]}:${hex[2]}${hex[3]}`) !== undefined)
      assert.ok(deniedBecause(`64:ff9b::${four}`) !== undefined)
      assert.equal(isAllowed(four, ['127.0.0.0/8']), four.startsWith('127.'))
    }),
    { numRuns: 2000 },
  )
})

const urls = [
  'http://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'gopher://example.com/',
  'javascript:alert(1)',
  'data:text/plain,x',
  'nonsense',
  '',
  '//example.com',
  'https://',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://0x7f.1/',
  'https://127.0.0.1.:443/',
  'https://①②⑦.⓪.⓪.①/',
  'https://0/',
  'https://0.0.0.0/',
  'https://10.1.2.3/',
  'https://192.168.1.1/',
  'https://172.16.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://0xa9fea9fe/',
  'https://2852039166/',
  'https://100.100.100.200/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[0:0:0:0:0:ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[fd00:ec2::254]/',
  'https://[fe80::1]/',
  'https://[2002:7f00:1::]/',
  'https://localhost/',
  'https://LOCALHOST/',
  'https://a.localhost/',
  'https://metadata/',
  'https://metadata.google.internal/',
  'https://printer.local/',
  'https://router.lan/',
  'https://intranet/',
  'https://x.home.arpa/',
  'https://x.onion/',
  'https://localhost./',
  'https://user@example.com/',
  'https://user:secret@example.com/',
  'https://example.com@127.0.0.1/',
  'https://127.0.0.1#@example.com/',
  'https://example.com:25/',
  'https://example.com:22/',
  'https://example.com:0/',
  'https://example.com:99999/',
  `https://example.com/${'x'.repeat(3000)}`,
]
test('no spelling of a URL that leads inside is called', async () => {
  const egress = createEgress({ allow: [], timeoutMs: 1000, resolve: async () => assert.fail('a name was looked up') })
  for (const url of urls) {
    assert.ok(egress.problem(url) !== undefined, url)
    await assert.rejects(post(egress, url), /not called/, url)
  }
  for (const url of [
    'https://example.com/',
    'https://example.com:8443/hook',
    'https://hooks.example.co.uk/a?b=c',
    'https://1.1.1.1/',
    'https://[2606:4700:4700::1111]/',
  ])
    assert.equal(egress.problem(url), undefined, url)
})

test('a name that leads inside is not connected to, alone or among public addresses, whatever form the answer has', async () => {
  let hits = 0
  const port = await listen(
    createSocket((socket) => {
      hits++
      socket.destroy()
    }),
  )
  for (const addresses of [
    ['127.0.0.1'],
    ['1.1.1.1', '127.0.0.1'],
    ['::ffff:127.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['10.0.0.1', '1.1.1.1'],
    [],
  ]) {
    const egress = createEgress({
      allow: [],
      timeoutMs: 1000,
      resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    })
    await assert.rejects(post(egress, `https://evil.example.com:${port}/`), addresses.length > 0 ? /is not public/ : /has no address/)
  }
  assert.equal(hits, 0)
})

test('the control: where the network is allowed, the same name is connected to', async () => {
  let hits = 0
  const port = await listen(
    createSocket((socket) => {
      hits++
      socket.destroy()
    }),
  )
  const egress = createEgress({ allow: ['127.0.0.0/8'], timeoutMs: 1000, resolve: async () => [{ address: '127.0.0.1', family: 4 }] })
  await assert.rejects(post(egress, `https://good.example.com:${port}/`))
  assert.equal(hits, 1)
})

test('rebinding: the address that was checked is the one connected to; a second answer is never asked for', async () => {
  let asked = 0
  let hits = 0
  const port = await listen(
    createSocket((socket) => {
      hits++
      socket.destroy()
    }),
  )
  const answers = [[{ address: '192.0.2.99', family: 4 }], [{ address: '127.0.0.1', family: 4 }]]
  const egress = createEgress({ allow: ['192.0.2.0/24'], timeoutMs: 600, resolve: async () => answers[Math.min(asked++, 1)] ?? [] })
  // the first answer passes and is where it connects to, in vain: nobody lives there; the second would have led inside
  await assert.rejects(post(egress, `https://evil.example.com:${port}/`))
  assert.deepEqual([asked, hits], [1, 0])
  const second = createEgress({ allow: ['192.0.2.0/24'], timeoutMs: 600, resolve: async () => answers[1] ?? [] })
  await assert.rejects(post(second, `https://evil.example.com:${port}/`), /127\.0\.0\.1, which is not public/)
  assert.equal(hits, 0)
})

test('a redirect is an answer and is not followed', async () => {
  let followed = 0
  const inside = await answering((_, response) => {
    followed++
    response.end()
  })
  for (const status of [301, 302, 303, 307, 308]) {
    const port = await answering((_, response) => void response.writeHead(status, { location: `http://127.0.0.1:${inside}/` }).end())
    assert.equal((await post(open, `http://127.0.0.1:${port}/`)).status, status)
  }
  assert.equal(followed, 0)
})

test('time and answer are bounded: silence, a slow body, an endless body, a broken one', async () => {
  const silent = await listen(createSocket(() => {}))
  const slow = await answering((_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('x'), 50)
    response.on('close', () => clearInterval(drip))
  })
  const endless = await answering((_, response) => {
    response.writeHead(200)
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    }
    response.on('drain', more)
    response.on('error', () => {})
    more()
  })
  const broken = await listen(createSocket((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort')))
  for (const port of [silent, slow]) {
    const from = performance.now()
    await assert.rejects(post(open, `http://127.0.0.1:${port}/`), /no answer within 1 s|aborted/)
    assert.ok(performance.now() - from < 3000)
  }
  const answer = await post(open, `http://127.0.0.1:${endless}/`)
  assert.equal(answer.status, 200)
  assert.ok(answer.said.length <= 500)
  await assert.rejects(post(open, `http://127.0.0.1:${broken}/`))
  await assert.rejects(post(open, 'http://127.0.0.1:1/'), /ECONNREFUSED|another service/)
})

test('https asks for a certificate that is trusted', async () => {
  const own = certificate()
  const port = await listen(createSecure({ key: own.key, cert: own.cert }, (_, response) => void response.end('secure')))
  await assert.rejects(post(open, `https://127.0.0.1:${port}/`), /self-signed|unable to verify/)
  const trusting = createEgress({ allow: ['127.0.0.1'], timeoutMs: 1000, ca: own.cert })
  assert.deepEqual(await post(trusting, `https://127.0.0.1:${port}/`), { status: 200, said: 'secure' })
})

test('a network in the settings is one, or it is refused with words', () => {
  for (const good of ['10.1.2.0/24', '127.0.0.1', 'fd00::/8', '::1']) assert.equal(networkProblem(good), undefined, good)
  for (const bad of ['10.1.2.0/33', 'fd00::/129', 'example.com', '10.1.2', '10.0.0.0/8/8', '']) assert.ok(networkProblem(bad), bad)
})
