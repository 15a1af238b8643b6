import { createHash, generateKeyPairSync, sign } from 'node:crypto'

/** A certificate for 127.0.0.1 made on the spot and signed by itself, in the little ASN.1 that it takes. */

const bytes = (...parts: readonly (Uint8Array | number)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part)))
const tagged = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  const size = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255]
  return bytes(tag, Buffer.from(size), body)
}
const sequence = (...parts: readonly Uint8Array[]) => tagged(0x30, ...parts)
const number = (value: Uint8Array) => tagged(0x02, value)
const oid = (...hex: readonly number[]) => tagged(0x06, Buffer.from(hex))
const text = (value: string) => tagged(0x0c, Buffer.from(value))
const time = (value: string) => tagged(0x18, Buffer.from(value))

export function certificate(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsa = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
  const name = sequence(tagged(0x31, sequence(oid(0x55, 0x04, 0x03), text('127.0.0.1'))))
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const serial = createHash('sha256').update(spki).digest().subarray(0, 8)
  serial[0] = (serial[0] as number) & 0x7f
  const altName = sequence(oid(0x55, 0x1d, 0x11), tagged(0x04, sequence(tagged(0x87, Buffer.from([127, 0, 0, 1])))))
  const isAuthority = sequence(
    oid(0x55, 0x1d, 0x13),
    tagged(0x01, Buffer.from([0xff])),
    tagged(0x04, sequence(tagged(0x01, Buffer.from([0xff])))),
  )
  const body = sequence(
    tagged(0xa0, number(Buffer.from([2]))),
    number(serial),
    ecdsa,
    name,
    sequence(time('20200101000000Z'), time('20991231235959Z')),
    name,
    spki,
    tagged(0xa3, sequence(altName, isAuthority)),
  )
  const signature = sign('sha256', body, privateKey)
  const der = sequence(body, ecdsa, tagged(0x03, Buffer.from([0]), signature))
  const lines = der.toString('base64').replace(/(.{64})/g, '$1\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}
