import { test } from 'node:test'
import { bomb } from '../mail/bomb.ts'
import { openDesk } from '../mail/desk.ts'

test('10,000 mails of 10,000 forged senders: nobody gets mail, no case changes, and a customer’s mail goes through at once', async (t) => {
  const desk = await openDesk()
  t.after(() => desk.close())
  await bomb(desk, 10_000)
})
