import type { LocalDate } from '../lib/time.ts'

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

const page = (area: Area, title: string, url: string): Resource => ({
  id: null,
  area,
  title,
  text: '',
  url,
  service: null,
  startsOn: null,
  endsOn: null,
})

/** Pages of the portal itself, so that no area is ever empty. */
export const ownPages = (account: string): readonly Resource[] => [
  page('information', 'Published records', '/advisories'),
  page('information', 'Words', '/words'),
  page('answers', 'Would it be covered?', '/question'),
  page('answers', 'Ask for help', '/ask'),
  page('tools', 'Exposure', `/accounts/${account}/exposure`),
  page('tools', 'Health', `/accounts/${account}/health`),
  page('service-options', 'Service catalogue', `/accounts/${account}/catalogue`),
  page('service-options', 'Services', '/services'),
]

/** Whether a reader sees it on a day: from its first day to its last, and of a service only while a contract of it runs. */
export const isOffered = ({ service, startsOn, endsOn }: Resource, today: LocalDate, running: ReadonlySet<string>): boolean =>
  (startsOn === null || startsOn <= today) && (endsOn === null || today <= endsOn) && (service === null || running.has(service))
