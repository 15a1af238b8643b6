import type { Tx } from '../../db/scope.ts'
import type { Device } from '../../installed-base/device.ts'
import { listSoftware } from '../../installed-base/software/service.ts'
import type { CustomSoftware, Made } from '../../installed-base/software/software.ts'
import type { DeviceFacts } from '../facts.ts'

const madeOf = (found: CustomSoftware | undefined): Made | null => {
  if (!found) return null
  const { statementOfWork, deliverable, designed, developed, tested } = found
  return { statementOfWork, deliverable, designed, developed, tested }
}

/** The facts with what makes a piece of software custom software (CSS-1.p2), in the order of the devices. */
export async function withSoftware(
  tx: Tx,
  accountId: string,
  devices: readonly Device[],
  facts: readonly DeviceFacts[],
): Promise<readonly DeviceFacts[]> {
  const programs = devices.filter(({ kind }) => kind === 'software')
  const made = await listSoftware(
    tx,
    accountId,
    programs.map(({ id }) => id),
  )
  return facts.map((fact, at) => (fact.kind === 'software' ? { ...fact, software: madeOf(made.get(devices[at]?.id ?? '')) } : fact))
}
