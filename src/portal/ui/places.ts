import { lacks, type Permission } from '../../parties/permissions.ts'
import type { Me } from '../session.tsx'
import {
  IconBell,
  IconBook,
  IconBug,
  IconBuilding,
  IconCalendar,
  IconChartBar,
  IconChecklist,
  IconClock,
  IconCode,
  IconCoins,
  IconFileText,
  IconFlag,
  IconGavel,
  IconHeartbeat,
  IconHelp,
  IconHistory,
  IconHourglass,
  IconInbox,
  IconLifebuoy,
  IconListCheck,
  IconListDetails,
  IconMail,
  IconNews,
  IconNote,
  IconPhone,
  IconPhoneCall,
  IconPresentation,
  IconRouter,
  IconScale,
  IconSend,
  IconShieldCheck,
  IconShoppingCart,
  IconUser,
  IconUsers,
  IconVocabulary,
  IconWebhook,
} from './icons.ts'

type Place = {
  readonly title: string
  readonly to: string
  readonly icon: typeof IconInbox
  readonly keys?: string
  readonly needs?: Permission
}
type Group = { readonly title: string; readonly places: readonly Place[] }

/** Where somebody can go, by the side they stand on and by what they may do. The menu, the palette and the keys share it. */
export function placesOf(me: Me): readonly Group[] {
  const { kind, code } = me.account
  const own = `/accounts/${code}`
  const rules: Group = {
    title: 'The rules',
    places: [
      { title: 'Would it be covered?', to: '/question', icon: IconHelp, needs: 'decision.preview' },
      { title: 'Decisions', to: '/decisions', icon: IconGavel, keys: 'g x', needs: 'decision.read' },
      { title: 'Clauses', to: '/clauses', icon: IconScale, keys: 'g l', needs: 'clause.read' },
      { title: 'Policies', to: '/policies', icon: IconListDetails, needs: 'clause.read' },
      { title: 'Services', to: '/services', icon: IconBook, needs: 'clause.read' },
      { title: 'Words', to: '/words', icon: IconVocabulary },
    ],
  }
  const groups: readonly Group[] =
    kind === 'customer'
      ? [
          {
            title: 'Support',
            places: [
              { title: 'My cases', to: '/cases', icon: IconInbox, keys: 'g c', needs: 'case.read' },
              { title: 'Ask for help', to: '/ask', icon: IconLifebuoy, keys: 'c', needs: 'case.open' },
              { title: 'Help yourself', to: '/resources', icon: IconBook, needs: 'clause.read' },
              { title: 'Notices', to: '/notices', icon: IconBell, keys: 'g i' },
              { title: 'Meetings', to: `${own}/meetings`, icon: IconCalendar, keys: 'g t', needs: 'meeting.read' },
              { title: 'Webinars', to: `${own}/webinars`, icon: IconPresentation, needs: 'webinar.read' },
              { title: 'My actions', to: '/my-actions', icon: IconListCheck, needs: 'meeting.join' },
              { title: 'Escalations', to: '/escalations', icon: IconFlag, needs: 'escalation.read' },
              { title: 'Figures', to: '/figures', icon: IconChartBar, needs: 'report.read' },
            ],
          },
          {
            title: 'My network',
            places: [
              { title: 'My devices', to: `${own}/devices`, icon: IconRouter, keys: 'g d', needs: 'device.read' },
              { title: 'Exposure', to: `${own}/exposure`, icon: IconBug, keys: 'g v', needs: 'exposure.read' },
              { title: 'Health', to: `${own}/health`, icon: IconHeartbeat, keys: 'g h', needs: 'device-data.read' },
              { title: 'End of life', to: `${own}/lifecycle`, icon: IconHourglass, keys: 'g z', needs: 'device.read' },
              { title: 'Published records', to: '/advisories', icon: IconNews, needs: 'advisory.read' },
              { title: 'Reviews', to: `${own}/reviews`, icon: IconFileText, needs: 'review.read' },
              { title: 'My contracts', to: `${own}/contracts`, icon: IconFileText, keys: 'g k', needs: 'contract.read' },
              { title: 'Requests', to: '/requests', icon: IconNote, keys: 'g r', needs: 'request.read' },
              { title: 'Change windows', to: '/changes', icon: IconClock, needs: 'change.read' },
              { title: 'Service catalogue', to: `${own}/catalogue`, icon: IconBook, needs: 'request.read' },
              { title: 'Duties', to: `${own}/duties`, icon: IconChecklist, needs: 'duty.read' },
              { title: 'Custom software', to: `${own}/software`, icon: IconCode, needs: 'software.read' },
              { title: 'Charges', to: `${own}/charges`, icon: IconCoins, needs: 'charge.read' },
              { title: 'Credits', to: `${own}/credits`, icon: IconCoins, needs: 'credit.read' },
              { title: 'People and contacts', to: `${own}/people`, icon: IconUsers, keys: 'g p', needs: 'people.read' },
              { title: 'Contact matrix', to: `${own}/contact-matrix`, icon: IconPhoneCall, needs: 'people.read' },
              { title: 'Contact data', to: `${own}/contact-data`, icon: IconShieldCheck, needs: 'contact-data.check' },
              { title: 'My contact data', to: '/my-contact-data', icon: IconUser, needs: 'contact-data.own' },
              { title: 'Onboarding', to: `${own}/onboarding`, icon: IconListCheck, needs: 'onboarding.read' },
              { title: 'Orders', to: '/orders', icon: IconShoppingCart, needs: 'order.read' },
              { title: 'Webhooks', to: `${own}/webhooks`, icon: IconWebhook, needs: 'webhook.edit' },
            ],
          },
          rules,
        ]
      : [
          {
            title: 'Desk',
            places: [
              ...(kind === 'provider' ? [{ title: 'My day', to: '/day', icon: IconClock, keys: 'g y', needs: 'day.read' } as const] : []),
              ...(kind === 'provider'
                ? [{ title: 'Queue', to: '/queue', icon: IconInbox, keys: 'g q', needs: 'queue.read' } as const]
                : []),
              { title: 'Cases', to: '/cases', icon: IconListDetails, keys: 'g c', needs: 'case.read' },
              { title: kind === 'provider' ? 'Log a call' : 'Open a case', to: '/ask', icon: IconPhone, keys: 'c', needs: 'case.open' },
              { title: 'Notices', to: '/notices', icon: IconBell, keys: 'g i' },
              { title: 'Escalations', to: '/escalations', icon: IconFlag, keys: 'g e', needs: 'escalation.read' },
              ...(kind === 'provider'
                ? ([
                    { title: 'Mail', to: '/mail', icon: IconMail, keys: 'g m', needs: 'mail.read' },
                    { title: 'On call', to: '/on-call', icon: IconPhoneCall, keys: 'g n', needs: 'roster.read' },
                  ] as const)
                : []),
              { title: 'Figures', to: '/figures', icon: IconChartBar, keys: 'g f', needs: 'report.read' },
            ],
          },
          {
            title: 'Customers',
            places: [
              { title: 'Accounts', to: '/accounts', icon: IconBuilding, keys: 'g a', needs: 'account.read' },
              { title: 'Orders', to: '/orders', icon: IconShoppingCart, keys: 'g o', needs: 'order.read' },
              { title: 'Requests', to: '/requests', icon: IconNote, keys: 'g r', needs: 'request.read' },
              { title: 'Change windows', to: '/changes', icon: IconClock, needs: 'change.read' },
              { title: 'Published records', to: '/advisories', icon: IconNews, keys: 'g v', needs: 'advisory.read' },
              ...(kind === 'provider'
                ? ([
                    { title: 'Meetings', to: '/meetings', icon: IconCalendar, keys: 'g t', needs: 'meeting.read' },
                    { title: 'Webinars', to: '/webinars', icon: IconPresentation, needs: 'webinar.edit' },
                    { title: 'My actions', to: '/my-actions', icon: IconListCheck, needs: 'meeting.join' },
                    { title: 'Duties', to: '/duties', icon: IconChecklist, needs: 'duty.board' },
                    { title: 'Records to follow up', to: '/follow-ups', icon: IconBug, needs: 'exposure.call' },
                    { title: 'End of life', to: '/lifecycle', icon: IconHourglass, keys: 'g z', needs: 'device.read' },
                  ] as const)
                : []),
            ],
          },
          rules,
          ...(kind === 'provider'
            ? [
                {
                  title: 'Administration',
                  places: [
                    { title: 'Staff', to: '/staff', icon: IconUsers, needs: 'people.read' },
                    { title: 'Outbox', to: '/outbox', icon: IconSend, needs: 'outbox.read' },
                    { title: 'Audit trail', to: '/audit', icon: IconHistory, needs: 'audit.read' },
                    { title: 'Help yourself', to: '/resources', icon: IconBook, needs: 'resource.edit' },
                    { title: 'Calendars', to: '/calendars', icon: IconShieldCheck, needs: 'clause.read' },
                  ],
                } as const,
              ]
            : []),
        ]
  return groups
    .map(({ title, places }) => ({ title, places: places.filter(({ needs }) => !needs || lacks(me.person.roles, needs) === undefined) }))
    .filter(({ places }) => places.length > 0)
}

