import { z } from 'zod'

/** What is asked of somebody before they see what is masked. */
export const revealFields = {
  password: z.string().min(1).max(200).optional(),
  code: z.string().trim().min(6).max(40).optional(),
  reason: z.string().trim().min(3).max(500),
}
