import { coverTimer } from '../../contracts/facts.ts'
import { lifecycleTimer } from '../../installed-base/lifecycle/entry.ts'
import type { TimerHandler, TimerHandlers } from '../../jobs/runner.ts'
import { endsTimer, tellEnds } from './service.ts'

const look: TimerHandler = (tx, { accountId }, now) => tellEnds(tx, accountId, now)

/** An end has come near, the table of dates was amended, or something else is covered. Devices that changed are looked at shortly after. */
export const endTimers: TimerHandlers = { [endsTimer]: look, [lifecycleTimer]: look, [coverTimer]: look }
