import { addDays } from '../../../src/calendar/terms.ts'

/** Fifty customers of four services, each with its people, devices and a contract for the year. */

export const firstDay = '2026-03-02'
export const holidays = {
  '2026-04-03': 'Good Friday',
  '2026-04-06': 'Easter Monday',
  '2026-05-25': 'A day in May',
  '2026-12-25': 'Christmas',
  '2026-12-28': 'The day after',
  '2027-01-01': 'New Year',
}

/** Engineers of the provider who stand by in windows. */
export const engineers = ['engineer', 'second', 'third'] as const

export type Customer = {
  readonly code: string
  readonly service: 'MSP' | 'ACP' | 'SSM' | 'CSS'
  readonly zone: string
  /** Short names of its people. */
  readonly lead: string
  readonly named: readonly [string, string]
  readonly signs: string
  readonly serials: readonly string[]
}

const places = {
  MSP: [
    ['AU', 'Australia/Sydney'],
    ['IN', 'Asia/Kolkata'],
    ['JP', 'Asia/Tokyo'],
    ['NZ', 'Pacific/Auckland'],
  ],
  ACP: [
    ['GB', 'Europe/London'],
    ['DE', 'Europe/Berlin'],
    ['AE', 'Asia/Dubai'],
  ],
  SSM: [
    ['US', 'America/Chicago'],
    ['CA', 'America/St_Johns'],
    ['BR', 'America/Sao_Paulo'],
  ],
  CSS: [['GB', 'Europe/London']],
} as const
const theatreOf = { MSP: 'APAC', ACP: 'EMEA', SSM: 'AMERICAS', CSS: 'EMEA' } as const
const services = [
  ...Array(22).fill('MSP'),
  ...Array(16).fill('ACP'),
  ...Array(9).fill('SSM'),
  ...Array(3).fill('CSS'),
] as Customer['service'][]

const placeOf = (service: Customer['service'], at: number) => places[service][at % places[service].length] ?? places[service][0]

export const customers: readonly Customer[] = services.map((service, at) => {
  const code = `Y${String(at + 1).padStart(2, '0')}`
  const low = code.toLowerCase()
  return {
    code,
    service,
    zone: placeOf(service, at)[1],
    lead: `${low}-lead`,
    named: [`${low}-one`, `${low}-two`],
    signs: `${low}-signs`,
    serials: [1, 2, 3].map((count) => `${code}-SN${count}`),
  }
})

export const yearWorld = () => {
  const lastDay = addDays(firstDay, 420)
  const calendar = { holidays, loadedYears: [2026, 2027, 2028] }
  return {
    accounts: Object.fromEntries(
      customers.map(({ code, service }, at) => {
        const [country, zone] = placeOf(service, at)
        return [code, { name: `Customer ${code}`, country, zone, theatre: theatreOf[service], address: '1 Main Street' }]
      }),
    ),
    people: Object.fromEntries([
      ...engineers.slice(1).map((name) => [name, { account: 'VENDOR', roles: ['AE'] }] as const),
      ...customers.flatMap(({ code, lead, named, signs }) => [
        [lead, { account: code, roles: ['LC'], contact: ['lead', 'primary'] }],
        [named[0], { account: code, roles: ['NC'], contact: ['named', 'backup', 'technical'] }],
        [named[1], { account: code, roles: ['NC'], contact: ['named'] }],
        [signs, { account: code, roles: ['SG'], contact: ['signatory'] }] as const,
      ]),
    ]),
    devices: Object.fromEntries(
      customers.flatMap(({ code, service, serials }) =>
        serials.map((serial) => [serial, { account: code, source: service === 'MSP' ? 'territory-reseller' : 'vendor' }]),
      ),
    ),
    base_contracts: customers.map(({ code, serials }) => ({ account: code, devices: serials, from: '2026-01-01', to: lastDay })),
    contracts: customers.map(({ code, service, serials }) => ({
      account: code,
      offering: service,
      devices: service === 'MSP' ? [] : serials,
      from: firstDay,
      to: addDays(firstDay, 364),
    })),
    calendars: { 'vendor-APAC': calendar, 'vendor-EMEA': calendar, 'vendor-AMERICAS': calendar },
  }
}
