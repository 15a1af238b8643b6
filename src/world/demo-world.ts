import { addDays, termEnd } from '../calendar/terms.ts'
import type { LocalDate } from '../lib/time.ts'
import { type World, worldSpec } from './spec.ts'

/** The demonstration world: three invented customers in three theatres, a partner, and the provider's whole staff. */

type Shelf = {
  readonly product: string
  readonly prefix: string
  readonly count: number
  readonly sites: readonly string[]
  readonly release: string
}

const shelves: Readonly<Record<string, readonly Shelf[]>> = {
  ALBION: [
    { product: 'MX304', prefix: 'AM', count: 12, sites: ['Leeds core', 'London edge'], release: '23.4R2-S3' },
    { product: 'MX204', prefix: 'AB', count: 34, sites: ['Leeds core', 'London edge', 'Cardiff pop'], release: '22.4R3-S5' },
    { product: 'ACX7024', prefix: 'AX', count: 58, sites: ['Cardiff pop', 'London edge'], release: '23.4R2-EVO' },
    { product: 'EX4400-48T', prefix: 'AE', count: 36, sites: ['Leeds core', 'Cardiff pop'], release: '23.2R2' },
  ],
  CORAL: [
    { product: 'QFX5120-48Y', prefix: 'CQ', count: 10, sites: ['Sydney hub'], release: '22.4R3' },
    { product: 'SRX345', prefix: 'CS', count: 18, sites: ['Sydney hub', 'Newcastle depot'], release: '21.4R3-S9' },
    { product: 'EX3400-24P', prefix: 'CE', count: 14, sites: ['Newcastle depot'], release: '21.4R3-S9' },
  ],
  PRAIRIE: [
    { product: 'SRX4600', prefix: 'PS', count: 8, sites: ['Austin head office', 'Dallas vault'], release: '22.4R3-S4' },
    { product: 'PTX10001-36MR', prefix: 'PP', count: 6, sites: ['Austin head office'], release: '23.4R2-EVO' },
    { product: 'QFX5130-32CD', prefix: 'PQ', count: 26, sites: ['Dallas vault'], release: '23.4R2-EVO' },
    { product: 'EX4100-48MP', prefix: 'PE', count: 64, sites: ['Austin head office', 'Dallas vault', 'Denver branch'], release: '23.4R2' },
  ],
}

const siteOf = {
  ALBION: { 'Leeds core': '12 Wharf Road, Leeds', 'London edge': '3 Harbour Exchange, London', 'Cardiff pop': '8 Dock Street, Cardiff' },
  CORAL: { 'Sydney hub': '5 Signal Street, Sydney', 'Newcastle depot': '40 Rail Yard Lane, Newcastle' },
  PRAIRIE: {
    'Austin head office': '500 Mesa Street, Austin',
    'Dallas vault': '77 Trinity Drive, Dallas',
    'Denver branch': '19 Platte Avenue, Denver',
  },
} as const

/** The people who can sign in to the demonstration: their short names, in the order they are printed. */
export const demoPeople: readonly { readonly who: string; readonly part: string }[] = [
  { who: 'admin', part: 'administrator' },
  { who: 'desk', part: 'JTAC engineer' },
  { who: 'senior', part: 'senior JTAC engineer' },
  { who: 'escalations', part: 'escalation desk' },
  { who: 'advisor', part: 'technical services advisor' },
  { who: 'service-manager', part: 'service manager' },
  { who: 'care', part: 'customer care' },
  { who: 'contracts', part: 'contracts and entitlement' },
  { who: 'sales', part: 'order desk' },
  { who: 'qualifier', part: 'qualification approver' },
  { who: 'policy', part: 'policy and catalogue' },
  { who: 'export', part: 'export compliance' },
  { who: 'manager', part: 'management' },
  { who: 'auditor', part: 'auditor' },
  { who: 'engineer', part: 'Advanced Services engineer' },
  { who: 'project', part: 'project manager' },
  { who: 'finance', part: 'finance' },
  { who: 'host', part: 'subject matter expert' },
  { who: 'ann', part: 'customer, named contact (Albion Telecom)' },
  { who: 'lewis', part: 'customer, lead contact (Albion Telecom)' },
  { who: 'xena', part: 'customer, certified expert (Albion Telecom)' },
  { who: 'una', part: 'customer, user (Albion Telecom)' },
  { who: 'mia', part: 'customer, lead contact (Coral Rail)' },
  { who: 'sign', part: 'customer, sign-off contact (Coral Rail)' },
  { who: 'beth', part: 'customer, named contact (Prairie Bank)' },
  { who: 'rita', part: 'partner, reseller (Meridian)' },
  { who: 'otto', part: 'partner, operate specialist (Meridian)' },
  { who: 'dilys', part: 'partner, distributor (Meridian)' },
  { who: 'sven', part: 'partner, subcontractor (Meridian)' },
]

