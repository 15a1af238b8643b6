import { useQueryClient } from '@tanstack/react-query'
import type { CaseAct } from '../../client/client.ts'
import { type ActOptions, useAct } from '../api.ts'

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
