import type { Answer } from '../../client/client.ts'

export type Matrix = Answer<'contact-matrix.read'>
export type Side = 'customer' | 'provider'

export const partTitles: Readonly<Record<Side, string>> = { customer: 'Reaching the customer', provider: 'Reaching the provider' }