const person = (account: string, name: string, roles: readonly string[], contact: readonly unknown[] = []) => ({
  account,
  name,
  roles,
  contact,
})

function devicesOf(account: string, today: LocalDate) {
  const devices: Record<string, object> = {}
  for (const { product, prefix, count, sites, release } of shelves[account] ?? []) {
    for (let i = 1; i <= count; i++) {
      const serial = `${prefix}${String(2200 + i * 7).padStart(4, '0')}${'BCDFGHJK'[i % 8]}${(i * 37) % 10}`
      devices[serial] = {
        account,
        product,
        description: `${product} chassis`,
        site: i % 41 === 0 ? null : sites[i % sites.length],
        release,
        source: account === 'CORAL' ? 'territory-reseller' : i % 3 === 0 ? 'reseller' : i % 53 === 0 ? 'broker' : 'vendor',
        seller: i % 3 === 0 ? 'Meridian Networks' : '',
        originProof: i % 3 === 0 ? `Invoice MN-${4000 + i}` : '',
        acquired: account === 'ALBION' && i % 9 === 0 ? 'lease' : 'purchase',
        registered: i % 41 === 0 ? null : addDays(today, -880),
        status: i % 29 === 0 ? 'spare' : 'in-use',
        grayMarket: i % 53 === 0,
        modifiedCode: i % 47 === 0,
        thirdParty: i % 23 === 0,
        endOfSupport: i % 31 === 0 ? addDays(today, -40) : i % 17 === 0 ? addDays(today, 150) : null,
      }
    }
  }
  return devices
}

