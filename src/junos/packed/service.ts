import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { badRequest } from '../../lib/problem.ts'

/**
 * The bytes of a file as it was before it was packed: devices keep and send their configurations as `juniper.conf.gz`, and support
 * reports come so too. Other bytes come back themselves.
 * @param mostBytes of what comes out: a small file may unpack to any length (gzip, RFC 1952)
 * @throws a bad request for a packed file that is broken, too large, or an archive of files
 */
export async function unpacked(bytes: Uint8Array, mostBytes: number): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const plain = await promisify(gunzip)(bytes, { maxOutputLength: mostBytes }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_BUFFER_TOO_LARGE')
      throw badRequest('The packed file is too large', {
        found: `more than ${mostBytes} bytes once it is unpacked`,
        expected: `at most ${mostBytes} bytes`,
        toDo: 'Unpack it, leave logs out, and bring the rest in.',
      })
    throw badRequest('The packed file cannot be unpacked', {
      found: `a file of gzip that is broken: ${error.message}`,
      toDo: 'Fetch it from the device anew, or unpack it and bring in what comes out.',
    })
  })
  if (plain.subarray(257, 262).toString('latin1') === 'ustar')
    throw badRequest('An archive of files cannot be read', {
      found: 'a packed archive (.tgz)',
      expected: 'one configuration, or answers to show commands',
      toDo: 'Take the files out of it and bring these in, as a folder too.',
    })
  return plain
}
