import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { runHealthChecks } from '../../src/analysis/health/run.ts'
import { type Profile, standardProfile } from '../../src/analysis/profile.ts'
import type { Report } from '../../src/analysis/result.ts'
import { devicesOf } from '../../src/junos/show/devices.ts'
import { readShow } from '../../src/junos/show/read.ts'
import type { ShowReply } from '../../src/junos/show/reply.ts'

export const healthFolder = join(import.meta.dirname, '../../src/analysis/checks/health')

export type HealthSample = {
  readonly id: string
  readonly theme: string
  readonly good: string
  readonly bad: string
  /** What the device answered earlier, of checks that look at what has changed. */
  readonly before: string | undefined
}

/** Captures are text where the command's text says enough, and XML elsewhere. */
const captureAt = (base: string): string | undefined => {
  const file = ['.txt', '.xml'].map((ending) => `${base}${ending}`).find((each) => existsSync(each))
  return file === undefined ? undefined : readFileSync(file, 'utf8')
}

export const healthSamples: readonly HealthSample[] = globSync(join(healthFolder, '*/*.ts'))
  .sort()
  .map((file) => {
    const base = file.replace(/\.ts$/, '')
    const [good, bad] = [captureAt(`${base}.good`), captureAt(`${base}.bad`)]
    assert.ok(good !== undefined && bad !== undefined, `${base} has two samples`)
    return { id: basename(base), theme: basename(dirname(file)), good, bad, before: captureAt(`${base}.before`) }
  })

export const repliesOf = (capture: string): readonly ShowReply[] => readShow(capture).replies

/** What the one device of a capture comes to. */
export function health(capture: string, before: string | undefined, now: number, profile: Profile = standardProfile): Report {
  const [device] = devicesOf(repliesOf(capture))
  assert.ok(device, capture)
  return runHealthChecks(before === undefined ? device : { ...device, before: repliesOf(before) }, profile, now)
}

/** The elements that a bad sample says, ahead of its first prompt, are found. */
export const expectedElements = (capture: string): readonly string[] =>
  (/found: (.+?)(?: -->)?$/m.exec(capture)?.[1] ?? '').split('; ').sort()
