import type { Statement } from './statement.ts'

/** The hierarchies at the top of a configuration of Junos and Junos Evolved. */
const hierarchies: ReadonlySet<string> = new Set(
  `access access-profile accounting-options applications apply-groups apply-macro bridge-domains chassis class-of-service diameter dynamic-profiles
  ethernet-switching-options event-options fabric firewall forwarding-options groups interfaces jsrc logical-systems multi-chassis
  multicast-snooping-options poe policy-options protocols routing-instances routing-options schedulers security services smtp snmp
  switch-options system tenants unified-edge version virtual-chassis vlans vmhost wlan`.split(/\s+/),
)

/**
 * Whether a tree may be the configuration of a device, or a part of one from its top: at least half of what stands at the top is a known
 * hierarchy. Any text with braces or blanks gives some tree; this tells a configuration from the answer to another command.
 */
export function isFromTheTop({ below }: Statement): boolean {
  const known = below.filter(({ word }) => hierarchies.has(word)).length
  return known > 0 && known * 2 >= below.length
}
