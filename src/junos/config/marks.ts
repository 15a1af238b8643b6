import { flag } from './columns.ts'
import { holdsOneValue } from './schema.ts'
import type { Statement } from './statement.ts'

/**
 * `inactive: mtu 9000;` switches off the statement, whatever its value: the mark belongs to `mtu`. With an entry of a list,
 * such as `inactive: address 10.0.0.1/30;`, it belongs to the entry.
 */
export function placeMarks(node: Statement, path: string[] = []): void {
  for (const each of node.below) {
    if (each.below.length === 0) continue
    path.push(each.word)
    const [value] = each.below
    const marks = (value?.flags ?? 0) & (flag.inactive | flag.protected)
    if (
      value &&
      marks !== 0 &&
      each.below.length === 1 &&
      value.below.length === 0 &&
      value.has(flag.joined) &&
      holdsOneValue(path, value, each)
    ) {
      value.flags &= ~marks
      each.flags |= marks
    }
    placeMarks(each, path)
    path.pop()
  }
}
