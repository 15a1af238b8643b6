import { epochSeconds, many, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says } from '../text.ts'

const commit = table(
  /** Counted back from 0, the latest; `rescue` is the configuration kept for rescue. */
  { number: text('sequence-number') },
  {
    time: text('date-time'),
    epochSeconds: epochSeconds('date-time'),
    user: text('user'),
    client: text('client'),
    /** In the words of whoever made it. */
    comment: text('log'),
    /** In the device's: `commit confirmed, rollback in 5mins`, `commit synchronize`. */
    note: text('comment'),
    /** Of a commit that waits to be confirmed. */
    pending: text('commit-confirmed'),
  },
  'rest',
)

/** `show system commit`. */
export const commits = reader({
  kind: 'commits',
  commands: ['show system commit'],
  rpcs: ['get-commit-information'],
  except: /^(?:revision|server|synchronize|include)/,
  roots: ['commit-information'],
  heads: [/^(?:\d{1,2}|rescue)\s+\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S+ by \S+ via \S+/],
  rules: [
    opens(
      'commit-history',
      /^(?<sequenceNumber>\d{1,2}|rescue)\s+(?<dateTime>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \S+) by (?<user>\S+) via (?<client>\S+)(?:\s+(?:(?<comment>commit (?:confirmed|synchronize).*)|(?<log>\S.*)))?$/,
    ),
    says(/^(?<comment>commit (?:confirmed|synchronize).*)$/, { at: 'commit-history' }),
    // What stands below a commit is its comment, in the words of whoever made it.
    says(/^(?<log>(?!commit (?:confirmed|synchronize))\S.*)$/, { at: 'commit-history' }),
  ],
  table: table({ commits: many(commit, 'commit-history') }, {}),
})
