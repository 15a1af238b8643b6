import { healthCheck, limit } from '../../../health/check.ts'
import { grownOnPorts } from '../../../health/growth.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const portOutputErrors = healthCheck({
  id: 'port-output-errors',
  theme: 'interfaces',
  severity: 'medium',
  title: 'No interface fails to send frames',
  asks: ['interfaces'],
  twice: true,
  none: 'no interface is listed',
  why: 'Collisions mean a duplex that differs, and errors of the link between the forwarding engine and the port mean hardware that fails.',
  source: [ownAdvice],
  parameters: { frames: limit('growth that is still accepted between two readings, in frames', 0, 0, 1_000_000) },
  judge: (device, { frames }) =>
    grownOnPorts(
      device,
      ({ outputErrors: it }) =>
        it && {
          errors: it.errors,
          collisions: it.collisions,
          aged: it.aged,
          MTU: it.mtu,
          'link CRC': it.linkCrc,
          FIFO: it.fifo,
          resource: it.resource,
          CRC: it.crc,
        },
      frames,
      (port) => [`show interfaces ${port} extensive`, 'show chassis fpc errors'],
    ),
})
