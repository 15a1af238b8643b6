import { inspect } from '../analysis/findings/inspection.ts'
import { listContracts } from '../contracts/service.ts'
import type { Tx } from '../db/scope.ts'
import { takeFile } from '../guidance/automation/collections/service.ts'
import { addCollector, machineOf } from '../guidance/automation/collectors/service.ts'
import { takeEvent } from '../guidance/automation/events/service.ts'
import { takeFeed } from '../guidance/automation/feeds/service.ts'
import { goLive } from '../guidance/automation/service.ts'
import { listDevices } from '../installed-base/service.ts'
import { sortCapture } from '../junos/sort-capture.ts'
import type { AccountRef } from '../lib/principal.ts'
import { hoursMs, type Instant, minutesMs, toIso } from '../lib/time.ts'

type Someone = { readonly personId: string; readonly name: string; readonly email: string }
const by = ({ name, email }: Someone, now: Instant) => ({ now, actor: `${name} <${email}>`, name })

/** Automation at work in the demonstration: one collector that sends, one that is silent, a fan alarm with its case, and an event that was refused. */
export async function playCollectors(
  tx: Tx,
  account: AccountRef,
  { beth, arun }: { readonly beth: Someone; readonly arun: Someone },
  now: Instant,
): Promise<void> {
  const contract = (await listContracts(tx, account.id)).find(({ service, state }) => service === 'SSM' && state === 'active')
  if (!contract) return
  const { number } = contract
  const ago = (hours: number) => now - hours * hoursMs
  const made = async (name: string, hours: number) => {
    const { id } = await addCollector(tx, account, by(beth, ago(hours)), number, { name, contact: beth.email })
    return machineOf({ id, name, contractId: contract.id }, account)
  }
  const austin = await made('collector 1, Austin', 240)
  const houston = await made('collector 2, Houston', 200)
  const held = (await listDevices(tx, account.id, { limit: 500 })).filter(
    ({ parentId, status }) => parentId === null && status === 'in-use',
  )
  const [first] = held
  if (!first) return
  const feed = (from: typeof austin, hours: number, lines: readonly string[]) =>
    takeFeed(tx, account, ago(hours), from, number, {
      source: 'inventory script v3',
      readAt: ago(hours) - 4 * minutesMs,
      text: ['serial,model,release', ...lines].join('\n'),
    })
  const lines = held.slice(0, -2).map(({ serial, product, release }) => `${serial},${product},${release}`)
  await feed(
    houston,
    90,
    held.slice(-2, -1).map(({ serial, product }) => `${serial},${product},`),
  )
  await feed(austin, 30, lines)
  await feed(austin, 6, [...lines, ',MX204,', 'PR-NEW-1,MX204,23.4R2'])
  // one event before automation was live
  const event = (hours: number, serial: string, kind: string, severity: 'critical' | 'major' | 'minor', text: string) =>
    takeEvent(tx, account, ago(hours), austin, number, { serial, kind, severity, at: ago(hours) - minutesMs, text, sentAs: null })
  await event(50, first.serial, 'fan-alarm', 'major', 'Test: fan tray 0 was pulled')
  await goLive(tx, account, by(arun, ago(40)), number)
  await event(20, 'PR-LAB-7', 'power-supply', 'minor', 'PEM 1 has no input')
  for (const { serial } of held.slice(0, 20)) {
    const { event: opened } = await event(1.2, serial, 'fan-alarm', 'major', 'Fan tray 0 has stopped')
    if (opened.fate !== 'opened') continue
    await event(1.1, serial, 'fan-alarm', 'major', 'Fan tray 0 has stopped')
    const text = `admin@${serial.toLowerCase()}> show system alarms\n1 alarms currently active\nAlarm time               Class  Description\n${toIso(ago(1.2)).slice(0, 19).replace('T', ' ')} UTC  Major  Fan tray 0 has stopped\n`
    const name = `${serial}-alarms.txt`
    await takeFile(
      tx,
      account,
      ago(1),
      austin,
      number,
      {
        device: serial,
        name,
        script: 'collect on alarm',
        scriptVersion: 'v3',
        collectedAt: ago(1.05),
        batch: undefined,
        text,
        sorted: sortCapture(text, name),
      },
      inspect,
    )
    break
  }
}
