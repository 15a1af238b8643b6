import { takeRecords } from '../advisories/register/service.ts'
import type { Parts } from '../assemble.ts'
import { inScope, providerScope } from '../db/scope.ts'
import { fireDue } from '../jobs/runner.ts'
import { daysMs, type Instant, toIso } from '../lib/time.ts'
import type { Built } from './build.ts'

/** Published records of the demonstration: all invented, in the shapes in which real ones come. */

type Range = readonly [from: string, ...fixedIn: string[]]
type Own = {
  readonly monthsAgo: number
  readonly number: string
  readonly title: string
  readonly impact: 'critical' | 'major' | 'minor'
  readonly about: string
  readonly evolved?: boolean
  readonly platforms?: readonly string[]
  readonly ranges: readonly Range[]
  readonly configuration?: string
  readonly workaround?: string
}

const own: readonly Own[] = [
  {
    monthsAgo: 20,
    number: 'PBN-9001',
    title: 'Routing process restarts when a peer flaps during a commit',
    impact: 'major',
    about:
      'A commit that touches the policy of a peer while the peer goes down may end the routing process. Neighbours see a restart of some seconds.',
    ranges: [
      ['22.4', '22.4R3-S3'],
      ['23.2', '23.2R2'],
      ['23.4', '23.4R1'],
    ],
    workaround: 'Commit outside of times in which sessions are known to flap.',
  },
  {
    monthsAgo: 17,
    number: 'PBN-9002',
    title: 'Power over Ethernet stays off after an upgrade',
    impact: 'minor',
    about: 'After an upgrade some ports give no power until the port is switched off and on.',
    platforms: ['EX3400', 'EX4100', 'EX4400'],
    ranges: [
      ['21.4', '21.4R3-S10'],
      ['23.2', '23.2R2-S2'],
      ['23.4', '23.4R2-S1'],
    ],
    workaround: 'Disable and enable power of the port.',
  },
  {
    monthsAgo: 14,
    number: 'PBN-9003',
    title: 'A member of a bundle drops packets after a switchover',
    impact: 'major',
    about: 'After a switchover of the engines one member of an aggregated interface may drop every packet that leaves by it.',
    platforms: ['MX Series with MPC10', 'MX304'],
    ranges: [
      ['22.4', '22.4R3-S6'],
      ['23.4', '23.4R2-S4'],
    ],
  },
  {
    monthsAgo: 12,
    number: 'TSB-9004',
    title: 'Certificates of the management agent run out',
    impact: 'minor',
    about: 'Images built before a date hold certificates that end. Telemetry stops when they do.',
    evolved: true,
    ranges: [['23.4', '23.4R2-S2']],
    workaround: 'Load the newer bundle of certificates.',
  },
  {
    monthsAgo: 9,
    number: 'PBN-9005',
    title: 'Flow daemon leaks memory with many short sessions',
    impact: 'critical',
    about:
      'With several thousand short sessions in a second memory is not given back. After some weeks the device forwards nothing until it is restarted.',
    platforms: ['SRX300 Series', 'SRX4600'],
    ranges: [
      ['21.4', '21.4R3-S10'],
      ['22.4', '22.4R3-S5'],
    ],
    configuration: 'Only where session logging is on: [ security log mode stream ]',
    workaround: 'Log by events instead of by stream.',
  },
  {
    monthsAgo: 6,
    number: 'PBN-9006',
    title: 'Optics of third parties report no light',
    impact: 'minor',
    about: 'Readings of power are missing for some modules; links work.',
    platforms: ['QFX5k', 'ACX7000 Series'],
    ranges: [['22.4', '22.4R3-S1']],
  },
  {
    monthsAgo: 2,
    number: 'PBN-9007',
    title: 'Forwarding stops on one engine after a burst of updates',
    impact: 'critical',
    about: 'A burst of withdrawals and announcements may leave one forwarding engine without routes.',
    evolved: true,
    platforms: ['PTX10001-36MR', 'QFX5130-32CD'],
    ranges: [['23.4', '23.4R2-S3']],
  },
]

type Cve = {
  readonly monthsAgo: number
  readonly number: string
  readonly advisory: string
  readonly title: string
  readonly score: number
  readonly exploited?: boolean
  readonly evolved?: boolean
  readonly platforms?: readonly string[]
  readonly ranges: readonly Range[]
}

