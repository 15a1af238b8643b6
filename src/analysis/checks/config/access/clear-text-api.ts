import { configCheck, fault } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const clearTextApi = configCheck({
  id: 'clear-text-api',
  theme: 'access',
  severity: 'high',
  title: 'No programming interface answers without encryption',
  looksAt: ['system services xnm-clear-text', 'system services rest', 'system services extension-service'],
  why: 'These interfaces take names and passwords, and then change the configuration. Without encryption all of it is readable on the way.',
  source: [stig.router('JUNI-ND-000470'), cis],
  judge: ({ top }) =>
    clearText.flatMap(([words, what]) => {
      const place = top.at('system', 'services', ...words)
      return place ? [fault(place, what, removal(place))] : []
    }),
})

const clearText: readonly (readonly [readonly string[], string])[] = [
  [['xnm-clear-text'], 'the XML interface answers without encryption'],
  [['rest', 'http'], 'the REST interface answers over HTTP'],
  [['extension-service', 'request-response', 'grpc', 'clear-text'], 'gRPC answers without encryption'],
]
