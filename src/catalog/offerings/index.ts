import type { Offering } from '../offering.ts'
import { acp } from './acp.ts'
import { css } from './css.ts'
import { iss } from './iss.ts'
import { msp } from './msp.ts'
import { ssm } from './ssm.ts'

/** The services that come with Holdfast, version 1 of each. */
export const builtInOfferings: readonly Offering[] = [acp, css, iss, msp, ssm]
