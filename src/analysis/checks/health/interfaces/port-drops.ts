import { healthCheck, limit } from '../../../health/check.ts'
import { grownOnPorts } from '../../../health/growth.ts'
import { jsnapy, ownAdvice } from '../../../health/sources.ts'

export const portDrops = healthCheck({
  id: 'port-drops',
  theme: 'interfaces',
  severity: 'low',
  title: 'Interfaces drop few packets',
  asks: ['interfaces'],
  twice: true,
  none: 'no interface is listed',
  why: 'Drops mean that more is to be sent than fits: a bundle that lost a member, a loop, or a link that became too small.',
  source: [jsnapy('interface counters'), ownAdvice],
  parameters: { packets: limit('growth that is still accepted between two readings, in packets', 1_000, 0, 1_000_000_000) },
  judge: (device, { packets }) =>
    grownOnPorts(
      device,
      ({ inputErrors: into, outputErrors: out }) =>
        (into || out) && { 'input drops': into?.drops, 'input discards': into?.discards, 'output drops': out?.drops },
      packets,
      (port) => [`show interfaces queue ${port}`, `monitor interface ${port}`],
    ),
})
