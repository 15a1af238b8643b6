import { z } from 'zod'
import { roles, teams } from './permissions.ts'

/** Pieces of what the operations of this slice take. */

export const text = (most: number) => z.string().trim().min(1).max(most)
export const theatre = z.enum(['AMERICAS', 'EMEA', 'APAC'])
export const country = z.string().regex(/^[A-Z]{2}$/, 'a two-letter country code such as GB')
export const role = z.enum(Object.keys(roles) as [string, ...string[]])
export const team = z.enum(Object.keys(teams) as [string, ...string[]])
export const email = z.email().max(200)
export const password = z.string().min(12, 'at least 12 characters').max(200)
export const id = z.uuid()
export const done = z.object({ done: z.literal(true) })
