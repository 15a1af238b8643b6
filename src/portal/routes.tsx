import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { client, queries, statusOf } from './api.ts'
import { meQuery } from './session.tsx'
import { parsePicks, writePicks } from './ui/filters.ts'
import { homeOf } from './ui/places.ts'
import { Problem, Waiting } from './ui/states.tsx'

/** Every page with its address. Pages are loaded when somebody goes there, so that the first one is light. */

const root = createRootRoute({ component: Outlet, notFoundComponent: lazyRouteComponent(() => import('./ui/lost.tsx'), 'Lost') })

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./parties/setup.tsx'), 'SetupPage'),
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./parties/sign-in.tsx'), 'SignInPage'),
})

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: lazyRouteComponent(() => import('./ui/frame.tsx'), 'Frame'),
  beforeLoad: async ({ location }) => {
    try {
      await queries.ensureQueryData(meQuery)
    } catch (error) {
      if (statusOf(error) !== 401) throw error
      const { needed } = await client.call('setup.state', {})
      if (needed) throw redirect({ to: '/setup' })
      throw redirect({ to: '/sign-in', search: (location.href === '/' ? {} : { next: location.href }) as never })
    }
  },
  errorComponent: ({ error, reset }) => (
    <main style={{ maxWidth: 640, margin: '10vh auto', padding: 16 }}>
      <Problem error={error} again={reset} />
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

const page = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => frame, path, component })

const tree = root.addChildren([
  setup,
  signIn,
  frame.addChildren([
    start,
    page(
      '/profile',
      lazyRouteComponent(() => import('./parties/profile.tsx'), 'ProfilePage'),
    ),
    page(
      '/staff',
      lazyRouteComponent(() => import('./parties/staff.tsx'), 'StaffPage'),
    ),
    page(
      '/audit',
      lazyRouteComponent(() => import('./parties/audit.tsx'), 'AuditPage'),
    ),
    page(
      '/accounts',
      lazyRouteComponent(() => import('./parties/accounts.tsx'), 'AccountsPage'),
    ),
    page(
      '/accounts/$account',
      lazyRouteComponent(() => import('./parties/account.tsx'), 'AccountPage'),
    ),
    page(
      '/accounts/$account/people',
      lazyRouteComponent(() => import('./parties/people.tsx'), 'PeoplePage'),
    ),
    page(
      '/accounts/$account/devices',
      lazyRouteComponent(() => import('./installed-base/devices.tsx'), 'DevicesPage'),
    ),
    page(
      '/accounts/$account/devices/import',
      lazyRouteComponent(() => import('./installed-base/import.tsx'), 'ImportPage'),
    ),
    page(
      '/accounts/$account/devices/$serial',
      lazyRouteComponent(() => import('./installed-base/device.tsx'), 'DevicePage'),
    ),
    page(
      '/accounts/$account/contracts',
      lazyRouteComponent(() => import('./contracts/contracts.tsx'), 'ContractsPage'),
    ),
    page(
      '/accounts/$account/contracts/$contract',
      lazyRouteComponent(() => import('./contracts/contract.tsx'), 'ContractPage'),
    ),
    page(
      '/accounts/$account/contracts/$contract/activate',
      lazyRouteComponent(() => import('./contracts/activate.tsx'), 'ActivatePage'),
    ),
    page(
      '/accounts/$account/base-contract',
      lazyRouteComponent(() => import('./contracts/base-contract.tsx'), 'BaseContractPage'),
    ),
    page(
      '/accounts/$account/cases/$case',
      lazyRouteComponent(() => import('./cases/case.tsx'), 'CasePage'),
    ),
    page(
      '/accounts/$account/decisions/$decision',
      lazyRouteComponent(() => import('./decisions/decision.tsx'), 'DecisionPage'),
    ),
    page(
      '/queue',
      lazyRouteComponent(() => import('./cases/queue.tsx'), 'QueuePage'),
    ),
    page(
      '/cases',
      lazyRouteComponent(() => import('./cases/cases.tsx'), 'CasesPage'),
    ),
    page(
      '/ask',
      lazyRouteComponent(() => import('./cases/ask.tsx'), 'AskPage'),
    ),
    page(
      '/escalations',
      lazyRouteComponent(() => import('./escalation/escalations.tsx'), 'EscalationsPage'),
    ),
    page(
      '/orders',
      lazyRouteComponent(() => import('./contracts/orders.tsx'), 'OrdersPage'),
    ),
    page(
      '/orders/new',
      lazyRouteComponent(() => import('./contracts/place-order.tsx'), 'PlaceOrderPage'),
    ),
    page(
      '/question',
      lazyRouteComponent(() => import('./entitlement/question.tsx'), 'QuestionPage'),
    ),
    page(
      '/decisions',
      lazyRouteComponent(() => import('./decisions/decisions.tsx'), 'DecisionsPage'),
    ),
    page(
      '/clauses',
      lazyRouteComponent(() => import('./catalog/clauses.tsx'), 'ClausesPage'),
    ),
    page(
      '/clauses/$clause',
      lazyRouteComponent(() => import('./catalog/clause.tsx'), 'ClausePage'),
    ),
    page(
      '/policies',
      lazyRouteComponent(() => import('./catalog/policies.tsx'), 'PoliciesPage'),
    ),
    page(
      '/policies/$key',
      lazyRouteComponent(() => import('./catalog/policy.tsx'), 'PolicyPage'),
    ),
    page(
      '/services',
      lazyRouteComponent(() => import('./catalog/services.tsx'), 'ServicesPage'),
    ),
    page(
      '/services/$code',
      lazyRouteComponent(() => import('./catalog/service.tsx'), 'ServicePage'),
    ),
    page(
      '/words',
      lazyRouteComponent(() => import('./catalog/words.tsx'), 'WordsPage'),
    ),
    page(
      '/calendars',
      lazyRouteComponent(() => import('./catalog/calendars.tsx'), 'CalendarsPage'),
    ),
    page(
      '/outbox',
      lazyRouteComponent(() => import('./notifications/outbox.tsx'), 'OutboxPage'),
    ),
  ]),
])

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: ({ error, reset }) => <Problem error={error} again={reset} />,
  scrollRestoration: true,
  parseSearch: parsePicks,
  stringifySearch: writePicks,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
