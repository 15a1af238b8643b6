import { inspect } from '../analysis/findings/inspection.ts'
import type { Parts } from '../assemble.ts'
import { inScope, providerScope } from '../db/scope.ts'
import { listDevices } from '../installed-base/service.ts'
import { takeDeviceData } from '../installed-base/taking/service.ts'
import { fireDue } from '../jobs/runner.ts'
import { sortCapture } from '../junos/sort-capture.ts'
import { daysMs, type Instant, toIso } from '../lib/time.ts'
import type { Built } from './build.ts'

/** What some devices of the demonstration answer to show commands, with what support engineers find at night. */

/** `2026-03-02 04:11:07 UTC`, as a device writes it. */
const stamp = (at: Instant) => `${toIso(at).slice(0, 19).replace('T', ' ')} UTC`

function session(host: string, serial: string, place: number, at: Instant, later: boolean): string {
  const sick = later && place === 1
  const answers: readonly (readonly [command: string, answer: string])[] = [
    [
      'show system uptime',
      `Current time: ${stamp(at)}
Time Source:  NTP CLOCK
System booted: ${stamp(at - 90 * daysMs)} (12w6d 00:00 ago)
Protocols started: ${stamp(at - 90 * daysMs)} (12w6d 00:00 ago)
Last configured: ${stamp(at - 20 * daysMs)} (2w6d 00:00 ago) by nightly`,
    ],
    [
      'show version',
      `Hostname: ${host}
Model: mx204
Junos: 22.4R3-S5.6
JUNOS OS Kernel 64-bit  [20250301.000000_builder_stable_12]`,
    ],
    [
      'show chassis hardware',
      `Hardware inventory:
Item             Version  Part number  Serial number     Description
Chassis                                ${serial.padEnd(18)}MX204
Routing Engine 0          BUILTIN      BUILTIN           RE-S-1600x8
FPC 0                     BUILTIN      BUILTIN           MPC
PEM 0            REV 04   740-000101   ${`1EDP${serial.slice(-4)}0000`.padEnd(18)}AC AFO 650W PSU
PEM 1            REV 04   740-000101   ${`1EDP${serial.slice(-4)}0001`.padEnd(18)}AC AFO 650W PSU`,
    ],
    [
      'show chassis alarms',
      sick
        ? `2 alarms currently active
Alarm time               Class  Description
${stamp(at - daysMs / 3)}  Major  PEM 1 Not Powered
${stamp(at - daysMs / 4)}  Minor  Rescue configuration is not set`
        : 'No alarms currently active',
    ],
    [
      'show chassis environment',
      `Class Item                           Status     Measurement
Temp  PEM 0                          OK         38 degrees C / 100 degrees F
      PEM 1                          ${sick ? 'Failed' : 'OK         39 degrees C / 102 degrees F'}
      Routing Engine 0               OK         ${36 + place} degrees C / 98 degrees F
Fans  Fan Tray 0 Fan 1               OK         5400 RPM
      Fan Tray 0 Fan 2               OK         5430 RPM
Power PEM 0                          OK
      PEM 1                          ${sick ? 'Failed' : 'OK'}`,
    ],
    [
      'show chassis routing-engine',
      `Routing Engine status:
    Temperature                 ${36 + place} degrees C / 98 degrees F
    CPU temperature             44 degrees C / 111 degrees F
    DRAM                      32733 MB (32768 MB installed)
    Memory utilization          ${place === 2 ? 91 : 21} percent
    CPU utilization:
      User                       ${place === 2 && later ? 78 : 4} percent
      Background                 0 percent
      Kernel                     ${place === 2 && later ? 14 : 3} percent
      Interrupt                  1 percent
      Idle                      ${place === 2 && later ? 7 : 92} percent
    Model                          RE-S-1600x8
    Start time                     ${stamp(at - 90 * daysMs)}
    Uptime                         90 days, 0 hours, 0 minutes, 0 seconds
    Last reboot reason             0x4000:VJUNOS reboot
    Load averages:                 1 minute   5 minute  15 minute
                                       0.31       0.28       0.25`,
    ],
    [
      'show bgp summary',
      `Groups: 2 Peers: 3 Down peers: ${sick ? 1 : 0}
Table          Tot Paths  Act Paths Suppressed    History Damp State    Pending
inet.0               2104       1980          0          0          0          0
Peer                     AS      InPkt     OutPkt    OutQ   Flaps Last Up/Dwn State|#Active/Received/Accepted/Damped...
192.0.2.${10 + place}            64500    ${2_000_000 + place}    1900412       0       1 12w5d 3:12:01 900/1010/1010/0      0/0/0/0
192.0.2.${60 + place}            64501     190412     180007       0       ${sick ? 9 : 2}     ${sick ? '2:11:40 Active' : '5w2d 7:01:12 540/560/560/0        0/0/0/0'}
198.51.100.${10 + place}         64496     700412     690007       0       0 12w5d 3:12:00 540/534/534/0        0/0/0/0`,
    ],
  ]
  return answers.map(([command, answer]) => `nightly@${host}> ${command} | no-more\n${answer}\n\n`).join('')
}

/** Two readings each, a day apart, of the first routers of one customer. */
export async function playReadings(parts: Parts, built: Built, now: Instant): Promise<void> {
  const account = built.accounts.get('ALBION')
  if (!account) return
  for (const later of [false, true]) {
    const at = now - (later ? 2 : 26) * (daysMs / 24)
    await inScope(parts.db, providerScope, async (tx) => {
      const devices = (await listDevices(tx, account.id, { limit: 200 })).filter(({ product }) => product === 'MX204').slice(0, 6)
      for (const [place, device] of devices.entries())
        await takeDeviceData(
          tx,
          account,
          { now: at, actor: 'system' },
          { name: `nightly/leeds-${place + 1}.log`, sorted: sortCapture(session(`leeds-${place + 1}`, device.serial, place, at, later)) },
          { device, dryRun: false, batch: undefined, inspect },
        )
    })
    await fireDue(parts.db, parts.timers, at)
  }
}
