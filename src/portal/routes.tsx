import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router'
import { client, failureOf, queries } from './api.ts'
import { lazyPage } from './lazy-page.ts'
import { meQuery } from './session.tsx'
import { parsePicks, writePicks } from './ui/filters.ts'
import { homeOf } from './ui/places.ts'
import { Problem, Waiting } from './ui/states.tsx'

/** Every page with its address. Pages are loaded when somebody goes there, so that the first one is light. */

const root = createRootRoute({ component: Outlet, notFoundComponent: lazyPage(() => import('./ui/lost.tsx'), 'Lost') })

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyPage(() => import('./parties/setup.tsx'), 'SetupPage'),
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyPage(() => import('./parties/sign-in.tsx'), 'SignInPage'),
})

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: lazyPage(() => import('./ui/frame.tsx'), 'Frame'),
  beforeLoad: async ({ location }) => {
    if (queries.getQueryData(meQuery.queryKey) !== undefined) return
    // asked first, for its answer is no error when nobody is signed in: a first visit leaves a clean console
    const { needed, signedIn } = await client.call('setup.state', {})
    if (needed) throw redirect({ to: '/setup' })
    if (!signedIn) throw redirect({ to: '/sign-in', search: (location.href === '/' ? {} : { next: location.href }) as never })
    await queries.ensureQueryData(meQuery)
  },
  errorComponent: ({ error, reset }) => (
    <main style={{ maxWidth: 640, margin: '10vh auto', padding: 16 }}>
      <Problem error={failureOf(error)} again={reset} />
    </main>
  ),
})

const start = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: async () => {
    throw redirect({ to: homeOf(await queries.ensureQueryData(meQuery)) })
  },
})

const page = <Path extends string>(path: Path, component: ReturnType<typeof lazyPage>) =>
  createRoute({ getParentRoute: () => frame, path, component })

