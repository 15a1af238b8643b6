import type { LocalDate } from '../lib/time.ts'
import { lacks, type Permission } from '../parties/permissions.ts'

/** What the portal offers to customers, in four areas (CSS-5.p2): pure rules. */

export const areas = {
  information: { title: 'Information' },
  answers: { title: 'Answers' },
  tools: { title: 'Tools' },
  'service-options': { title: 'Service options' },
} as const
export type Area = keyof typeof areas
export const areaNames = Object.keys(areas) as readonly Area[] as readonly [Area, ...Area[]]

export type Resource = {
  /** Null for a page of the portal that is always there. */
  readonly id: string | null
  readonly area: Area
  readonly title: string
  readonly text: string
  readonly url: string
  readonly service: string | null
  readonly startsOn: LocalDate | null
  readonly endsOn: LocalDate | null
}

type Page = { readonly area: Area; readonly title: string; readonly url: string; readonly needs: Permission }
const page = (area: Area, title: string, url: string, needs: Permission): Page => ({ area, title, url, needs })

const pages = (account: string): readonly Page[] => [
  page('information', 'Published records', '/advisories', 'advisory.read'),
  page('information', 'Words', '/words', 'clause.read'),
  page('answers', 'Would it be covered?', '/question', 'decision.preview'),
  page('answers', 'Ask for help', '/ask', 'case.open'),
  page('tools', 'Devices', `/accounts/${account}/devices`, 'device.read'),
  page('tools', 'Exposure', `/accounts/${account}/exposure`, 'exposure.read'),
  page('tools', 'Health', `/accounts/${account}/health`, 'device-data.read'),
  page('service-options', 'Service catalogue', `/accounts/${account}/catalogue`, 'request.read'),
  page('service-options', 'Services', '/services', 'clause.read'),
]

/** Pages of the portal itself that somebody with these roles may open. */
export const ownPages = (account: string, roles: readonly string[]): readonly Resource[] =>
  pages(account)
    .filter(({ needs }) => lacks(roles, needs) === undefined)
    .map(({ area, title, url }) => ({ id: null, area, title, text: '', url, service: null, startsOn: null, endsOn: null }))

/** Whether a reader sees it on a day: from its first day to its last, and of a service only while a contract of it runs. */
export const isOffered = ({ service, startsOn, endsOn }: Resource, today: LocalDate, running: ReadonlySet<string>): boolean =>
  (startsOn === null || startsOn <= today) && (endsOn === null || today <= endsOn) && (service === null || running.has(service))
