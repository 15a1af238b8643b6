import { healthCheck, limit } from '../../../health/check.ts'
import { grownOnPorts } from '../../../health/growth.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const portTransitions = healthCheck({
  id: 'port-transitions',
  theme: 'interfaces',
  severity: 'medium',
  title: 'No interface has gone down and up between two readings',
  asks: ['interfaces'],
  twice: true,
  none: 'no interface is listed',
  why: 'A link that comes and goes makes the whole network calculate anew each time, and is up whenever somebody looks.',
  source: [ownAdvice],
  parameters: { transitions: limit('changes of the carrier that are still accepted', 0, 0, 1_000) },
  judge: (device, { transitions }) =>
    grownOnPorts(
      device,
      ({ outputErrors }) => outputErrors && { 'carrier transitions': outputErrors.carrierTransitions },
      transitions,
      (port) => [`show log messages | match ${port}`, `set interfaces ${port} hold-time up <milliseconds> down <milliseconds>`],
    ),
})
