import { many, number, sized, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, skips } from '../text.ts'

/** XML counts blocks; text gives the size. */
const blockBytes = 512
const space = (name: string) => sized(blockBytes, name)

const filesystem = table(
  { name: text('filesystem-name') },
  {
    bytes: space('total-blocks'),
    usedBytes: space('used-blocks'),
    availableBytes: space('available-blocks'),
    usedPercent: number('used-percent'),
    mountedOn: text('mounted-on'),
  },
)

const size = (name: string): string => `(?<${name}>0|-?\\d+(?:\\.\\d+)?[BKMGTP]i?)`

/** `show system storage`. */
export const storage = reader({
  kind: 'storage',
  commands: ['show system storage'],
  rpcs: ['get-system-storage'],
  except: /^(?:cleanup|partitions)/,
  roots: ['system-storage-information'],
  heads: [/^Filesystem\s+(?:Size|[\d-]+K?-blocks)\s+Used\s+Avail/],
  rules: [
    skips(/^Filesystem\s+Size\s+Used\s+Avail/),
    opens(
      'filesystem',
      new RegExp(
        `^(?<filesystemName>\\S+)\\s+${size('totalBlocks')}\\s+${size('usedBlocks')}\\s+${size('availableBlocks')}\\s+(?<usedPercent>\\d+)%\\s+(?<mountedOn>\\S.*)$`,
      ),
    ),
  ],
  table: table({ filesystems: many(filesystem, 'filesystem') }, {}),
})
