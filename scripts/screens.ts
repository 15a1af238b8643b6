// Pictures of the main screens, light and dark, for docs/screens: the portal on a throw-away demonstration.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { api, buildPortal, openBrowser, startPortal, visit } from '../test/e2e/browser.ts'

const folder = join(import.meta.dirname, '..', 'docs', 'screens')
mkdirSync(folder, { recursive: true })
buildPortal()
const portal = await startPortal({ demo: true })
const browser = await openBrowser()

type List<Row> = { readonly items: readonly Row[] }
type Case = { readonly number: string; readonly account: string; readonly priority: string; readonly serial: string | null }

try {
  const desk = await visit(browser, portal, { email: 'senior@vendor.example' })
  const { items: queue } = await api<List<Case>>(desk, '/api/queue?limit=50')
  const shown = queue.find((row) => row.priority === 'P1') ?? queue[0]
  const { items: rosters } = await api<List<{ id: string; team: string }>>(desk, '/api/rosters')
  const { items: decisions } = await api<List<{ id: string; account: string }>>(desk, '/api/decisions?verdict=refused&limit=1')
  const { items: contracts } = await api<List<{ number: string; kind: string }>>(desk, '/api/accounts/ALBION/contracts')
  const { devices: checked } = await api<{ devices: readonly { serial: string }[] }>(desk, '/api/accounts/ALBION/findings')
  const configured = checked[0]?.serial ?? ''
  const { devices: read } = await api<{ devices: readonly { serial: string; summary: { findings: Record<string, number> } }[] }>(
    desk,
    '/api/accounts/ALBION/health',
  )
  const sick = read.toSorted((one, other) => (other.summary.findings.high ?? 0) - (one.summary.findings.high ?? 0))[0]?.serial ?? ''
  const decision = decisions[0]
  const screens: readonly (readonly [name: string, email: string, path: string])[] = [
    ['queue', 'senior@vendor.example', '/queue'],
    ['case', 'senior@vendor.example', `/accounts/${shown?.account}/cases/${shown?.number}`],
    ['on-call', 'senior@vendor.example', '/on-call'],
    ['roster', 'senior@vendor.example', `/on-call/${rosters.find((row) => row.team === 'senior-tac')?.id}`],
    ['escalations', 'escalations@vendor.example', '/escalations'],
    ['figures', 'manager@vendor.example', '/figures?days=90'],
    ['decision', 'contracts@vendor.example', `/accounts/${decision?.account}/decisions/${decision?.id}`],
    ['contract', 'contracts@vendor.example', `/accounts/ALBION/contracts/${contracts.find((row) => row.kind === 'service')?.number}`],
    ['ask', 'ann@albion.example', `/ask?device=${queue.find((row) => row.account === 'ALBION' && row.serial)?.serial ?? ''}&priority=P2`],
    ['my-cases', 'ann@albion.example', '/cases'],
    ['exposure', 'ann@albion.example', '/accounts/ALBION/exposure'],
    ['credits', 'mia@coral.example', '/accounts/CORAL/credits'],
    ['health', 'ann@albion.example', '/accounts/ALBION/health'],
    ['reading', 'ann@albion.example', `/accounts/ALBION/devices/${sick}/reading`],
    ['configuration', 'ann@albion.example', `/accounts/ALBION/devices/${configured}/configuration`],
  ]
  for (const scheme of ['light', 'dark'] as const) {
    for (const [name, email, path] of screens) {
      const page = await visit(browser, portal, { email })
      await page.emulateMedia({ colorScheme: scheme })
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle').catch(() => {}) // a live page is never idle for long
      await page.waitForTimeout(600)
      await page.screenshot({ path: join(folder, `${name}-${scheme}.png`) })
      await page.context().close()
      console.log(`${name}-${scheme}.png`)
    }
  }
} finally {
  await browser.close()
  await portal.close()
}
