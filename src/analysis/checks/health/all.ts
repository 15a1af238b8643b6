import type { HealthCheck } from '../../health/check.ts'
import { alarmsMajor } from './alarms/alarms-major.ts'
import { alarmsMinor } from './alarms/alarms-minor.ts'
import { alarmsNoise } from './alarms/alarms-noise.ts'
import { engineCpu } from './engines/engine-cpu.ts'
import { engineLoad } from './engines/engine-load.ts'
import { engineMemory } from './engines/engine-memory.ts'
import { engineRebootReason } from './engines/engine-reboot-reason.ts'
import { engineRestarted } from './engines/engine-restarted.ts'
import { engineStatus } from './engines/engine-status.ts'
import { engineTemperature } from './engines/engine-temperature.ts'
import { engineUptime } from './engines/engine-uptime.ts'
import { protocolsRestarted } from './engines/protocols-restarted.ts'
import { fanState } from './hardware/fan-state.ts'
import { fpcCpu } from './hardware/fpc-cpu.ts'
import { fpcMemory } from './hardware/fpc-memory.ts'
import { fpcRestarted } from './hardware/fpc-restarted.ts'
import { fpcState } from './hardware/fpc-state.ts'
import { partsGone } from './hardware/parts-gone.ts'
import { picState } from './hardware/pic-state.ts'
import { powerInput } from './hardware/power-input.ts'
import { powerRemaining } from './hardware/power-remaining.ts'
import { powerSupply } from './hardware/power-supply.ts'
import { sensorState } from './hardware/sensor-state.ts'
import { supplyState } from './hardware/supply-state.ts'
import { temperatureRed } from './hardware/temperature-red.ts'
import { temperatureShutdown } from './hardware/temperature-shutdown.ts'
import { temperatureYellow } from './hardware/temperature-yellow.ts'
import { commitUnconfirmed } from './housekeeping/commit-unconfirmed.ts'
import { coreDumps } from './housekeeping/core-dumps.ts'
import { licencesExpiry } from './housekeeping/licences-expiry.ts'
import { licencesMissing } from './housekeeping/licences-missing.ts'
import { storageUse } from './housekeeping/storage-use.ts'
import { bundleSpeeds } from './interfaces/bundle-speeds.ts'
import { lacpMembers } from './interfaces/lacp-members.ts'
import { lldpNeighbor } from './interfaces/lldp-neighbor.ts'
import { portAlarms } from './interfaces/port-alarms.ts'
import { portDown } from './interfaces/port-down.ts'
import { portDrops } from './interfaces/port-drops.ts'
import { portDuplex } from './interfaces/port-duplex.ts'
import { portFlapped } from './interfaces/port-flapped.ts'
import { portInputErrors } from './interfaces/port-input-errors.ts'
import { portOutputErrors } from './interfaces/port-output-errors.ts'
import { portTransitions } from './interfaces/port-transitions.ts'
import { opticsDark } from './optics/optics-dark.ts'
import { opticsFading } from './optics/optics-fading.ts'
import { opticsFlags } from './optics/optics-flags.ts'
import { opticsReceive } from './optics/optics-receive.ts'
import { opticsTransmit } from './optics/optics-transmit.ts'
import { clusterFailovers } from './redundancy/cluster-failovers.ts'
import { clusterManual } from './redundancy/cluster-manual.ts'
import { clusterMonitors } from './redundancy/cluster-monitors.ts'
import { clusterNodes } from './redundancy/cluster-nodes.ts'
import { clusterPriority } from './redundancy/cluster-priority.ts'
import { engineBackup } from './redundancy/engine-backup.ts'
import { engineMastership } from './redundancy/engine-mastership.ts'
import { engineReleases } from './redundancy/engine-releases.ts'
import { engineUptimes } from './redundancy/engine-uptimes.ts'
import { powerSpare } from './redundancy/power-spare.ts'
import { supplyRedundancy } from './redundancy/supply-redundancy.ts'
import { vcMembers } from './redundancy/vc-members.ts'
import { vcRing } from './redundancy/vc-ring.ts'
import { vcRoles } from './redundancy/vc-roles.ts'
import { bfdUp } from './routing/bfd-up.ts'
import { bgpActive } from './routing/bgp-active.ts'
import { bgpDamped } from './routing/bgp-damped.ts'
import { bgpEstablished } from './routing/bgp-established.ts'
import { bgpFlaps } from './routing/bgp-flaps.ts'
import { bgpFresh } from './routing/bgp-fresh.ts'
import { bgpPrefixes } from './routing/bgp-prefixes.ts'
import { isisTransitions } from './routing/isis-transitions.ts'
import { isisUp } from './routing/isis-up.ts'
import { ldpUp } from './routing/ldp-up.ts'
import { ospfFull } from './routing/ospf-full.ts'
import { routesCount } from './routing/routes-count.ts'
import { routesHidden } from './routing/routes-hidden.ts'
import { clockSource } from './time/clock-source.ts'

export const healthChecks: readonly HealthCheck[] = [
  alarmsMajor,
  alarmsMinor,
  alarmsNoise,
  engineCpu,
  engineLoad,
  engineMemory,
  engineRebootReason,
  engineRestarted,
  engineStatus,
  engineTemperature,
  engineUptime,
  protocolsRestarted,
  fanState,
  fpcCpu,
  fpcMemory,
  fpcRestarted,
  fpcState,
  partsGone,
  picState,
  powerInput,
  powerRemaining,
  powerSupply,
  sensorState,
  supplyState,
  temperatureRed,
  temperatureShutdown,
  temperatureYellow,
  commitUnconfirmed,
  coreDumps,
  licencesExpiry,
  licencesMissing,
  storageUse,
  bundleSpeeds,
  lacpMembers,
  lldpNeighbor,
  portAlarms,
  portDown,
  portDrops,
  portDuplex,
  portFlapped,
  portInputErrors,
  portOutputErrors,
  portTransitions,
  opticsDark,
  opticsFading,
  opticsFlags,
  opticsReceive,
  opticsTransmit,
  clusterFailovers,
  clusterManual,
  clusterMonitors,
  clusterNodes,
  clusterPriority,
  engineBackup,
  engineMastership,
  engineReleases,
  engineUptimes,
  powerSpare,
  supplyRedundancy,
  vcMembers,
  vcRing,
  vcRoles,
  bfdUp,
  bgpActive,
  bgpDamped,
  bgpEstablished,
  bgpFlaps,
  bgpFresh,
  bgpPrefixes,
  isisTransitions,
  isisUp,
  ldpUp,
  ospfFull,
  routesCount,
  routesHidden,
  clockSource,
]
