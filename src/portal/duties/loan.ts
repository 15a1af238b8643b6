import type { Answer } from '../../client/client.ts'

export type Loan = Answer<'loan.list'>['items'][number]
