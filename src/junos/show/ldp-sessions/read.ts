import { many, number, seconds, state, table, text } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'

const session = table(
  { address: text('ldp-neighbor-address') },
  {
    state: state({
      operational: 'up',
      nonexistent: 'down',
      initialized: 'forming',
      openrec: 'forming',
      opensent: 'forming',
      connecting: 'forming',
      closed: 'down',
    })('ldp-session-state'),
    connection: state({ open: 'up', opening: 'forming', closed: 'down' })('ldp-connection-state'),
    /** Until it is given up if it says nothing. */
    holdSeconds: seconds('ldp-remaining-time'),
    upSeconds: seconds('ldp-up-time'),
    /** Seen in text only. */
    flaps: number('ldp-session-flap-count'),
    /** Why it went down last, in the device's words; seen in text only. */
    lastDown: text('ldp-last-down-reason'),
  },
  'rest',
)

/** `show ldp session`. */
export const ldpSessions = reader({
  kind: 'ldp-sessions',
  commands: ['show ldp session'],
  rpcs: ['get-ldp-session-information'],
  roots: ['ldp-session-information'],
  heads: [/^Address\s+State\s+Connection\s+Hold time/],
  // `detail` says some thirty lines of each; the rows and their first lines must be understood.
  only: /^Address: |^[\da-f]+[.:][\da-f.:]+\s+[A-Z]/,
  rules: [
    skips(/^Address\s+State\s+Connection/),
    opens(
      'ldp-session',
      /^(?<ldpNeighborAddress>[\da-f]+[.:][\da-f.:]+)\s+(?<ldpSessionState>[A-Z][A-Za-z]+)\s+(?<ldpConnectionState>[A-Z][A-Za-z]+)\s+(?<ldpRemainingTime>\d+)(?:\s+\S+)?$/,
    ),
    opens(
      'ldp-session',
      /^Address: (?<ldpNeighborAddress>[^,\s]+), State: (?<ldpSessionState>[^,]+), Connection: (?<ldpConnectionState>[^,]+), Hold time: (?<ldpRemainingTime>\d+)$/,
    ),
    says(/^Up for (?<ldpUpTime>\S.{0,30})$/, { at: 'ldp-session' }),
    says(/^Number of session flaps: (?<ldpSessionFlapCount>\d+)$/, { at: 'ldp-session' }),
    says(/^Last down \S.{0,30}? ago; Reason: (?<ldpLastDownReason>\S.*)$/, { at: 'ldp-session' }),
  ],
  table: table({ sessions: many(session, 'ldp-session') }, {}),
})
