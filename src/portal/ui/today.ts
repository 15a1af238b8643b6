import { localDate } from '../../calendar/local-time.ts'
import { useMe } from '../session.tsx'
import { useNow } from './now.ts'

/** Today where the reader is, `2026-03-06`: what forms begin with, and what is over by. */
export const useToday = (): string => String(localDate(useMe().person.zone, useNow()))
