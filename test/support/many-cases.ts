import { openCase } from '../../src/cases/opening/service.ts'
import type { Priority } from '../../src/catalog/offering.ts'
import { accountScope, inScope } from '../../src/db/scope.ts'
import type { Instant } from '../../src/lib/time.ts'
import type { Api } from './api.ts'

/** A world of accounts that are alike, each with a contact, a device and its contracts. */
export const manyAccounts = (codes: readonly string[]) => ({
  accounts: Object.fromEntries(
    codes.map((code) => [code, { name: code, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }]),
  ),
  people: Object.fromEntries(codes.map((code) => [code.toLowerCase(), { account: code, roles: ['NC'], contact: ['named'] }])),
  devices: Object.fromEntries(codes.map((code) => [`${code}-1`, { account: code }])),
  base_contracts: codes.map((code) => ({ account: code, devices: [`${code}-1`], from: '2020-01-01', to: '2099-12-31' })),
  contracts: codes.map((code) => ({ account: code, offering: 'ACP', devices: [`${code}-1`], from: '2020-01-01', to: '2099-12-31' })),
})

/** Opens many cases through the service, eight at a time, the accounts in turn. */
export async function openMany(
  api: Api,
  codes: readonly string[],
  count: number,
  of: (turn: number) => { readonly at: Instant; readonly priority: Priority },
): Promise<void> {
  const one = (turn: number) => {
    const code = codes[turn % codes.length] as string
    const account = api.built.accounts.get(code)
    const person = api.built.people.get(code.toLowerCase())
    if (!account || !person) throw new Error(`no account ${code}`)
    const { at, priority } = of(turn)
    const by = {
      kind: 'person' as const,
      personId: person.personId,
      name: code,
      email: person.email,
      accountId: account.id,
      accountCode: code,
      accountKind: 'customer' as const,
      roles: ['NC'],
      teams: [],
      zone: 'Europe/London',
      theatre: null,
    }
    return inScope(api.parts.db, accountScope(account.id), (tx) =>
      openCase(tx, account, at, by, {
        kind: 'tech',
        summary: 'a case',
        description: '',
        serial: `${code}-1`,
        priority,
        channel: 'web',
        customerReference: '',
        release: '',
        confirmations: [],
        reportedAt: at,
        requesterId: person.personId,
        approval: null,
      }),
    )
  }
  for (let turn = 0; turn < count; turn += 8) await Promise.all(Array.from({ length: Math.min(8, count - turn) }, (_, i) => one(turn + i)))
}
