import type { Offering } from '../catalog/offering.ts'

/** What is said of a window by the service that it belongs to: of each point the clause of each service that has one. */
const points = {
  conditions: ['ISS-4.p1', 'MSP-5.p0'],
  engineer: ['ISS-3.1.1', 'MSP-3.1.3.p2'],
  diagnosis: ['ISS-3.1.2', 'MSP-3.1.3.p3'],
  recommendation: ['ISS-3.1.3a', 'MSP-3.1.3.p5'],
  handover: ['ISS-3.1.4', 'MSP-3.1.3.p6'],
  exclusions: ['ISS-7.p1', 'MSP-3.p3'],
  backup: ['ISS-4.f'],
  constraints: ['ISS-4.e2', 'MSP-5.a'],
  miss: ['ISS-4.j', 'MSP-5.m1'],
} as const
export type Point = keyof typeof points

/** ` (ISS-3.1.4)`, to stand behind a sentence; empty where the service says nothing of the point. Clauses of another service are never named. */
export function cite({ clauses }: Pick<Offering, 'clauses'>, point: Point): string {
  const found = points[point].find((clause) => clause in clauses)
  return found === undefined ? '' : ` (${found})`
}
