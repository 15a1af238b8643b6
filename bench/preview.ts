// Decisions a second on one core, with every reason: the pure judgement that a preview runs.
import { builtInOfferings } from '../src/catalog/offerings/index.ts'
import type { CaseQuestion } from '../src/entitlement/facts.ts'
import { judgeCase } from '../src/entitlement/judge-case.ts'

const question = (index: number): CaseQuestion => ({
  kind: 'case',
  at: Date.parse('2026-03-10T10:00:00Z'),
  onDate: '2026-03-10',
  act: {
    kind: 'case.open',
    caseKind: 'tech',
    channel: index % 3 === 0 ? 'web' : 'phone',
    priority: `P${(index % 4) + 1}` as 'P1',
    serial: 'SN1',
    release: '',
    confirmations: [],
  },
  account: { code: 'ACME', name: 'Acme Telco', country: 'GB', theatre: 'EMEA', zone: 'Europe/London', base: [], uncovered: [], open: true },
  person: {
    name: 'Ann',
    active: true,
    roles: ['NC'],
    contacts: [{ role: 'named', offering: null, startsOn: '2026-01-01', endsOn: null, certificate: null }],
  },
  device: {
    serial: 'SN1',
    product: 'MX204',
    kind: 'chassis',
    status: index % 7 === 0 ? 'spare' : 'in-use',
    acquired: 'purchase',
    source: 'vendor',
    seller: '',
    registeredOn: '2026-01-01',
    modifiedCode: false,
    thirdParty: false,
    grayMarket: false,
    endOfSupportOn: index % 5 === 0 ? '2026-02-28' : null,
    release: '',
    acceptedRelease: '',
    site: { name: 'Leeds', address: '12 High St', country: 'GB', zone: 'Europe/London', owner: '' },
    base: [{ type: 'juniper-care', contract: 'ACME-C1', startsOn: '2026-01-01', endsOn: '2026-12-31', territory: null }],
    bundled: [],
  },
  covers: [
    {
      contract: 'ACME-C2',
      contractId: 'c2',
      offering: 'ACP',
      offeringVersion: 1,
      state: 'active',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      line: { startsOn: '2026-01-01', endsOn: '2026-12-31', suspendedOn: null, suspendedReason: null },
    },
  ],
  overrides: [],
})

/** Best and median of several rounds, in decisions a second. */
export function benchPreview(): { readonly best: number; readonly median: number; readonly reasons: number } {
  const questions = Array.from({ length: 64 }, (_, index) => question(index))
  const rates: number[] = []
  let reasons = 0
  for (let round = 0; round < 9; round++) {
    const from = performance.now()
    for (let i = 0; i < 100_000; i++) reasons = judgeCase(builtInOfferings, questions[i % 64] as CaseQuestion).decision.reasons.length
    rates.push(100_000 / ((performance.now() - from) / 1000))
  }
  rates.sort((a, b) => a - b)
  return { best: rates.at(-1) ?? 0, median: rates[4] ?? 0, reasons }
}

if (import.meta.main) console.log(benchPreview())
