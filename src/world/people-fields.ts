import { z } from 'zod'
import type { Operation } from '../http/operation.ts'

/** Fields that name a person. A story says the short name; the operation wants an address, or an id. */
export const personFields = ['person', 'requester', 'to', 'replacement', 'engineer', 'lead', 'owner', 'host'] as const

/** What a schema is about once it is known that there is a value. */
function inner(schema: unknown): unknown {
  let found = schema
  while (found instanceof z.ZodOptional || found instanceof z.ZodNullable || found instanceof z.ZodDefault) found = found.def.innerType
  return found
}

/** The schemas under which a field may stand in a body. */
function fieldIn(body: unknown, field: string): readonly unknown[] {
  const whole = inner(body)
  if (whole instanceof z.ZodObject) return field in whole.shape ? [inner(whole.shape[field])] : []
  return whole instanceof z.ZodUnion ? whole.def.options.flatMap((option) => fieldIn(option, field)) : []
}

/** Whether an operation wants the id of a person in a field, and not the address. */
export const wantsId = (operation: Operation, field: string): boolean =>
  (field === 'person' && operation.path.includes(':person')) || fieldIn(operation.body, field).some((each) => each instanceof z.ZodUUID)