const tree = root.addChildren([
  setup,
  signIn,
  frame.addChildren([
    start,
    page(
      '/profile',
      lazyPage(() => import('./parties/profile.tsx'), 'ProfilePage'),
    ),
    page(
      '/staff',
      lazyPage(() => import('./parties/staff.tsx'), 'StaffPage'),
    ),
    page(
      '/audit',
      lazyPage(() => import('./parties/audit.tsx'), 'AuditPage'),
    ),
    page(
      '/accounts',
      lazyPage(() => import('./parties/accounts.tsx'), 'AccountsPage'),
    ),
    page(
      '/accounts/$account',
      lazyPage(() => import('./parties/account.tsx'), 'AccountPage'),
    ),
    page(
      '/accounts/$account/people',
      lazyPage(() => import('./parties/people.tsx'), 'PeoplePage'),
    ),
    page(
      '/accounts/$account/devices',
      lazyPage(() => import('./installed-base/devices.tsx'), 'DevicesPage'),
    ),
    page(
      '/accounts/$account/devices/import',
      lazyPage(() => import('./installed-base/import.tsx'), 'ImportPage'),
    ),
    page(
      '/accounts/$account/devices/data',
      lazyPage(() => import('./installed-base/take-device-data.tsx'), 'TakeDeviceDataPage'),
    ),
    page(
      '/accounts/$account/devices/$serial/configuration',
      lazyPage(() => import('./installed-base/configuration.tsx'), 'ConfigurationPage'),
    ),
    page(
      '/accounts/$account/devices/$serial/reading',
      lazyPage(() => import('./installed-base/reading.tsx'), 'ReadingPage'),
    ),
    page(
      '/accounts/$account/health',
      lazyPage(() => import('./analysis/health.tsx'), 'HealthPage'),
    ),
    page(
      '/accounts/$account/devices/$serial/upgrade',
      lazyPage(() => import('./advisories/upgrade.tsx'), 'UpgradePage'),
    ),
    page(
      '/accounts/$account/reviews',
      lazyPage(() => import('./reviews/reviews.tsx'), 'ReviewsPage'),
    ),
    page(
      '/accounts/$account/reviews/$review',
      lazyPage(() => import('./reviews/review.tsx'), 'ReviewPage'),
    ),
    page(
      '/duties',
      lazyPage(() => import('./duties/board.tsx'), 'DutyBoardPage'),
    ),
    page(
      '/accounts/$account/duties',
      lazyPage(() => import('./duties/duties.tsx'), 'DutiesPage'),
    ),
    page(
      '/my-contact-data',
      lazyPage(() => import('./contacts/own.tsx'), 'OwnContactDataPage'),
    ),
    page(
      '/accounts/$account/contact-matrix',
      lazyPage(() => import('./contacts/matrix.tsx'), 'ContactMatrixPage'),
    ),
    page(
      '/accounts/$account/contact-data',
      lazyPage(() => import('./contacts/contact-data.tsx'), 'ContactDataPage'),
    ),
    page(
      '/accounts/$account/onboarding',
      lazyPage(() => import('./onboarding/onboarding.tsx'), 'OnboardingPage'),
    ),
    page(
      '/accounts/$account/reconciliations',
      lazyPage(() => import('./reconciliation/rounds.tsx'), 'ReconciliationsPage'),
    ),
    page(
      '/accounts/$account/reconciliations/$round',
      lazyPage(() => import('./reconciliation/round.tsx'), 'ReconciliationPage'),
    ),
    page(
      '/accounts/$account/software',
      lazyPage(() => import('./software/list.tsx'), 'SoftwareListPage'),
    ),
    page(
      '/accounts/$account/charges',
      lazyPage(() => import('./charges/charges.tsx'), 'ChargesPage'),
    ),
    page(
      '/accounts/$account/software/$software',
      lazyPage(() => import('./software/software.tsx'), 'SoftwarePage'),
    ),
    page(
      '/accounts/$account/credits',
      lazyPage(() => import('./credits/credits.tsx'), 'CreditsPage'),
    ),
    page(
      '/day',
      lazyPage(() => import('./day/day.tsx'), 'DayPage'),
    ),
    page(
      '/requests',
      lazyPage(() => import('./requests/requests.tsx'), 'RequestsPage'),
    ),
    page(
      '/accounts/$account/requests',
      lazyPage(() => import('./requests/requests.tsx'), 'AccountRequestsPage'),
    ),
    page(
      '/accounts/$account/requests/new',
      lazyPage(() => import('./requests/ask.tsx'), 'AskForServicePage'),
    ),
    page(
      '/accounts/$account/requests/$request',
      lazyPage(() => import('./requests/request.tsx'), 'RequestPage'),
    ),
    page(
      '/changes',
      lazyPage(() => import('./changes/calendar.tsx'), 'ChangesPage'),
    ),
    page(
      '/accounts/$account/changes',
      lazyPage(() => import('./changes/calendar.tsx'), 'AccountChangesPage'),
    ),
    page(
      '/accounts/$account/changes/$change',
      lazyPage(() => import('./changes/change.tsx'), 'ChangePage'),
    ),
    page(
      '/accounts/$account/catalogue',
      lazyPage(() => import('./requests/catalogue.tsx'), 'CataloguePage'),
    ),
    page(
      '/accounts/$account/addenda',
      lazyPage(() => import('./requests/addenda.tsx'), 'AddendaPage'),
    ),
    page(
      '/accounts/$account/meetings',
      lazyPage(() => import('./meetings/meetings.tsx'), 'MeetingsPage'),
    ),
    page(
      '/accounts/$account/meetings/$meeting',
      lazyPage(() => import('./meetings/meeting.tsx'), 'MeetingPage'),
    ),
    page(
      '/accounts/$account/webinars',
      lazyPage(() => import('./meetings/webinars.tsx'), 'WebinarsPage'),
    ),
    page(
      '/meetings',
      lazyPage(() => import('./meetings/week.tsx'), 'WeekPage'),
    ),
    page(
      '/webinars',
      lazyPage(() => import('./meetings/webinars.tsx'), 'AllWebinarsPage'),
    ),
    page(
      '/my-actions',
      lazyPage(() => import('./meetings/actions.tsx'), 'MyActionsPage'),
    ),
    page(
      '/accounts/$account/checks',
      lazyPage(() => import('./analysis/checks.tsx'), 'ChecksPage'),
    ),
    page(
      '/accounts/$account/devices/$serial',
      lazyPage(() => import('./installed-base/device.tsx'), 'DevicePage'),
    ),
    page(
      '/accounts/$account/contracts',
      lazyPage(() => import('./contracts/contracts.tsx'), 'ContractsPage'),
    ),
    page(
      '/accounts/$account/contracts/$contract',
      lazyPage(() => import('./contracts/contract.tsx'), 'ContractPage'),
    ),
    page(
      '/accounts/$account/contracts/$contract/proof',
      lazyPage(() => import('./proof/proof.tsx'), 'ProofPage'),
    ),
    page(
      '/accounts/$account/contracts/$contract/advice',
      lazyPage(() => import('./guidance/advice.tsx'), 'AdvicePage'),
    ),
    page(
      '/accounts/$account/contracts/$contract/reports',
      lazyPage(() => import('./reports/network.tsx'), 'NetworkReportsPage'),
    ),
    page(
      '/accounts/$account/contracts/$contract/support',
      lazyPage(() => import('./guidance/support.tsx'), 'SupportPage'),
    ),
    page(
      '/accounts/$account/readiness',
      lazyPage(() => import('./guidance/readiness.tsx'), 'ReadinessPage'),
    ),
    page(
      '/accounts/$account/contracts/$contract/activate',
      lazyPage(() => import('./contracts/activate.tsx'), 'ActivatePage'),
    ),
    page(
      '/accounts/$account/base-contract',
      lazyPage(() => import('./contracts/base-contract.tsx'), 'BaseContractPage'),
    ),
    page(
      '/accounts/$account/cases/$case',
      lazyPage(() => import('./cases/case.tsx'), 'CasePage'),
    ),
    page(
      '/accounts/$account/decisions/$decision',
      lazyPage(() => import('./decisions/decision.tsx'), 'DecisionPage'),
    ),
    page(
      '/queue',
      lazyPage(() => import('./cases/queue.tsx'), 'QueuePage'),
    ),
    page(
      '/cases',
      lazyPage(() => import('./cases/cases.tsx'), 'CasesPage'),
    ),
    page(
      '/ask',
      lazyPage(() => import('./cases/ask.tsx'), 'AskPage'),
    ),
    page(
      '/escalations',
      lazyPage(() => import('./escalation/escalations.tsx'), 'EscalationsPage'),
    ),
    page(
      '/figures',
      lazyPage(() => import('./reports/figures.tsx'), 'FiguresPage'),
    ),
    page(
      '/on-call',
      lazyPage(() => import('./escalation/on-call.tsx'), 'OnCallPage'),
    ),
    page(
      '/on-call/$roster',
      lazyPage(() => import('./escalation/roster.tsx'), 'RosterPage'),
    ),
    page(
      '/advisories',
      lazyPage(() => import('./advisories/register.tsx'), 'RegisterPage'),
    ),
    page(
      '/advisories/import',
      lazyPage(() => import('./advisories/take-records.tsx'), 'TakeRecordsPage'),
    ),
    page(
      '/advisories/new',
      lazyPage(() => import('./advisories/write-record.tsx'), 'WriteRecordPage'),
    ),
    page(
      '/advisories/feeds',
      lazyPage(() => import('./advisories/feeds.tsx'), 'FeedsPage'),
    ),
    page(
      '/advisories/$key',
      lazyPage(() => import('./advisories/record.tsx'), 'RecordPage'),
    ),
    page(
      '/follow-ups',
      lazyPage(() => import('./advisories/follow-ups.tsx'), 'FollowUpsPage'),
    ),
    page(
      '/accounts/$account/exposure',
      lazyPage(() => import('./advisories/exposure.tsx'), 'ExposurePage'),
    ),
    page(
      '/accounts/$account/exposure/$key',
      lazyPage(() => import('./advisories/exposed-record.tsx'), 'ExposedRecordPage'),
    ),
    page(
      '/accounts/$account/lifecycle',
      lazyPage(() => import('./lifecycle/account.tsx'), 'AccountLifecyclePage'),
    ),
    page(
      '/lifecycle',
      lazyPage(() => import('./lifecycle/table.tsx'), 'LifecycleTablePage'),
    ),
    page(
      '/lifecycle/import',
      lazyPage(() => import('./lifecycle/take-dates.tsx'), 'TakeDatesPage'),
    ),
    page(
      '/orders',
      lazyPage(() => import('./contracts/orders.tsx'), 'OrdersPage'),
    ),
    page(
      '/orders/new',
      lazyPage(() => import('./contracts/place-order.tsx'), 'PlaceOrderPage'),
    ),
    page(
      '/question',
      lazyPage(() => import('./entitlement/question.tsx'), 'QuestionPage'),
    ),
    page(
      '/decisions',
      lazyPage(() => import('./decisions/decisions.tsx'), 'DecisionsPage'),
    ),
    page(
      '/clauses',
      lazyPage(() => import('./catalog/clauses.tsx'), 'ClausesPage'),
    ),
    page(
      '/clauses/$clause',
      lazyPage(() => import('./catalog/clause.tsx'), 'ClausePage'),
    ),
    page(
      '/policies',
      lazyPage(() => import('./catalog/policies.tsx'), 'PoliciesPage'),
    ),
    page(
      '/policies/$key',
      lazyPage(() => import('./catalog/policy.tsx'), 'PolicyPage'),
    ),
    page(
      '/services',
      lazyPage(() => import('./catalog/services.tsx'), 'ServicesPage'),
    ),
    page(
      '/services/load',
      lazyPage(() => import('./catalog/load-service.tsx'), 'LoadServicePage'),
    ),
    page(
      '/services/$code',
      lazyPage(() => import('./catalog/service.tsx'), 'ServicePage'),
    ),
    page(
      '/words',
      lazyPage(() => import('./catalog/words.tsx'), 'WordsPage'),
    ),
    page(
      '/resources',
      lazyPage(() => import('./resources/resources.tsx'), 'ResourcesPage'),
    ),
    page(
      '/calendars',
      lazyPage(() => import('./catalog/calendars.tsx'), 'CalendarsPage'),
    ),
    page(
      '/accounts/$account/webhooks',
      lazyPage(() => import('./notifications/webhooks.tsx'), 'WebhooksPage'),
    ),
    page(
      '/accounts/$account/webhooks/$webhook',
      lazyPage(() => import('./notifications/one-webhook.tsx'), 'OneWebhookPage'),
    ),
    page(
      '/notices',
      lazyPage(() => import('./notifications/notices.tsx'), 'NoticesPage'),
    ),
    page(
      '/mail',
      lazyPage(() => import('./notifications/mail.tsx'), 'MailPage'),
    ),
    page(
      '/mail/$mail',
      lazyPage(() => import('./notifications/one-mail.tsx'), 'OneMailPage'),
    ),
    page(
      '/outbox',
      lazyPage(() => import('./notifications/outbox.tsx'), 'OutboxPage'),
    ),
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: ({ error, reset }) => <Problem error={failureOf(error)} again={reset} />,
  scrollRestoration: true,
  parseSearch: parsePicks,
  stringifySearch: writePicks,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
