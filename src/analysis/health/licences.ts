import { type Reading, rowsOf } from './reading.ts'

export const licensedFeaturesOf = (reading: Reading | null) =>
  rowsOf(
    reading,
    'licences',
    ({ features }) => features,
    ({ name }) => `licence ${name}`,
  )
