import { state } from './fields.ts'

/** States that mean the same wherever a device uses them. What is not here is `look`. */

/** Of a part of the hardware: there and well, not there, switched off, broken. */
export const partState = state({
  ok: 'ok',
  online: 'ok',
  'online master': 'ok',
  'online standby': 'ok',
  absent: 'absent',
  empty: 'absent',
  offline: 'off',
  failed: 'failed',
  fault: 'failed',
  check: 'look',
  present: 'look',
  testing: 'look',
  ready: 'look',
  'n/a': 'look',
})

/** Of a link, by the operator's will and in fact. */
export const upDown = state({
  up: 'up',
  enabled: 'up',
  down: 'down',
  'administratively down': 'down',
  disabled: 'down',
  'link-layer-down': 'down',
})

const bgpWords = state({
  established: 'established',
  establ: 'established',
  idle: 'down',
  connect: 'down',
  active: 'down',
  opensent: 'down',
  openconfirm: 'down',
  'idle (admin)': 'down',
})

/** Of a BGP session. In a summary, the counters of the one table stand in place of the word when it is established. */
export const bgpState: typeof bgpWords = (...names) => {
  const field = bgpWords(...names)
  return {
    names: field.names,
    read: (node, notes) => {
      const word = node.children.find(({ name }) => names.includes(name))?.text
      return word !== undefined && /^\d+\/\d+\/\d+/.test(word) ? { state: 'established', word } : field.read(node, notes)
    },
  }
}
