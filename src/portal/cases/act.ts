import { useQueryClient } from '@tanstack/react-query'
import { type ActOptions, useAct } from '../api.ts'

type CaseAct =
  | 'case.access-ask'
  | 'case.access-grant'
  | 'case.access-decline'
  | 'case.access-revoke'
  | 'case.access-withdraw'
  | 'case.session-announce'
  | 'case.session-start'
  | 'case.session-log'
  | 'case.session-observe'
  | 'case.session-end'
  | 'case.ask'
  | 'case.give'
  | 'case.drop-ask'
  | 'case.exclude'
  | 'case.exclude-confirm'
  | 'case.exclude-dispute'
  | 'case.exclude-settle'
  | 'case.claim'
  | 'case.accept-rates'
  | 'case.log-time'
  | 'case.outcome'
  | 'case.end-efforts'
  | 'case.return-text'
  | 'case.message'
  | 'case.note'
  | 'case.respond'
  | 'case.bounce'
  | 'case.priority'
  | 'case.ask-priority'
  | 'case.move'
  | 'case.assign'
  | 'case.reference'
  | 'case.link'
  | 'case.merge'
  | 'case.name-specialist'
  | 'case.release-specialist'
  | 'case.step'
  | 'case.unwatch'
  | 'case.watch'
  | 'rma.open'
  | 'rma.move'

/** An act on a case. The case as it is afterwards comes with the answer and is shown at once, so the next act names its version. */
export function useCaseAct<Id extends CaseAct>(id: Id, options: ActOptions<Id> = {}) {
  const cache = useQueryClient()
  return useAct(id, {
    ...options,
    after: (answer) => {
      cache.setQueryData(['case.read', { params: { account: answer.account, case: answer.number } }], answer)
      options.after?.(answer)
    },
  })
}