/** The world as of a day: contracts of all five services run over two past years and on. */
export function demoWorld(today: LocalDate): World {
  const from = addDays(today, -830)
  const first = termEnd(from, 12)
  const second = termEnd(addDays(first, 1), 12)
  const third = termEnd(addDays(second, 1), 12)
  const years = [
    [from, first],
    [addDays(first, 1), second],
    [addDays(second, 1), third],
  ] as const
  const devices = { ...devicesOf('ALBION', today), ...devicesOf('CORAL', today), ...devicesOf('PRAIRIE', today) }
  const of = (account: string) =>
    Object.keys(devices).filter((serial) => (devices as Record<string, { account: string }>)[serial]?.account === account)
  const [albion, coral, prairie] = [of('ALBION'), of('CORAL'), of('PRAIRIE')]
  const withParts = {
    ...devices,
    ...partsOf(albion[0] ?? '', 'ALBION'),
    'PROVTOOL-1': {
      account: 'ALBION',
      product: 'Provisioning tool',
      description: 'Custom software of statement of work 100',
      kind: 'software',
      site: 'Leeds core',
      release: '2.1.0',
      acceptedRelease: '2.1.0',
    },
  }
  const calendars = Object.fromEntries(
    (['AMERICAS', 'EMEA', 'APAC'] as const).map((theatre) => [`vendor-${theatre}`, holidays(theatre, Number(today.slice(0, 4)))]),
  )
  return worldSpec.parse({
    accounts: {
      ALBION: {
        name: 'Albion Telecom',
        theatre: 'EMEA',
        country: 'GB',
        zone: 'Europe/London',
        address: '12 Wharf Road, Leeds',
        partners: [{ partner: 'MERIDIAN', kind: 'reseller', from }],
      },
      CORAL: {
        name: 'Coral Rail',
        theatre: 'APAC',
        country: 'AU',
        zone: 'Australia/Sydney',
        address: '5 Signal Street, Sydney',
        partners: [
          { partner: 'MERIDIAN', kind: 'reseller', from },
          { partner: 'MERIDIAN', kind: 'operate-specialist', seesCases: true, from },
        ],
      },
      PRAIRIE: { name: 'Prairie Bank', theatre: 'AMERICAS', country: 'US', zone: 'America/Chicago', address: '500 Mesa Street, Austin' },
      MERIDIAN: {
        kind: 'partner',
        name: 'Meridian Networks',
        theatre: 'EMEA',
        country: 'GB',
        zone: 'Europe/London',
        address: '1 Quay House, Manchester',
        authorised: [
          { kind: 'reseller', territory: ['GB', 'AU'], from: addDays(from, -365) },
          { kind: 'operate-specialist', territory: ['AU'], from: addDays(from, -365) },
        ],
      },
    },
    sites: Object.fromEntries(
      Object.entries(siteOf).flatMap(([account, sites]) =>
        Object.entries(sites).map(([name, address]) => [name, { account, address, city: name.split(' ')[0] }]),
      ),
    ),
    people: {
      engineer: { ...person('VENDOR', 'Arun Engineer', ['AE']), teams: ['engineers'] },
      project: person('VENDOR', 'Petra Project', ['PM']),
      finance: { ...person('VENDOR', 'Finn Finance', ['FI']), teams: ['finance'] },
      host: person('VENDOR', 'Hana Host', ['ME']),
      nora: person('VENDOR', 'Nora Vale', ['SM']),
      priya: { ...person('VENDOR', 'Priya Nair', ['SJ']), zone: 'Asia/Kolkata', theatre: 'APAC', teams: ['senior-tac'], senior: true },
      jonas: { ...person('VENDOR', 'Jonas Berg', ['SJ']), zone: 'Europe/Stockholm', theatre: 'EMEA', teams: ['senior-tac'], senior: true },
      nadia: { ...person('VENDOR', 'Nadia Night', ['JT']), zone: 'Asia/Singapore', theatre: 'APAC', teams: ['frontline-tac'] },
      carlos: { ...person('VENDOR', 'Carlos Cole', ['JT']), zone: 'America/New_York', theatre: 'AMERICAS', teams: ['frontline-tac'] },
      ann: person('ALBION', 'Ann Field', ['NC'], ['named']),
      bob: person('ALBION', 'Bob Reyes', ['NC'], ['named', 'technical']),
      chloe: person('ALBION', 'Chloe Park', ['NC'], ['named', 'primary']),
      lewis: person('ALBION', 'Lewis Ward', ['LC'], ['lead', 'backup']),
      xena: person(
        'ALBION',
        'Xena Wolf',
        ['XP'],
        [{ role: 'expert', certificate: { level: 'JNCIE', number: 'JNCIE-SP-2931', expires: addDays(today, 120) } }],
      ),
      una: person('ALBION', 'Una Quill', ['UU']),
      mia: person('CORAL', 'Mia Chen', ['LC'], ['lead']),
      noah: person('CORAL', 'Noah Singh', ['NC'], ['named']),
      ivy: person('CORAL', 'Ivy Brown', ['NC'], ['named']),
      sign: person('CORAL', 'Sidney Graham', ['SG'], ['signatory']),
      beth: person('PRAIRIE', 'Beth Ortiz', ['NC'], ['named', 'primary']),
      dale: person('PRAIRIE', 'Dale Cooper', ['NC'], ['named', 'backup']),
      lena: person('PRAIRIE', 'Lena Fox', ['LC'], ['lead']),
      rita: person('MERIDIAN', 'Rita Shaw', ['RS']),
      otto: person('MERIDIAN', 'Otto Berg', ['OS']),
      dilys: person('MERIDIAN', 'Dilys Moss', ['DI']),
      sven: person('MERIDIAN', 'Sven Holt', ['SB']),
    },
    devices: withParts,
    base_contracts: [
      { account: 'ALBION', devices: albion.filter((_, i) => i % 37 !== 5), from: addDays(from, -60), to: addDays(third, 60) },
      { account: 'ALBION', devices: albion.filter((_, i) => i % 37 === 5), from: addDays(from, -60), to: addDays(today, -30) },
      { account: 'CORAL', devices: coral, from: addDays(from, -60), to: addDays(third, 60) },
      { account: 'PRAIRIE', devices: prairie, from: addDays(from, -60), to: addDays(third, 60) },
    ],
    contracts: [
      ...years.flatMap(([start, end]) => [
        {
          account: 'ALBION',
          offering: 'ACP',
          devices: albion.filter((_, i) => i % 19 !== 7),
          from: start,
          to: end,
          advisor: { name: 'Tess Advisor', theatre: 'EMEA', zone: 'Europe/Amsterdam' },
        },
        { account: 'ALBION', offering: 'CSS', devices: ['PROVTOOL-1'], from: start, to: end },
        {
          account: 'PRAIRIE',
          offering: 'ACP',
          devices: prairie.slice(0, 60),
          from: start,
          to: end,
          advisor: { name: 'Carlos Cole', theatre: 'AMERICAS', zone: 'America/New_York' },
        },
        { account: 'PRAIRIE', offering: 'SSM', devices: prairie, from: start, to: end },
      ]),
      { account: 'ALBION', offering: 'ISS', devices: albion.slice(0, 4), from: years[2][0], to: years[2][1] },
      { account: 'CORAL', offering: 'MSP', devices: coral, from: years[2][0], to: years[2][1] },
    ],
    qualifications: [
      {
        account: 'ALBION',
        offering: 'ACP',
        on: addDays(today, -200),
        until: addDays(today, 165),
        reason: 'long-standing operator with its own engineers',
      },
      { account: 'ALBION', offering: 'CSS', on: addDays(today, -200), until: addDays(today, 165), reason: 'the tool was built for them' },
      { account: 'PRAIRIE', offering: 'ACP', on: addDays(today, -150), until: addDays(today, 215), reason: 'network team of eleven' },
      { account: 'CORAL', offering: 'MSP', on: addDays(today, -90), until: addDays(today, 275), reason: 'small footprint of 42 devices' },
    ],
    policies: [
      { key: 'work.rates', value: [{ currency: 'EUR', hourAmount: 24_000 }], from: addDays(today, -731), reason: 'the price list' },
    ],
    calendars,
    rosters: [
      {
        team: 'frontline-tac',
        title: 'Frontline, round the world',
        zone: 'Europe/London',
        layers: [
          {
            title: 'Asia-Pacific day',
            people: ['nadia'],
            zone: 'Asia/Singapore',
            turnDays: 1,
            hours: { ...everyDay, from: '07:00', to: '15:00' },
          },
          { title: 'Europe day', people: ['desk'], turnDays: 1, hours: { ...everyDay, from: '07:00', to: '15:00' } },
          {
            title: 'Americas day',
            people: ['carlos'],
            zone: 'America/New_York',
            turnDays: 1,
            hours: { ...everyDay, from: '10:00', to: '18:00' },
          },
          { title: 'second call', people: ['carlos', 'desk', 'nadia'], tier: 2 },
        ],
      },
      {
        team: 'senior-tac',
        title: 'Senior engineers',
        layers: [
          { title: 'weeks', people: ['senior', 'priya', 'jonas'], start: addDays(from, -7 - weekdayOf(from)).concat('T09:00') },
          {
            title: 'second call',
            people: ['priya', 'jonas', 'senior'],
            tier: 2,
            start: addDays(from, -7 - weekdayOf(from)).concat('T09:00'),
          },
        ],
      },
      {
        team: 'escalation-desk',
        title: 'Escalation desk, nights and weekends',
        zone: 'Europe/Amsterdam',
        layers: [
          { title: 'weekends', people: ['escalations'], turnDays: 1, hours: { days: [6, 7], from: '09:00', to: '17:00' } },
          { title: 'nights', people: ['escalations'], turnDays: 1, hours: { ...everyDay, from: '17:00', to: '09:00' } },
        ],
      },
    ],
  })
}

