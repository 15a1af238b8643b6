import type { ShowValues } from '../../junos/show/readers.ts'
import { type Reading, rowsOf, type Seen } from './reading.ts'

export type Card = ShowValues['fpcs']['fpcs'][number]

export const cardsOf = (reading: Reading | null): readonly Seen<Card>[] =>
  rowsOf(
    reading,
    'fpcs',
    ({ fpcs }) => fpcs,
    ({ slot }) => `FPC ${slot}`,
  )
