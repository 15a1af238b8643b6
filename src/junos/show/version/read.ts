import type { XmlNode } from '../../xml.ts'
import { type Field, many, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'

const bracketed = (some: string | undefined): string | undefined => /\[([^[\]]{1,80})\]\s*$/.exec(some ?? '')?.[1]

/** Devices before 13.3 or so name their release in the packages only, most of them in the first. */
const release: Field<string> = {
  names: ['junos-version'],
  read: (node) => {
    const own = node.children.find(({ name }) => name === 'junos-version')?.text
    if (own) return own
    const packages = node.children.filter(({ name }) => name === 'package-information')
    const comments = packages.map((each: XmlNode) => each.children.find(({ name }) => name === 'comment')?.text)
    const main = comments.find((comment) => /^JUNOS (?:Software Release|Base OS boot|EX +Software Suite|Base OS)/.test(comment ?? ''))
    return bracketed(main) ?? comments.map(bracketed).find((each) => each !== undefined && /^\d+\.\d+[A-Z]/.test(each))
  },
}

const row = table({}, { name: text('name'), comment: text('comment') }, 'rest')

/** `show version`. */
export const version = reader({
  kind: 'version',
  commands: ['show version'],
  rpcs: ['get-software-information'],
  roots: ['software-information'],
  heads: [/^Hostname: \S+$/, /^JUNOS (?:Software Release|Base OS|EX +Software Suite|OS Kernel).{0,80}\[.+\]$/],
  rules: [
    says(/^Hostname: (?<hostName>\S+)$/),
    says(/^Model: (?<productModel>\S.*)$/),
    says(/^Junos: (?<junosVersion>\S+)$/),
    opens('package-information', /^(?<comment>[A-Za-z].*\[[^[\]]+\])$/),
    skips(
      /^(?:KERNEL\b|Family: |Yocto: |Linux Kernel: |smartd |Copyright )|\brelease \S+ (?:built|by)\b|\bbuilt (?:by|on)\b|^[-\w.]+: \[?\d/i,
    ),
  ],
  table: table(
    {},
    {
      hostName: text('host-name'),
      model: text('product-model'),
      /** As it is written: `release/` reads it. Absent where no package names it. */
      release,
      packages: many(row, 'package-information'),
    },
    ['product-name', 'jsr', 'version-information', 'yocto-version', 'linux-version', 'linux-kernel', 'family'],
  ),
})
