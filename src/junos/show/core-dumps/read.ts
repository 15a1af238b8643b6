import type { XmlNode } from '../../xml.ts'
import { epochSeconds, type Field, many, number, table, text, texts } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says } from '../text.ts'

/** In the words of a listing, which XML carries beside the seconds. */
const written: Field<string> = {
  names: ['file-date'],
  read: (node, notes) => node.children.find(({ name }) => name === 'file-date')?.attributes.format ?? text('file-date').read(node, notes),
}

const file = table(
  { name: text('file-name') },
  { owner: text('file-owner'), bytes: number('file-size'), written, writtenEpochSeconds: epochSeconds('file-date') },
  'rest',
)

/** The element of a list of files is that of `file list` too: this one looks where cores are kept. */
const place = /(?:\*|[./_-])(?:vm)?cores?(?:[*./_-]|$)|\/crash\b|\bvmcore|kernel\.\*/
const ofCores = (node: XmlNode): boolean =>
  place.test(node.attributes['root-path'] ?? '') ||
  place.test(node.attributes.name ?? '') ||
  ((node.name === 'output' || node.name === 'file-name' || node.name === 'directory-name') && place.test(node.text)) ||
  node.children.some(ofCores)

/** `show system core-dumps`. No file, and a place for each where there could be one, is good news. */
export const coreDumps = reader({
  kind: 'core-dumps',
  commands: ['show system core-dumps'],
  rpcs: ['get-system-core-dumps'],
  roots: ['directory-list'],
  owns: ofCores,
  outputs: true,
  heads: [/^\/var\/(?:crash|tmp|core)\S*core\S*: No such file or directory$/, /^[-rwxst]{10}\.?\s+\d+ .{1,200}(?:\/crash\/|core)\S*$/],
  rules: [
    opens(
      'file-information',
      /^(?<filePermissions>[-rwxst]{10})\.?\s+\d+\s+(?<fileOwner>\S+)\s+\S+\s+(?<fileSize>\d+)\s+(?<fileDate>[A-Z][a-z]{2}\s+\d{1,2}\s+[\d:]+)\s+(?<fileName>\S+)$/,
    ),
    says(/^(?<output>\/\S+: No such file or directory)$/, { at: 'directory-list' }),
    says(/^total(?: files)?: (?<totalFiles>\d+)$/i, { at: 'directory-list' }),
    says(/^(?<directoryName>\/\S+):$/, { at: 'directory-list' }),
    says(/^total(?: blocks:)? (?<totalFileBlocks>\d+)$/, { at: 'directory-list' }),
  ],
  table: table(
    { files: many(file, 'directory/file-information', 'file-information') },
    {
      /** What the device said of the places that it looked into. */
      said: texts('output'),
      count: number('total-files', 'directory/total-files'),
    },
    ['directory', 'directory-name', 'total-file-blocks'],
  ),
})