/** Pages of the desk and what each needs; the server refuses everything on them to others. */
const ofTheDesk: Readonly<Record<string, Permission>> = {
  queue: 'queue.read',
  mail: 'mail.read',
  'on-call': 'roster.read',
  outbox: 'outbox.read',
  audit: 'audit.read',
  figures: 'report.read',
  'follow-ups': 'exposure.call',
  duties: 'duty.board',
}

/** Why a page is not for somebody, in words; undefined when it is. */
export function closedTo(me: Me, path: string): string | undefined {
  const needs = ofTheDesk[path.split('/')[1] ?? '']
  return needs && lacks(me.person.roles, needs)
}

/** The place of the menu that a page belongs to. */
export function placeOf(path: string, places: readonly Place[]): string | undefined {
  const within = /^\/accounts\/[^/]+\/(cases|decisions)\//.exec(path)?.[1]
  const homes = within === 'cases' ? ['/queue', '/cases'] : within === 'decisions' ? ['/decisions'] : []
  const home = homes.find((to) => places.some((place) => place.to === to))
  if (home) return home
  return places
    .map(({ to }) => to)
    .filter((to) => path === to || path.startsWith(`${to}/`))
    .sort((a, b) => b.length - a.length)[0]
}

/** Where somebody starts. A subcontractor sees no account before one is shown to them. */
export function homeOf({ account, person }: Me): '/queue' | '/cases' | '/accounts' | '/clauses' {
  if (account.kind === 'customer') return '/cases'
  if (account.kind === 'partner' && person.roles.includes('OS')) return '/cases'
  if (lacks(person.roles, 'account.read') !== undefined) return '/clauses'
  if (account.kind === 'partner') return '/accounts'
  return person.roles.some((role) => ['JT', 'SJ', 'ED', 'TA', 'MG', 'SM'].includes(role)) ? '/queue' : '/accounts'
}
