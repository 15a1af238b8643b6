import { healthCheck, limit } from '../../../health/check.ts'
import { grownOnPorts } from '../../../health/growth.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const portInputErrors = healthCheck({
  id: 'port-input-errors',
  theme: 'interfaces',
  severity: 'medium',
  title: 'No interface receives broken frames',
  asks: ['interfaces'],
  twice: true,
  none: 'no interface is listed',
  why: 'Frames that come in broken mean a bad fibre, module or cable; the loss slows every connection across it.',
  source: [ownAdvice],
  parameters: { frames: limit('growth that is still accepted between two readings, in frames', 0, 0, 1_000_000) },
  judge: (device, { frames }) =>
    grownOnPorts(
      device,
      ({ inputErrors: it }) =>
        it && {
          errors: it.errors,
          framing: it.framing,
          CRC: it.crc,
          runts: it.runts,
          giants: it.giants,
          'L2 channel': it.layer2Channel,
          FIFO: it.fifo,
        },
      frames,
      (port) => [
        `show interfaces ${port} extensive`,
        `show interfaces diagnostics optics ${port}`,
        'Clean or change fibre and module, on both ends.',
      ],
    ),
})
