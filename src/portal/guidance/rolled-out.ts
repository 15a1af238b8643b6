import type { Answer } from '../../client/client.ts'

/** A roll-out of service automation, and where it is. */
export type Found = Answer<'automation.read'>
export type Place = { readonly account: string; readonly contract: string }
export type Shown = Place & { readonly of: Found }
