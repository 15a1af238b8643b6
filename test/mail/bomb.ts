import assert from 'node:assert/strict'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { mail, type TestDesk } from './desk.ts'

/** So many mails of as many forged senders: none may make us write to anybody, change a case or keep a customer waiting. */
export async function bomb(desk: TestDesk, count: number): Promise<void> {
  const held = () =>
    inScope(desk.api.parts.db, providerScope, async (tx) => {
      const of = async (table: 'outbox' | 'support_case' | 'case_event') =>
        Number(
          (
            await tx
              .selectFrom(table)
              .select((eb) => eb.fn.countAll<number>().as('n'))
              .executeTakeFirstOrThrow()
          ).n,
        )
      return { outbox: await of('outbox'), cases: await of('support_case'), events: await of('case_event') }
    })
  const before = await held()
  const forged = (at: number) =>
    mail({
      from: `victim${at}@domain${at % 997}.example`,
      to: `case${at % 2 === 0 ? '' : `+${'a'.repeat(53)}`}@support.example`,
      subject: `Re: [${desk.open}] account ${at}`,
      headers: [`Message-ID: <bomb-${at}@x.example>`, `In-Reply-To: <case.${desk.open.toLowerCase()}@vendor.example>`],
      body: 'Confirm your registration.',
    })
  const rules = new Map<string, number>()
  for (let at = 0; at < count; at += 8) {
    const all = await Promise.all(Array.from({ length: Math.min(8, count - at) }, (_, more) => desk.receive(forged(at + more))))
    for (const { rule } of all) rules.set(rule, (rules.get(rule) ?? 0) + 1)
  }
  assert.deepEqual([...rules].sort(), [
    ['forged-address', count / 2],
    ['unknown-sender', count / 2],
  ])
  assert.deepEqual(await held(), before)
  const from = performance.now()
  assert.equal((await desk.receive(mail({ to: await desk.reply('ann', desk.open) }))).fate, 'update')
  assert.ok(performance.now() - from < 1000)
  // one message of the customer, and its notice in the outbox
  assert.deepEqual(await held(), { ...before, outbox: before.outbox + 1, events: before.events + 1 })
}
