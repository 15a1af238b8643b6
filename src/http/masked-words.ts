import { maskAll } from '../lib/secrets/mask.ts'
import type { Operation } from './operation.ts'

/**
 * Operations whose words are kept for good and read by both sides. What reads like a secret in a body is masked at the door, before it is signed,
 * told or written. Not for what people have to use as it stands, such as the address of a call with its code.
 */
export const wordsMasked = (operations: readonly Operation[]): readonly Operation[] =>
  operations.map((operation) =>
    operation.body === undefined
      ? operation
      : {
          ...operation,
          handle: (call, input, ready) => operation.handle(call, { ...input, body: maskAll(input.body) }, ready),
        },
  )
