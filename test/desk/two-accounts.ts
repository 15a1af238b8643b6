/** A small world for tests of the desk: two customers with care and a service over it, and some of the provider's people. */

const account = (name: string) => ({ name, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' })
const codes = ['ACME', 'BETA'] as const

export const twoAccounts = (offering = 'ACP') => ({
  accounts: { ACME: account('Acme Telco'), BETA: account('Beta Bank') },
  people: {
    ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
    lea: { account: 'ACME', roles: ['LC'] },
    uma: { account: 'ACME', roles: ['UU'] },
    bea: { account: 'BETA', roles: ['NC'], contact: ['named'] },
    joe: { account: 'VENDOR', roles: ['JT'], teams: ['frontline-tac'] },
    max: { account: 'VENDOR', roles: ['JT'], teams: ['frontline-tac'] },
    eve: { account: 'VENDOR', roles: ['SJ'], teams: ['senior-tac'] },
    dora: { account: 'VENDOR', roles: ['ED'], teams: ['escalation-desk'] },
    olga: { account: 'VENDOR', roles: ['AU'], teams: [] },
    pia: { account: 'VENDOR', roles: ['PA'], teams: [] },
  },
  devices: {
    A1: { account: 'ACME', product: 'MX204' },
    A2: { account: 'ACME', product: 'MX304' },
    B1: { account: 'BETA', product: 'MX204' },
  },
  base_contracts: codes.map((code) => ({ account: code, devices: devicesOf(code), from: '2026-01-01', to: '2027-12-31' })),
  contracts: codes.map((code) => ({ account: code, offering, devices: devicesOf(code), from: '2026-01-01', to: '2026-12-31' })),
})

const devicesOf = (code: (typeof codes)[number]) => (code === 'ACME' ? ['A1', 'A2'] : ['B1'])
