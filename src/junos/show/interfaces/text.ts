import { opens, says, skips } from '../text.ts'

const at = { at: 'physical-interface' }
const into = (name: string) => ({ ...at, into: name })

const inputErrors = into('input-error-list')
const outputErrors = into('output-error-list')
const statistics = { into: 'traffic-statistics' }

const states = '(?<adminStatus>up|down)\\s+(?<operStatus>up|down)'
const family = '(?:inet6?|iso|mpls|vpls|tnp|multiservice|bridge|ccc|tcc|eth-switch|aenet|mlfr|any)'

/**
 * The text of `show interfaces`: headings, then free lines of `name: value` in many arrangements. What says nothing
 * to the table is left aside, as in XML.
 */
export const interfaceRules = [
  skips(/^Interface\s+Admin Link /),
  opens('physical-interface', /^Physical interface: (?<name>[^,\s]+), (?<adminStatus>[^,]+), Physical link is (?<operStatus>\S+)$/),
  opens('logical-interface', /^Logical interface (?<name>\S+) \(Index \d+\)/),
  opens('physical-interface', new RegExp(`^(?<name>[a-z][\\w/:-]*)\\s+${states}(?:\\s{1,4}(?<description>\\S.*))?$`)),
  opens(
    'logical-interface',
    new RegExp(
      `^(?<name>[a-z][\\w/:-]*\\.\\d+)\\s+${states}(?:\\s+${family}(?:\\s+(?<ifaLocal>[\\da-f.:]+(?:/\\d+)?)(?:\\s.*)?|\\s+-->.*)?|\\s+(?<description>\\S.*))?$`,
    ),
  ),
  says(new RegExp(`^(?:${family}\\s+)?(?<ifaLocal>[\\da-f]+[.:][\\da-f.:]+(?:/\\d+)?)(?:\\s+-->.*)?$`), { at: 'logical-interface' }),
  says(/\bLocal: (?<ifaLocal>[\da-f.:]+)/, { at: 'logical-interface' }),
  says(/^Description: (?<description>\S.*)$/),
  says(/\bSNMP ifIndex: (?<snmpIndex>\d+)/, at),
  says(/^(?:Link-level )?[Tt]ype: (?<linkLevelType>[^,]+)/, at),
  says(/^(?:(?:Link-level )?[Tt]ype: [^,]+, )(?:.{0,80}, )?MTU: (?<mtu>\d+|Unlimited)/, at),
  says(/\b(?:Link-mode: (?<linkMode>[^,]+), )?Speed: (?<speed>[^,]+)/, at),
  says(/^Current address: (?<currentPhysicalAddress>[\da-f:]+)/, at),
  says(/^Last flapped\s*: (?<interfaceFlapped>\S.*)$/, at),
  says(/^Input\s+bytes\s*:\s+(?<inputBytes>\d+)(?:\s+(?<inputBps>\d+) bps)?/, statistics),
  says(/^Output\s+bytes\s*:\s+(?<outputBytes>\d+)(?:\s+(?<outputBps>\d+) bps)?/, statistics),
  says(/^Input\s+packets\s*:\s+(?<inputPackets>\d+)/, statistics),
  says(/^Output\s+packets\s*:\s+(?<outputPackets>\d+)/, statistics),
  says(/^Input rate\s+: (?<inputBps>\d+) bps/, { ...at, ...statistics }),
  says(/^Output rate\s+: (?<outputBps>\d+) bps/, { ...at, ...statistics }),
  says(
    /^(?:Input errors: )?Errors: (?<inputErrors>\d+), Drops: (?<inputDrops>\d+)(?:, Framing errors: (?<framingErrors>\d+))?(?:, Runts: (?<inputRunts>\d+))?/,
    inputErrors,
  ),
  says(/^Errors: \d+, Drops: \d+,.{0,60} Policed discards: (?<inputDiscards>\d+)/, inputErrors),
  says(/^(?:Giants: (?<inputGiants>\d+), )?Policed discards: (?<inputDiscards>\d+)/, inputErrors),
  says(/\bL3 incompletes: (?<inputL3Incompletes>\d+)/, inputErrors),
  says(/\bL2 channel errors: (?<inputL2ChannelErrors>\d+)/, inputErrors),
  says(/\bL2 mismatch timeouts: (?<inputL2MismatchTimeouts>\d+)/, inputErrors),
  says(/\bL2 mismatch timeouts: \d+, FIFO errors: (?<inputFifoErrors>\d+)/, inputErrors),
  says(/^FIFO errors: (?<inputFifoErrors>\d+), Resource errors: (?<inputResourceErrors>\d+)$/, inputErrors),
  says(/^Input errors: (?<inputErrors>\d+), Output errors: \d+$/, inputErrors),
  says(/^Input errors: \d+, Output errors: (?<outputErrors>\d+)$/, outputErrors),
  says(/^FIFO errors: (?<outputFifoErrors>\d+), HS link CRC errors: (?<hsLinkCrcErrors>\d+)/, outputErrors),
  says(/^Carrier transitions: (?<carrierTransitions>\d+)(?:, Errors: (?<outputErrors>\d+))?/, outputErrors),
  says(/^Carrier transitions: .{0,60}\bCollisions: (?<outputCollisions>\d+)/, outputErrors),
  says(/^Carrier transitions: .{0,80}\bDrops: (?<outputDrops>\d+)/, outputErrors),
  says(/\bAged packets: (?<agedPackets>\d+)/, outputErrors),
  says(/\bMTU errors: (?<mtuErrors>\d+)/, outputErrors),
  says(/\bMTU errors: \d+, Resource errors: (?<outputResourceErrors>\d+)$/, outputErrors),
  says(/^CRC\/Align errors\s+(?<inputCrcErrors>\d+)\s+(?<outputCrcErrors>\d+)$/, into('ethernet-mac-statistics')),
  says(/^Active alarms\s*: (?<interfaceAlarms>\S.*)$/, into('active-alarms')),
  says(/^Active defects\s*: (?<interfaceDefects>\S.*)$/, into('active-defects')),
]
