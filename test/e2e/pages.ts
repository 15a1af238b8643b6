import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import { api, complaintsOf, findings, overhang, type Portal, visit } from './browser.ts'

/** What the addresses of the pages need to know of the world. */
type Known = {
  readonly opened: string
  /** Of custom software, with access, an item and a part that is not served. */
  readonly worked: string
  readonly covered: string
  readonly bare: string
  readonly contract: string
  readonly decision: string
}

/** Every page of the portal, by somebody who may see it: filled ones, empty ones, and one that does not exist. */
function pagesOf({ opened, worked, covered, bare, contract, decision }: Known): readonly (readonly [email: string, ...paths: string[]])[] {
  return [
    [
      'lewis@albion.example',
      '/cases',
      '/cases?open=false',
      `/accounts/ALBION/cases/${opened}`,
      `/accounts/ALBION/cases/${worked}`,
      `/ask?device=${covered}&priority=P1`,
      '/accounts/ALBION/devices',
      `/accounts/ALBION/devices/${bare}`,
      '/accounts/ALBION/devices/import',
      '/accounts/ALBION/devices/data',
      '/accounts/ALBION/checks',
      '/accounts/ALBION/health',
      '/accounts/CORAL/health',
      '/accounts/ALBION/credits',
      '/accounts/ALBION/charges',
      '/accounts/ALBION/software',
      '/accounts/ALBION/software/PROVTOOL-1',
      '/accounts/ALBION/meetings',
      '/accounts/ALBION/meetings?when=past',
      '/accounts/ALBION/meetings/ALBION-M1',
      '/accounts/ALBION/webinars',
      '/changes',
      '/changes?view=month',
      '/accounts/ALBION/changes/ALBION-W1',
      '/accounts/ALBION/changes/ALBION-W2',
      '/my-actions',
      '/accounts/ALBION/duties',
      '/accounts/ALBION/duties?state=unmet&ended=true',
      '/accounts/ALBION/reviews',
      '/accounts/ALBION/contracts',
      `/accounts/ALBION/contracts/${contract}`,
      `/accounts/ALBION/contracts/${contract}/advice`,
      `/accounts/ALBION/contracts/${contract}/reports`,
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
      '/advisories',
      '/advisories/CVE-2099-10002',
      '/accounts/ALBION/exposure',
      '/accounts/ALBION/exposure/PBN-9003',
      '/accounts/CORAL/exposure',
      '/accounts/ALBION/lifecycle',
      '/accounts/ALBION/lifecycle?band=later&label=computed',
      '/accounts/ALBION/lifecycle?age=not+known',
      '/accounts/CORAL/lifecycle',
      '/accounts/ALBION/contact-matrix',
      '/accounts/ALBION/contact-data',
      '/my-contact-data',
      '/accounts/ALBION/onboarding',
      '/accounts/ALBION/reconciliations',
      '/no-such-page',
    ],
    [
      'mia@coral.example',
      '/accounts/CORAL/catalogue',
      '/accounts/CORAL/requests/new?service=IMWS',
      '/accounts/CORAL/requests/CORAL-S1',
      '/accounts/CORAL/requests/CORAL-S3',
      '/accounts/CORAL/requests/CORAL-S6',
      '/accounts/CORAL/requests/CORAL-S7',
      '/accounts/CORAL/addenda',
      '/accounts/CORAL/contracts/CORAL-C102/proof',
    ],
    [
      'service-manager@vendor.example',
      '/day',
      '/requests',
      '/accounts/CORAL/requests/CORAL-S2',
      '/accounts/CORAL/requests/CORAL-S4',
      '/accounts/CORAL/requests/CORAL-S5',
      '/accounts/CORAL/readiness',
      '/accounts/PRAIRIE/contracts/PRAIRIE-C107/support',
      '/changes',
      '/accounts/ALBION/changes',
      '/accounts/ALBION/changes/ALBION-W2',
      '/meetings',
      '/webinars',
      '/my-actions',
      '/accounts/PRAIRIE/meetings',
      '/accounts/PRAIRIE/meetings/PRAIRIE-M1',
      '/accounts/PRAIRIE/meetings/PRAIRIE-M10',
      '/accounts/CORAL/meetings',
      '/accounts/CORAL/webinars',
      '/accounts/PRAIRIE/contact-matrix',
      '/accounts/CORAL/contact-matrix',
      '/accounts/PRAIRIE/contact-data',
      '/my-contact-data',
      '/accounts/PRAIRIE/reconciliations/1',
      '/accounts/PRAIRIE/reconciliations/2?open=true&owner=customer',
      '/accounts/CORAL/onboarding',
    ],
    [
      'desk@vendor.example',
      '/queue',
      `/accounts/ALBION/cases/${opened}`,
      `/accounts/ALBION/cases/${worked}`,
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
      '/accounts/ALBION/charges',
      '/accounts/CORAL/charges',
      '/accounts/CORAL/credits',
      '/accounts/CORAL/duties',
      '/duties',
      '/accounts/CORAL/credits?on=2025-01-01',
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
    [
      'advisor@vendor.example',
      '/advisories',
      `/accounts/ALBION/contracts/${contract}/advice`,
      `/accounts/ALBION/contracts/${contract}/reports`,
      '/advisories/PBN-9003',
      '/advisories/new',
      '/advisories/import',
      '/advisories/feeds',
      '/follow-ups',
      '/accounts/ALBION/exposure?verdict=any',
      '/lifecycle',
      '/lifecycle?q=nothing-like-it',
      '/lifecycle/import',
      '/accounts/PRAIRIE/lifecycle',
    ],
    ['policy@vendor.example', '/services/load', '/services', '/calendars', '/resources'],
    ['admin@vendor.example', '/staff', '/outbox', '/outbox?state=failed', '/accounts/ALBION?tab=webhooks', '/audit?account=ALBION'],
    ['otto@meridian.example', '/cases', '/accounts'],
  ]
}

type Covered = {
  readonly items: readonly {
    readonly serial: string
    readonly status: string
    readonly covered: boolean
    readonly covers: readonly { readonly offering: string }[]
  }[]
}
type List<Row> = { readonly items: readonly Row[] }

/** Goes where a link of the portal would go: without starting it anew, which would take longer than looking. */
export const follow = (page: Page, href: string): Promise<void> =>
  page.evaluate(
    (to) =>
      (globalThis as unknown as { __TSR_ROUTER__: { navigate: (where: { href: string }) => Promise<void> } }).__TSR_ROUTER__.navigate(to),
    { href },
  )

/** Every page of one side in the demonstration, by somebody who may see it. */
export async function everyPage(
  browser: Browser,
  portal: Portal,
  side: 'customers' | 'staff',
): Promise<readonly (readonly [email: string, ...paths: string[]])[]> {
  const ann = await visit(browser, portal, { email: 'ann@albion.example' })
  const { items } = await api<Covered>(ann, '/api/accounts/ALBION/cover?limit=200')
  const covered = items.find((each) => each.covered && each.covers.some(({ offering }) => offering === 'ACP'))?.serial ?? ''
  const bare = items.find((each) => each.status === 'in-use' && each.covers.length === 0)?.serial ?? ''
  const opened = (await api<List<{ number: string }>>(ann, '/api/cases?limit=1')).items[0]?.number ?? ''
  const worked = (await api<List<{ number: string }>>(ann, '/api/cases?limit=1&query=export+leaves')).items[0]?.number ?? ''
  const decision = (await api<List<{ id: string }>>(ann, '/api/decisions?limit=1')).items[0]?.id ?? ''
  const contract =
    (await api<List<{ number: string; service: string }>>(ann, '/api/accounts/ALBION/contracts')).items.find(
      ({ service }) => service === 'ACP',
    )?.number ?? ''
  assert.ok(covered && bare && opened && worked && decision && contract)
  await ann.context().close()
  return pagesOf({ opened, worked, covered, bare, contract, decision }).filter(
    ([email]) => email.endsWith('@vendor.example') === (side === 'staff'),
  )
}

/** A small laptop, the same at 125 and at 150 %, a phone: with the menu beside the page, and without. */
const widths = [1180, 1024, 800, 390]

/**
 * Looks at every page of one side in light and dark, and on narrower screens.
 * @returns what is wrong with them, each with its page; nothing when all is well
 */
export async function faultsOf(browser: Browser, portal: Portal, side: 'customers' | 'staff'): Promise<readonly string[]> {
  const found: string[] = []
  for (const [email, ...paths] of await everyPage(browser, portal, side)) {
    const page = await visit(browser, portal, { email })
    for (const path of paths) {
      await (page.url() === 'about:blank' ? page.goto(path) : follow(page, path))
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
      for (const each of await findings(page)) found.push(`${path} light: ${each}`)
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === 'dark')
      for (const each of await findings(page, ['color-contrast', 'link-in-text-block'])) found.push(`${path} dark: ${each}`)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 })
        const wide = await overhang(page)
        if (wide > 0) found.push(`${path} is ${wide} pixels wider than a screen of ${width}`)
      }
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 1440, height: 900 })
    }
    for (const each of complaintsOf(page.context())) if (!/status of 404/.test(each)) found.push(`${email}: ${each}`)
    await page.context().close()
  }
  return found
}
