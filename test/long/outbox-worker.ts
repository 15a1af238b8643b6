// A worker of the outbox as a process of its own, to be killed. Its clock runs 600 times as fast, so that what a dead worker held is
// free again within a second.
import { createDatabase, createPool } from '../../src/db/pool.ts'
import { createMailer } from '../../src/notifications/gateway.ts'
import { handleNext } from '../../src/notifications/jobs.ts'

const { WORKER_DATABASE = '', WORKER_SMTP = '', WORKER_SINCE = '0' } = process.env
const since = Number(WORKER_SINCE)
const now = () => since + (Date.now() - since) * 600
const db = createDatabase(createPool(JSON.parse(WORKER_DATABASE), 2))
const mailer = createMailer(WORKER_SMTP, 'Holdfast <holdfast@vendor.example>')
process.send?.('ready')
for (;;) if ((await handleNext(db, mailer, now())) === undefined) await new Promise((go) => setTimeout(go, 5))
