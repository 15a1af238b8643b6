import { celsius, epochSeconds, group, many, megabytes, number, seconds, state, table, text } from '../fields.ts'
import { reader, withChildren } from '../reader.ts'
import { opens, says, skips } from '../text.ts'
import { partState } from '../words.ts'

/** In XML the intervals are counted, `cpu-idle1` of one minute to `cpu-idle3` of fifteen, or named, `cpu-idle-1min`; in text each has a heading. */
const cpu = (count: string, interval: string, heading: string) => {
  const share = (name: string) => number(`${name}${count}`, `${name}-${interval}`, `${heading}/${name}`)
  return group({
    userPercent: share('cpu-user'),
    backgroundPercent: share('cpu-background'),
    kernelPercent: share('cpu-system'),
    interruptPercent: share('cpu-interrupt'),
    idlePercent: share('cpu-idle'),
  })
}

const engine = table(
  {},
  {
    /** Absent on devices with one engine only. */
    slot: number('slot'),
    mastership: state({ master: 'master', primary: 'master', backup: 'backup', disabled: 'disabled', present: 'look' })('mastership-state'),
    electionPriority: text('mastership-priority'),
    /** `Testing` is seen on healthy virtual devices: no sign by itself. */
    status: partState('status'),
    celsius: celsius('temperature'),
    cpuCelsius: celsius('cpu-temperature'),
    memoryMegabytes: megabytes('memory-dram-size', 'memory-system-total'),
    installedMegabytes: megabytes('memory-installed-size'),
    memoryPercent: number('memory-buffer-utilization', 'memory-system-total-util'),
    controlPlanePercent: number('memory-control-plane-util'),
    dataPlanePercent: number('memory-data-plane-util'),
    /** Of the last five seconds. */
    cpu: cpu('', '5sec', 'now'),
    cpu1Minute: cpu('1', '1min', 'minute'),
    cpu5Minutes: cpu('2', '5min', 'five'),
    cpu15Minutes: cpu('3', '15min', 'fifteen'),
    model: text('model'),
    serial: text('serial-number'),
    started: text('start-time'),
    startedEpochSeconds: epochSeconds('start-time'),
    uptimeSeconds: seconds('up-time'),
    lastReboot: text('last-reboot-reason'),
    load1Minute: number('load-average-one'),
    load5Minutes: number('load-average-five'),
    load15Minutes: number('load-average-fifteen'),
  },
  ['memory-system-total-used', 'memory-control-plane', 'memory-control-plane-used', 'memory-data-plane', 'memory-data-plane-used', 'note'],
)

const at = { at: 'route-engine' }

/** `show chassis routing-engine`. */
export const routingEngines = reader({
  kind: 'routing-engines',
  commands: ['show chassis routing-engine'],
  rpcs: ['get-route-engine-information'],
  except: /^(?:bios|errors|hard-disk|usb)/,
  roots: ['route-engine-information'],
  heads: [/^Routing Engine status:$/],
  rules: [
    opens('route-engine', /^Routing Engine status:$/),
    opens('route-engine', /^Slot (?<slot>\d+):$/),
    says(/^Current state\s+(?<mastershipState>\S+)$/),
    says(/^Election priority\s+(?<mastershipPriority>\S.*)$/),
    says(/^Status\s+(?<status>\S.*)$/),
    says(/^Temperature\s+(?<temperature>\S.*)$/),
    says(/^CPU temperature\s+(?<cpuTemperature>\S.*)$/),
    says(/^DRAM\s+(?<memoryDramSize>\d+ MB)(?:\s+(?<memoryInstalledSize>\(.*\)))?$/),
    says(/^Total memory\s+(?<memorySystemTotal>\d+) MB Max\s+\d+ MB used \(\s*(?<memorySystemTotalUtil>\d+) percent\)$/),
    says(/^Control plane memory\s+\d+ MB Max\s+\d+ MB used \(\s*(?<memoryControlPlaneUtil>\d+) percent\)$/),
    says(/^Data plane memory\s+\d+ MB Max\s+\d+ MB used \(\s*(?<memoryDataPlaneUtil>\d+) percent\)$/),
    says(/^Memory utilization\s+(?<memoryBufferUtilization>\d+) percent$/),
    opens('now', /^(?:5 sec )?CPU utilization:$/, 'route-engine'),
    opens('minute', /^1 min CPU utilization:$/, 'route-engine'),
    opens('five', /^5 min CPU utilization:$/, 'route-engine'),
    opens('fifteen', /^15 min CPU utilization:$/, 'route-engine'),
    says(/^User\s+(?<cpuUser>\d+) percent$/),
    says(/^(?:Real-time threads|Background)\s+(?<cpuBackground>\d+) percent$/),
    says(/^Kernel\s+(?<cpuSystem>\d+) percent$/),
    says(/^Interrupt\s+(?<cpuInterrupt>\d+) percent$/),
    says(/^Idle\s+(?<cpuIdle>\d+) percent$/),
    says(/^Model\s+(?<model>\S.*)$/, at),
    says(/^Serial (?:ID|number)\s+(?<serialNumber>\S+)$/, at),
    says(/^Start time\s+(?<startTime>\S.*)$/, at),
    says(/^Uptime\s+(?<upTime>\S.*)$/, at),
    says(/^Last reboot reason\s+(?<lastRebootReason>\S.*)$/, at),
    skips(/^Load averages:\s+1 minute/),
    says(/^(?<loadAverageOne>\d+\.\d+)\s+(?<loadAverageFive>\d+\.\d+)\s+(?<loadAverageFifteen>\d+\.\d+)$/, at),
  ],
  // A heading stands above each slot, or once above all of them.
  before: (root) =>
    withChildren(
      root,
      root.children.filter(({ children }) => children.length > 0),
    ),
  table: table({ engines: many(engine, 'route-engine') }, {}),
})
