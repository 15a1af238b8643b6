import { celsius, many, megabytes, number, seconds, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'
import { partState } from '../words.ts'

const port = table(
  { port: number('port-number') },
  {
    cable: text('cable-type'),
    fiber: text('fiber-mode', 'fiber-type'),
    vendor: text('sfp-vendor-name'),
    vendorPart: text('sfp-vendor-pno'),
    wavelength: text('wavelength'),
    firmware: text('sfp-vendor-fw-ver', 'sfp-jnpr-ver', 'xcvr-firmware'),
  },
  'rest',
)

const pic = table(
  { slot: number('pic-slot') },
  {
    state: partState('pic-state', 'state'),
    type: text('pic-type', 'type'),
    version: text('pic-version'),
    uptimeSeconds: seconds('up-time'),
    ports: many(port, 'port-information/port', 'port'),
  },
  ['slot', 'power-consumption', 'pic-cpu-pic-version', 'port-count', 'boot-status'],
)

const cpuFields = {
  cpuPercent: number('cpu-total'),
  interruptPercent: number('cpu-interrupt'),
  cpu1MinutePercent: number('cpu-1min-avg'),
  cpu5MinutesPercent: number('cpu-5min-avg'),
  cpu15MinutesPercent: number('cpu-15min-avg'),
}

const fpc = table(
  { slot: number('slot', 'pic-detail/slot') },
  {
    state: partState('state'),
    description: text('description'),
    celsius: celsius('temperature'),
    ...cpuFields,
    memoryMegabytes: megabytes('memory-dram-size', 'memory-ddr-dram-size'),
    heapPercent: number('memory-heap-utilization'),
    bufferPercent: number('memory-buffer-utilization'),
    started: text('start-time'),
    uptimeSeconds: seconds('up-time'),
    comment: text('comment', 'error-message'),
    pics: many(pic, 'pic', 'pic-detail'),
  },
  'rest',
)

const numbers =
  '(?<cpuTotal>\\d+)\\s+(?<cpuInterrupt>\\d+)(?:\\s+(?<cpu_1minAvg>\\d+)\\s+(?<cpu_5minAvg>\\d+)\\s+(?<cpu_15minAvg>\\d+))?\\s+(?<memoryDramSize>\\d+)\\s+(?<memoryHeapUtilization>\\d+)\\s+(?<memoryBufferUtilization>\\d+)'

/** `show chassis fpc` (with `detail`, `pic-status`) and `show chassis pic`. */
export const fpcs = reader({
  kind: 'fpcs',
  commands: ['show chassis fpc', 'show chassis pic'],
  rpcs: ['get-fpc-information', 'get-pic-information', 'get-pic-detail'],
  except: /^(?:errors|optical|port)/,
  roots: ['fpc-information', 'pic-information'],
  heads: [
    /^Temp\s+CPU Utilization \(%\)/,
    /^Slot State\s+\(C\)\s+Total/,
    /^Slot \d+ information:$/,
    /^Slot \d+\s{2,}(?:Online|Offline|Empty|Present)\b/,
    /^FPC slot \d+, PIC slot \d+ information:$/,
  ],
  rules: [
    skips(/^(?:Temp\s+CPU Utilization|Slot State\s+\(C\)|PIC port information:|Fiber\s+Xcvr vendor|Port Cable type|PIC\s+Slot\b)/),
    opens('fpc', new RegExp(`^(?<slot>\\d+)\\s+(?<state>[A-Z]\\S*)\\s+(?<temperature>\\d+|Testing|Absent)\\s+${numbers}$`)),
    opens('fpc', /^(?<slot>\d+)\s+(?<state>[A-Z][a-z]+)(?:\s+(?<comment>-+.*|\S*[A-Za-z].*))?$/),
    opens('fpc', /^Slot (?<slot>\d+) information:$/),
    opens('fpc', /^Slot (?<slot>\d+)\s+(?<state>[A-Z][a-z]+)(?:\s+(?<description>\S.*))?$/),
    opens('pic', /^PIC (?<picSlot>\d+)\s+(?<picState>[A-Z][a-z]+)(?:\s+(?<picType>\S.*))?$/, 'fpc'),
    opens('fpc', /^FPC slot (?<slot>\d+), PIC slot \d+ information:$/),
    opens('pic-detail', /^FPC slot \d+, PIC slot (?<picSlot>\d+) information:$/, 'fpc'),
    opens(
      'port',
      /^(?<portNumber>\d+)\s+(?<cableType>\S.*?)\s{2,}(?<fiberMode>\S+)\s+(?<sfpVendorName>\S.*?)\s{2,}(?<sfpVendorPno>\S+)\s+(?<wavelength>\S+ nm|n\/a)(?:\s+(?<xcvrFirmware>\S+))?$/,
      'pic-detail',
    ),
    says(/^State\s+(?<state>\S.*)$/),
    says(/^Temperature\s+(?<temperature>\S.*)$/),
    says(/^Total CPU DRAM\s+(?<memoryDramSize>\d+ MB)$/),
    says(/^(?:Type)\s+(?<type>\S.*)$/),
    says(/^PIC version\s+(?<picVersion>\S+)$/),
    says(/^Start time:?\s+(?<startTime>\S.*)$/),
    says(/^Uptime:?\s+(?<upTime>\S.*)$/),
    skips(/^(?:Total (?:\w+ )?(?:DDR |RL)?[SD]?RAM|FIPS|Max(?:imum)? power|Memory|LCPU|Total)\b/),
  ],
  table: table({ fpcs: many(fpc, 'fpc') }, {}),
})
