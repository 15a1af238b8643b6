import type { Release } from '../../junos/release/release.ts'
import { type Entry, readEntry } from '../affected/entry.ts'
import { type Judgement, judgeRelease, type Verdict } from '../affected/judge.ts'
import type { Advisory } from '../record/advisory.ts'
import { byConfiguration, type Evidence } from './configuration.ts'
import type { Match } from './outcome.ts'
import { type Hardware, onPlatforms, type PlatformAnswer } from './platform.ts'

/** What is known of a device. */
export type DeviceFacts = Hardware & {
  readonly release: Release
  /** Absent when no configuration of it is known. */
  readonly evidence?: Evidence | undefined
}

/** An advisory whose rows are read: done once, however many devices it is matched against. */
export type ReadyAdvisory = { readonly advisory: Advisory; readonly entries: readonly Entry[] }

/** Another product's software does not run on a device with a release of Junos, so its entries are left out. */
export const ready = (advisory: Advisory): ReadyAdvisory => ({
  advisory,
  entries: advisory.entries.map(readEntry).filter(({ product }) => product !== null),
})

/** How an entry is asked about the device; whoever asks for many devices remembers the answers. */
export type Judges = { readonly platform: (entry: Entry) => PlatformAnswer; readonly release: (entry: Entry) => Judgement }

const judgesOf = (device: DeviceFacts): Judges => ({
  platform: (entry) => onPlatforms(device, entry.written.platforms),
  release: (entry) => judgeRelease(device.release, entry),
})

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`

/** The worst of several decides. */
export const worst: readonly Verdict[] = ['affected', 'unknown', 'not evaluated', 'fixed', 'not affected']

/**
 * Matches an advisory against a device. A record may speak of one product several times, for platforms of their own: each entry whose
 * platform may be this one is judged, and the worst verdict stands. A platform that is not understood makes `affected` `unknown`.
 */
export function matchAdvisory(device: DeviceFacts, { advisory, entries }: ReadyAdvisory, by: Judges = judgesOf(device)): Match {
  const none = (why: string): Match => ({ verdict: 'not affected', why: [why], needs: [], doubts: [] })
  if (advisory.rejected) return none('The record was withdrawn.')
  const matches = entries.flatMap((entry): readonly Match[] => {
    if (entry.product !== device.release.product) return []
    const platform = by.platform(entry)
    if (platform.is === 'no') return []
    const judgement = by.release(entry)
    const verdict = judgement.verdict === 'affected' && platform.is === 'unknown' ? 'unknown' : judgement.verdict
    return [
      {
        verdict,
        why: [platform.is === 'unknown' ? `Platform not certain: ${platform.why}.` : sentence(platform.why), judgement.why],
        judgement,
        needs: verdict === 'affected' || verdict === 'unknown' ? advisory.requirements.map(({ text }) => text) : [],
        doubts: judgement.doubts,
      },
    ]
  })
  const decided = worst.map((verdict) => matches.find((each) => each.verdict === verdict)).find((each) => each !== undefined)
  if (!decided) return none('The record names neither this product nor this platform.')
  return byConfiguration(decided, advisory.requirements, device.evidence ?? null)
}