const cves: readonly Cve[] = [
  {
    monthsAgo: 18,
    number: 'CVE-2099-10001',
    advisory: 'JSA900101',
    title: 'A malformed update ends the routing process',
    score: 7.5,
    ranges: [
      ['0', '21.4R3-S8'],
      ['22.4', '22.4R3-S4'],
      ['23.2', '23.2R2-S1'],
    ],
  },
  {
    monthsAgo: 15,
    number: 'CVE-2099-10002',
    advisory: 'JSA900102',
    title: 'The web management answers without a password',
    score: 9.8,
    exploited: true,
    platforms: ['SRX Series', 'EX Series'],
    ranges: [
      ['0', '21.4R3-S9'],
      ['22.4', '22.4R3-S3'],
      ['23.2', '23.2R2-S2'],
      ['23.4', '23.4R2'],
    ],
  },
  {
    monthsAgo: 8,
    number: 'CVE-2099-10003',
    advisory: 'JSA900103',
    title: 'A signed-in user becomes root by the file command',
    score: 6.7,
    ranges: [
      ['22.4', '22.4R3-S7'],
      ['23.4', '23.4R2-S5'],
    ],
  },
  {
    monthsAgo: 5,
    number: 'CVE-2099-10004',
    advisory: 'JSA900104',
    title: 'Broken frames of connectivity checks restart a card',
    score: 6.5,
    platforms: ['MX Series'],
    ranges: [
      ['22.4', '22.4R2-S2, 22.4R3-S1'],
      ['23.4', '23.4R2-S4'],
    ],
  },
  {
    monthsAgo: 3,
    number: 'CVE-2099-10005',
    advisory: 'JSA900105',
    title: 'Packets for others reach the engine',
    score: 5.3,
    evolved: true,
    ranges: [['23.4', '23.4R2-S1-EVO']],
  },
  {
    monthsAgo: 1,
    number: 'CVE-2099-10006',
    advisory: 'JSA900106',
    title: 'A crafted session setup exhausts the flow table',
    score: 8.6,
    platforms: ['SRX 5000 Series with SPC2', 'SRX4600'],
    ranges: [['22.4', '22.4R3-S6']],
  },
]

const monthMs = 30.4 * daysMs

/** Loads the records at the instants at which they would have been published, so that exposure has a history. */
export async function playRecords(parts: Parts, built: Built, now: Instant): Promise<void> {
  const provider = built.accounts.get('VENDOR')
  if (!provider) return
  const texts = [...own.map(ownText), ...cves.map(cveText)].sort((one, other) => other.monthsAgo - one.monthsAgo)
  for (const { monthsAgo, name, text } of texts) {
    const at = now - Math.round(monthsAgo * monthMs)
    await inScope(parts.db, providerScope, (tx) =>
      takeRecords(tx, { now: at, actor: 'system', accountId: provider.id }, [{ name, text: text(toIso(at)) }], {
        dryRun: false,
        state: 'published',
      }),
    )
    await fireDue(parts.db, parts.timers, at)
  }
}

type Told = { readonly monthsAgo: number; readonly name: string; readonly text: (at: string) => string }

const ownText = ({ monthsAgo, number, title, impact, about, evolved, platforms, ranges, configuration, workaround }: Own): Told => ({
  monthsAgo,
  name: `${number}.json`,
  text: (at) =>
    JSON.stringify({
      format: 'holdfast-advisory-1',
      number,
      kind: number.slice(0, 3),
      title,
      impact,
      description: `${about}\n\nInvented for the demonstration.`,
      publishedAt: at,
      updatedAt: at,
      affected: [
        {
          product: evolved ? 'Junos OS Evolved' : 'Junos OS',
          platforms: platforms ?? [],
          releases: ranges.map(([from, ...fixedIn]) => ({ from, fixedIn })),
        },
      ],
      configuration: configuration ? [configuration] : [],
      solution: `Upgrade to ${ranges.map(([, ...fixedIn]) => fixedIn.join(', ')).join(', ')} or later.`,
      workaround: workaround ?? '',
    }),
})

const cveText = ({ monthsAgo, number, advisory, title, score, exploited, evolved, platforms, ranges }: Cve): Told => ({
  monthsAgo,
  name: `${number}.json`,
  text: (at) =>
    JSON.stringify({
      dataType: 'CVE_RECORD',
      dataVersion: '5.1',
      cveMetadata: { cveId: number, state: 'PUBLISHED', datePublished: at, dateUpdated: at },
      containers: {
        cna: {
          title,
          datePublic: at,
          descriptions: [{ lang: 'en', value: `${title}. Invented for the demonstration.` }],
          source: { advisory },
          affected: [
            {
              vendor: 'Juniper Networks',
              product: evolved ? 'Junos OS Evolved' : 'Junos OS',
              defaultStatus: 'unaffected',
              platforms: platforms ?? [],
              versions: ranges.map(([version, lessThan]) => ({ version, lessThan, status: 'affected', versionType: 'semver' })),
            },
          ],
          metrics: [
            {
              cvssV3_1: {
                version: '3.1',
                baseScore: score,
                baseSeverity: score >= 9 ? 'CRITICAL' : score >= 7 ? 'HIGH' : 'MEDIUM',
                vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
              },
            },
          ],
          solutions: [{ lang: 'en', value: 'Upgrade to a release that has the fix.' }],
        },
        ...(exploited ? { adp: [{ metrics: [{ other: { type: 'kev', content: {} } }] }] } : {}),
      },
    }),
})
