import { type DeviceAnswers, deviceName, devicesOf } from './show/devices.ts'
import { readShow } from './show/read.ts'
import type { ShowReply, SkippedReply } from './show/reply.ts'
import { splitSession } from './show/session.ts'

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
  const { replies, skipped } = readShow(text, command === null ? {} : { command })
  if (!replies.some(isAnswer)) return { answers: [], configuration: text, skipped: [] }
  const lines = text.split('\n')
  const blocks = splitSession(text).map((block, at, all) => ({
    ...block,
    text: lines.slice(block.line - 1, (all[at + 1]?.line ?? lines.length + 1) - 1).join('\n'),
  }))
  const ofConfiguration = blocks.filter(({ command: typed }) => typed !== undefined && showsConfiguration.test(typed))
  const devices = devicesOf(replies.filter(({ kind }) => kind !== 'unknown'))
  const textOf = (device: DeviceAnswers): string =>
    blocks
      .filter((block) => !ofConfiguration.includes(block) && (devices.length === 1 || isOf(device, block.device)))
      .map((block) => block.text)
      .join('\n')
  return {
    answers: devices.map((device) => ({ ...device, text: textOf(device), command })),
    configuration: ofConfiguration.length === 0 ? null : ofConfiguration.map((block) => block.text).join('\n'),
    skipped: skipped.filter((each) => !ofConfiguration.some(({ line }) => line === each.line)),
  }
}

const showsConfiguration = /^sh(?:ow?)? conf(?:i\w*)?\b/
const isOf = ({ name }: DeviceAnswers, device: string | undefined): boolean =>
  device === undefined ? name === null : deviceName(device) === name

/** Collectors name a file by what they typed: `show_chassis_alarms.txt`, `edge1/show-version.xml`. */
function commandIn(name: string): string | null {
  const [, words] = /(?:^|[/\\_ -])(show[-_ +].{2,120}?)(?:\.(?:txt|log|out|xml|json))*$/i.exec(name) ?? []
  return words === undefined || /[/\\]/.test(words) ? null : words.toLowerCase().replace(/[_+ ]+|-(?=[a-z])/g, ' ')
}
