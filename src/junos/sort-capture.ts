import { type DeviceAnswers, deviceName, devicesOf } from './show/devices.ts'
import { readBlocks } from './show/read.ts'
import type { ShowReply, SkippedReply } from './show/reply.ts'
import { type Block, splitSession } from './show/session.ts'

/** What a file from a device holds: answers to show commands, a configuration, or both, as in a session or a support report. */
export type SortedCapture = {
  readonly answers: readonly CapturedAnswers[]
  /** The text in which a configuration is to be looked for; null where the file is made of answers to other commands. */
  readonly configuration: string | null
  /** Parts with other commands, which no reader knows. */
  readonly skipped: readonly SkippedReply[]
}

/** The answers of one device, with the text that they stand in. */
export type CapturedAnswers = DeviceAnswers & {
  readonly text: string
  /** The command that the name of the file says, where the text does not. */
  readonly command: string | null
}

/** Whether a device really said something to a command that is known by it. */
const isAnswer = ({ kind, outcome }: ShowReply): boolean => kind !== 'unknown' && outcome !== 'unread'

/** How many answers were understood, and how many were refused, empty or not understood. */
export function countAnswers({ replies }: DeviceAnswers): { readonly answers: number; readonly lost: number } {
  const answers = replies.filter(({ kind, outcome }) => kind !== 'unknown' && (outcome === 'read' || outcome === 'not-running')).length
  return { answers, lost: replies.length - answers }
}

/** Sorts what a file holds. A text without any answer is for the reader of configurations, whatever it is. Never throws. */
export function sortCapture(text: string, name = ''): SortedCapture {
  const command = commandIn(name)
  const split = splitSession(text)
  const { replies, skipped } = readBlocks(split, command === null ? {} : { command })
  if (!replies.some(isAnswer)) return { answers: [], configuration: text, skipped: [] }
  const lines = text.split('\n')
  const answered = answeredBlocks(split, replies)
  const blocks = split.map((block, at) => ({
    device: block.device,
    line: block.line,
    isConfiguration: block.command !== undefined && showsConfiguration.test(block.command),
    text: textOfBlock(lines.slice(block.line - 1, (split[at + 1]?.line ?? lines.length + 1) - 1), answered.has(block)),
  }))
  const configurations = blocks.filter(({ isConfiguration }) => isConfiguration)
  const devices = devicesOf(replies.filter(({ kind }) => kind !== 'unknown'))
  const textOf = (device: DeviceAnswers): string =>
    blocks
      .filter((block) => !block.isConfiguration && (devices.length === 1 || isOf(device, block.device)))
      .map((block) => block.text)
      .join('\n')
  const starts = new Set(configurations.map(({ line }) => line))
  return {
    answers: devices.map((device) => ({ ...device, text: textOf(device), command })),
    configuration: configurations.length === 0 ? null : configurations.map((block) => block.text).join('\n'),
    skipped: skipped.filter(({ line }) => !starts.has(line)),
  }
}

/** The blocks in which something is said to a command that is known. */
function answeredBlocks(blocks: readonly Block[], replies: readonly ShowReply[]): ReadonlySet<Block> {
  const answered = new Set<Block>()
  let at = 0
  for (const { kind, line } of replies) {
    while (blocks[at + 1] && blocks[at + 1]!.line <= line) at++
    if (kind !== 'unknown' && blocks[at]) answered.add(blocks[at]!)
  }
  return answered
}

/** Lines of an answer that no reader knows, above which only its beginning is kept: logs, mostly. */
const mostUnknown = 500

const textOfBlock = (lines: readonly string[], answered: boolean): string =>
  answered || lines.length <= mostUnknown
    ? lines.join('\n')
    : [...lines.slice(0, mostUnknown), `(${lines.length - mostUnknown} more lines of an answer that is not read are left out)`].join('\n')

const showsConfiguration = /^sh(?:ow?)? conf(?:i\w*)?\b/
const isOf = ({ name }: DeviceAnswers, device: string | undefined): boolean =>
  device === undefined ? name === null : deviceName(device) === name

/** Collectors name a file by what they typed: `show_chassis_alarms.txt`, `edge1/show-version.xml`. */
function commandIn(name: string): string | null {
  const [, words] = /(?:^|[/\\_ -])(show[-_ +].{2,120}?)(?:\.(?:txt|log|out|xml|json))*$/i.exec(name) ?? []
  return words === undefined || /[/\\]/.test(words) ? null : words.toLowerCase().replace(/[_+ ]+|-(?=[a-z])/g, ' ')
}
