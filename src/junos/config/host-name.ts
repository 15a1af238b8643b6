import { deviceName } from '../show/devices.ts'
import type { Statement } from './statement.ts'

/**
 * What a configuration calls its device: its own host name, else that of the first group in use that has one, as devices with two engines
 * and clusters have it. The names of two engines are one.
 */
export function hostNameOf(tree: Statement): string | null {
  const nameIn = (node: Statement | undefined): string | undefined => node?.at('system', 'host-name')?.below[0]?.word
  const own = nameIn(tree)
  if (own !== undefined) return own
  for (const { word } of tree.find('apply-groups')?.below ?? []) {
    const name = nameIn(tree.at('groups', word.startsWith('$') ? 'node0' : word))
    if (name !== undefined) return deviceName(name)
  }
  return null
}
