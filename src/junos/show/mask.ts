import { maskText } from '../../lib/secrets/mask.ts'
import { maskLine } from '../config/mask.ts'

/** Lines of a configuration that stand in an answer, such as the history of commits or of commands. */
const statement = /^\s*(?:[+-]\s*)?(?:set|delete|activate|deactivate)\s|[{;]\s*(?:##.*)?$/

/** What a device answered with a mark in the place of every secret; each line stays where it is. */
export const maskAnswers = (text: string): string =>
  maskText(
    text
      .split('\n')
      .map((line) => (statement.test(line) ? maskLine(line, []) : line))
      .join('\n'),
  )
