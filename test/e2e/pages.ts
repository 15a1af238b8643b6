/** What the addresses of the pages need to know of the world. */
type Known = {
  readonly opened: string
  readonly covered: string
  readonly bare: string
  readonly contract: string
  readonly decision: string
}

/** Every page of the portal, by somebody who may see it: filled ones, empty ones, and one that does not exist. */
export function pagesOf({ opened, covered, bare, contract, decision }: Known): readonly (readonly [email: string, ...paths: string[]])[] {
  return [
    [
      'lewis@albion.example',
      '/cases',
      '/cases?open=false',
      `/accounts/ALBION/cases/${opened}`,
      `/ask?device=${covered}&priority=P1`,
      '/accounts/ALBION/devices',
      `/accounts/ALBION/devices/${bare}`,
      '/accounts/ALBION/devices/import',
      '/accounts/ALBION/contracts',
      `/accounts/ALBION/contracts/${contract}`,
      '/accounts/ALBION/people',
      '/accounts/ALBION/people?tab=people',
      '/decisions',
      `/accounts/ALBION/decisions/${decision}`,
      '/orders',
      '/orders/new',
      '/services',
      '/services/ACP',
      `/question?device=${bare}`,
      '/profile',
      '/notices',
      '/accounts/ALBION/webhooks',
      '/no-such-page',
    ],
    [
      'desk@vendor.example',
      '/queue',
      `/accounts/ALBION/cases/${opened}`,
      `/ask?account=ALBION&device=${covered}`,
      '/escalations',
      '/notices',
      '/mail',
      '/mail?tab=update',
      '/mail?tab=discarded',
      '/mail?tab=dead',
      '/accounts/ALBION/devices/NONE',
    ],
    [
      'contracts@vendor.example',
      '/accounts',
      '/accounts/ALBION',
      '/accounts/ALBION?tab=devices',
      '/accounts/ALBION?tab=contracts',
      '/accounts/ALBION?tab=cases',
      '/accounts/ALBION?tab=partners',
      '/accounts/ALBION?tab=qualifications',
      '/accounts/ALBION/base-contract',
      `/accounts/ALBION/contracts/${contract}?tab=devices`,
      `/accounts/ALBION/contracts/${contract}?tab=papers`,
      `/accounts/ALBION/contracts/${contract}/activate`,
      '/orders/new?account=ALBION&offering=ACP',
      '/clauses?offering=SSM&q=c',
      '/clauses/ACP-9.p2',
      '/policies?q=response',
      '/policies/priority.guide',
      '/calendars',
      '/words?q=co-term',
    ],
    ['policy@vendor.example', '/services/load', '/services', '/calendars'],
    ['admin@vendor.example', '/staff', '/outbox', '/outbox?state=failed', '/accounts/ALBION?tab=webhooks', '/audit?account=ALBION'],
    ['otto@meridian.example', '/cases', '/accounts'],
  ]
}