const everyDay = { days: [1, 2, 3, 4, 5, 6, 7] }

/** Days since Monday. */
const weekdayOf = (day: LocalDate): number => (new Date(day).getUTCDay() + 6) % 7

/** One chassis with cards, so that the tree of parts has something to show. */
function partsOf(chassis: string, account: string) {
  const part = (slot: string, product: string, description: string) => ({
    account,
    product,
    description,
    kind: 'module',
    slot,
    parent: chassis,
    registered: null,
  })
  return {
    [`${chassis}-RE0`]: part('Routing Engine 0', 'RE-S-X6-64G', 'Routing engine'),
    [`${chassis}-RE1`]: part('Routing Engine 1', 'RE-S-X6-64G', 'Routing engine'),
    [`${chassis}-F0`]: part('FPC 0', 'LMIC16-BASE', 'Line card'),
    [`${chassis}-P0`]: part('PEM 0', 'JNP-PWR2200-AC', 'Power supply'),
  }
}

function holidays(theatre: 'AMERICAS' | 'EMEA' | 'APAC', year: number) {
  const years = [year - 2, year - 1, year, year + 1, year + 2]
  const days = {
    AMERICAS: [
      ['01-01', 'New Year'],
      ['07-04', 'Independence Day'],
      ['12-25', 'Christmas Day'],
    ],
    EMEA: [
      ['01-01', 'New Year'],
      ['05-01', 'Labour Day'],
      ['12-25', 'Christmas Day'],
      ['12-26', 'Boxing Day'],
    ],
    APAC: [
      ['01-01', 'New Year'],
      ['01-26', 'Australia Day'],
      ['12-25', 'Christmas Day'],
    ],
  }[theatre]
  return {
    title: `Provider holidays, ${theatre}`,
    loadedYears: years,
    holidays: Object.fromEntries(years.flatMap((each) => days.map(([day, name]) => [`${each}-${day}`, name]))),
  }
}
