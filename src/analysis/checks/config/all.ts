import type { ConfigCheck } from '../../configuration/check.ts'
import { clearTextApi } from './access/clear-text-api.ts'
import { legacyServices } from './access/legacy-services.ts'
import { sshAlgorithms } from './access/ssh-algorithms.ts'
import { sshForwarding } from './access/ssh-forwarding.ts'
import { sshKeepalive } from './access/ssh-keepalive.ts'
import { sshLimits } from './access/ssh-limits.ts'
import { sshRootLogin } from './access/ssh-root-login.ts'
import { sshVersion } from './access/ssh-version.ts'
import { telnet } from './access/telnet.ts'
import { webManagement } from './access/web-management.ts'
import { duplicateAddresses } from './consistency/duplicate-addresses.ts'
import { overlappingNetworks } from './consistency/overlapping-networks.ts'
import { undefinedReferences } from './consistency/undefined-references.ts'
import { unusedDefinitions } from './consistency/unused-definitions.ts'
import { controlFilter } from './control-plane/control-filter.ts'
import { controlFilterEnd } from './control-plane/control-filter-end.ts'
import { controlFilterPolicers } from './control-plane/control-filter-policers.ts'
import { controlFilterSources } from './control-plane/control-filter-sources.ts'
import { ddosProtection } from './control-plane/ddos-protection.ts'
import { filterReferences } from './control-plane/filter-references.ts'
import { archival } from './housekeeping/archival.ts'
import { autoSnapshot } from './housekeeping/auto-snapshot.ts'
import { autoinstallation } from './housekeeping/autoinstallation.ts'
import { commitSynchronize } from './housekeeping/commit-synchronize.ts'
import { consolePorts } from './housekeeping/console-ports.ts'
import { rollbacks } from './housekeeping/rollbacks.ts'
import { storedSecrets } from './housekeeping/stored-secrets.ts'
import { descriptions } from './interfaces/descriptions.ts'
import { mplsEdges } from './interfaces/mpls-edges.ts'
import { proxyArp } from './interfaces/proxy-arp.ts'
import { redirects } from './interfaces/redirects.ts'
import { rpfCheck } from './interfaces/rpf-check.ts'
import { sourceRouting } from './interfaces/source-routing.ts'
import { unusedPorts } from './interfaces/unused-ports.ts'
import { syslogArchive } from './logging/syslog-archive.ts'
import { syslogFiles } from './logging/syslog-files.ts'
import { syslogFormat } from './logging/syslog-format.ts'
import { syslogHost } from './logging/syslog-host.ts'
import { bgpAsPath } from './routing/bgp-as-path.ts'
import { bgpAuthentication } from './routing/bgp-authentication.ts'
import { bgpImportPrefixes } from './routing/bgp-import-prefixes.ts'
import { bgpLogUpdown } from './routing/bgp-log-updown.ts'
import { bgpPolicies } from './routing/bgp-policies.ts'
import { bgpPrefixLimit } from './routing/bgp-prefix-limit.ts'
import { bgpTtl } from './routing/bgp-ttl.ts'
import { isisLdpRsvpAuthentication } from './routing/isis-ldp-rsvp-authentication.ts'
import { multicastAndVrrp } from './routing/multicast-and-vrrp.ts'
import { ospfAuthentication } from './routing/ospf-authentication.ts'
import { routingRestart } from './routing/routing-restart.ts'
import { hostInbound } from './security/host-inbound.ts'
import { policyAny } from './security/policy-any.ts'
import { policyDefault } from './security/policy-default.ts'
import { screens } from './security/screens.ts'
import { unusedAlgs } from './security/unused-algs.ts'
import { vpnAlgorithms } from './security/vpn-algorithms.ts'
import { snmpClients } from './snmp/snmp-clients.ts'
import { snmpCommunity } from './snmp/snmp-community.ts'
import { snmpTraps } from './snmp/snmp-traps.ts'
import { snmpV3 } from './snmp/snmp-v3.ts'
import { bpduProtection } from './switching/bpdu-protection.ts'
import { defaultVlan } from './switching/default-vlan.ts'
import { dhcpAndArp } from './switching/dhcp-and-arp.ts'
import { stormControl } from './switching/storm-control.ts'
import { ntpAuthentication } from './time/ntp-authentication.ts'
import { ntpServers } from './time/ntp-servers.ts'
import { ntpSource } from './time/ntp-source.ts'
import { aaaServers } from './users/aaa-servers.ts'
import { accounting } from './users/accounting.ts'
import { authenticationOrder } from './users/authentication-order.ts'
import { classPermissions } from './users/class-permissions.ts'
import { idleTimeout } from './users/idle-timeout.ts'
import { localAccounts } from './users/local-accounts.ts'
import { loginMessage } from './users/login-message.ts'
import { loginRetries } from './users/login-retries.ts'
import { passwordComplexity } from './users/password-complexity.ts'
import { passwordFormat } from './users/password-format.ts'
import { passwordLength } from './users/password-length.ts'
import { rootPassword } from './users/root-password.ts'
import { superUsers } from './users/super-users.ts'

/** Every check of a configuration, by theme; a new one is an import and a line here. */
export const configChecks: readonly ConfigCheck[] = [
  telnet,
  legacyServices,
  webManagement,
  clearTextApi,
  sshVersion,
  sshRootLogin,
  sshLimits,
  sshAlgorithms,
  sshKeepalive,
  sshForwarding,
  rootPassword,
  superUsers,
  idleTimeout,
  loginRetries,
  passwordLength,
  passwordComplexity,
  passwordFormat,
  loginMessage,
  classPermissions,
  localAccounts,
  authenticationOrder,
  aaaServers,
  accounting,
  syslogHost,
  syslogFiles,
  syslogFormat,
  syslogArchive,
  ntpServers,
  ntpAuthentication,
  ntpSource,
  snmpCommunity,
  snmpClients,
  snmpV3,
  snmpTraps,
  controlFilter,
  controlFilterEnd,
  controlFilterSources,
  controlFilterPolicers,
  ddosProtection,
  filterReferences,
  bgpAuthentication,
  bgpPolicies,
  bgpPrefixLimit,
  bgpTtl,
  bgpImportPrefixes,
  bgpLogUpdown,
  bgpAsPath,
  routingRestart,
  ospfAuthentication,
  isisLdpRsvpAuthentication,
  multicastAndVrrp,
  unusedPorts,
  descriptions,
  redirects,
  rpfCheck,
  sourceRouting,
  proxyArp,
  mplsEdges,
  bpduProtection,
  stormControl,
  dhcpAndArp,
  defaultVlan,
  hostInbound,
  policyAny,
  policyDefault,
  screens,
  vpnAlgorithms,
  unusedAlgs,
  commitSynchronize,
  archival,
  autoSnapshot,
  rollbacks,
  autoinstallation,
  consolePorts,
  storedSecrets,
  undefinedReferences,
  unusedDefinitions,
  duplicateAddresses,
  overlappingNetworks,
]
