import { counted, many, number, seconds, state, table, text, texts } from '../fields.ts'
import { reader } from '../reader.ts'
import { opens, says, skips } from '../text.ts'

const session = table(
  { neighbor: text('session-neighbor') },
  {
    state: state({ up: 'up', down: 'down', admindown: 'switched-off', init: 'forming', failing: 'down' })('session-state'),
    interface: text('session-interface'),
    detectionSeconds: number('session-detection-time'),
    intervalSeconds: number('session-transmission-interval'),
    multiplier: number('session-adaptive-multiplier'),
    /** The protocols that it watches for. */
    clients: texts('bfd-client/client-name'),
    upSeconds: seconds('session-up-time'),
    localDiagnostic: text('local-diagnostic'),
    remoteDiagnostic: text('remote-diagnostic'),
    remoteState: text('remote-state'),
    type: text('session-type'),
  },
  'rest',
)

/** `show bfd session`. */
export const bfdSessions = reader({
  kind: 'bfd-sessions',
  commands: ['show bfd session'],
  rpcs: ['get-bfd-session-information'],
  roots: ['bfd-session-information'],
  heads: [/^Address\s+State\s+Interface\s+Time\s+Interval\s+Multiplier$/, /^Detect\s+Transmit$/, /^\d+ sessions?, \d+ clients?$/],
  rules: [
    skips(/^(?:Detect\s+Transmit|Address\s+State\s+Interface|Cumulative transmit)/),
    opens(
      'bfd-session',
      /^(?<sessionNeighbor>[\da-fA-F]{0,4}[.:][\da-fA-F.:]+)\s+(?<sessionState>[A-Z][A-Za-z]+)(?:\s+(?<sessionInterface>[a-z]\S*))?\s+(?<sessionDetectionTime>\d+\.\d+)\s+(?<sessionTransmissionInterval>\d+\.\d+)\s+(?<sessionAdaptiveMultiplier>\d+)$/,
    ),
    says(/^Client (?<clientName>[^,]+)/, { at: 'bfd-session', into: 'bfd-client' }),
    says(/^Session (?:up|down) time (?<sessionUpTime>[^,]+)/, { at: 'bfd-session' }),
    says(/^Local diagnostic (?<localDiagnostic>[^,]+), remote diagnostic (?<remoteDiagnostic>[^,]+)$/, { at: 'bfd-session' }),
    says(/^Remote state (?<remoteState>[^,]+), version/, { at: 'bfd-session' }),
    says(/^Session type: (?<sessionType>\S.*)$/, { at: 'bfd-session' }),
    says(/^(?<sessions>\d+) sessions?, \d+ clients?$/, { at: 'bfd-session-information' }),
    skips(
      /^(?:Min(?:imum)? |Local |Remote |Replicated|Adaptive|Multi-hop|Currently|Transmission|Detection|Session ID|Echo |Previous|Authentication)/i,
    ),
  ],
  table: table({ sessions: many(session, 'bfd-session') }, { count: counted('sessions', 'bfd-session') }, [
    'clients',
    'cumulative-transmission-rate',
    'cumulative-reception-rate',
  ]),
})
