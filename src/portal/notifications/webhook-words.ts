import type { WebhookEvent } from '../../notifications/webhooks/schedule.ts'
import { IconAlertTriangle, IconCheck, IconHourglass } from '../ui/icons.ts'

/** Events in words, and how a delivery stands. */

export const eventWords: Readonly<Record<WebhookEvent, string>> = {
  'case.opened': 'A case is opened',
  'case.message': 'Somebody writes on a case',
  'case.contact': 'An engineer answers',
  'case.state': 'A case moves on, is solved or closed',
  'case.priority-asked': 'Another priority is asked for',
  'case.escalation': 'An escalation moves on',
  'case.asked': 'Something is asked for',
  'case.received': 'What was asked for is there',
  'case.access': 'Access to the network is granted, declined or ends, or a session ends',
  'case.exclusion': 'A part is not served, or somebody disputes it',
  'case.charge': 'Rates are accepted, or work is charged',
  'case.returned': 'A text is to be written anew',
}
export const eventOf = (event: string): string =>
  event === 'ping' ? 'A trial that means nothing' : ((eventWords as Readonly<Record<string, string>>)[event] ?? event)

export const deliveryLooks = {
  pending: { word: 'Waiting', tone: 'info', icon: IconHourglass },
  sent: { word: 'Taken', tone: 'ok', icon: IconCheck },
  failed: { word: 'Given up', tone: 'danger', icon: IconAlertTriangle },
} as const
