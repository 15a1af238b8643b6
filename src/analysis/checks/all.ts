import type { CheckText } from '../check.ts'
import { configChecks } from './config/all.ts'
import { healthChecks } from './health/all.ts'

/** Every check that a profile may speak of. */
export const allChecks: readonly CheckText[] = [...configChecks, ...healthChecks]
