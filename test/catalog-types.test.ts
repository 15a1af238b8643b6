import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OfferingCiting } from '../src/catalog/citing.ts'
import type { ClauseId } from '../src/catalog/clause-ids.ts'
import { acp } from '../src/catalog/offerings/acp.ts'
import type { acpClauses } from '../src/catalog/offerings/clauses/acp.ts'
import { type PolicyOverride, policyAt } from '../src/catalog/policies.ts'

/** The lines marked as errors are checked by tsc: were one of them to compile, the check of the house fails. */

type Acp = OfferingCiting<typeof acpClauses>

test('a clause id of another service, a misspelt id and an unknown policy do not compile in an offering', () => {
  const right = { ...acp, precedence: { ranks: [['SDD'], ['MPLA']], clauses: ['ACP-1.p3'] } } as const satisfies Acp
  // @ts-expect-error MSP-1.p11 is a clause of another service
  const foreign: Acp['precedence'] = { ranks: [['SDD']], clauses: ['MSP-1.p11'] }
  // @ts-expect-error there is no clause ACP-1.p33
  const misspelt: Acp['precedence'] = { ranks: [['SDD']], clauses: ['ACP-1.p33'] }
  // @ts-expect-error there is no policy precedence.ordre
  const policy: Acp['precedence'] = { ranks: [['SDD']], policy: 'precedence.ordre', clauses: ['ACP-1.p3'] }
  // @ts-expect-error lists of elements are checked too
  const inside: Acp['response'] = { ...acp.response, targets: [{ priority: 'P1', minutes: 30, clauses: ['CSS-4.p6'] }] }
  assert.equal(right.code, 'ACP')
  for (const each of [foreign, misspelt, policy, inside]) assert.ok(each)
})

test('the ids of all clauses form a type that refuses a misspelt one', () => {
  const known: ClauseId = 'MSP-3.1.2.a-d'
  // @ts-expect-error ISS has no clause of this name
  const unknown: ClauseId = 'ISS-9.p1'
  assert.notEqual(known, unknown)
})

test('a policy is read with the type of its value', () => {
  const clock: 'elapsed' | 'business' = policyAt('response.clock', '2026-03-01').value.P3
  assert.equal(clock, 'elapsed')
  // @ts-expect-error this value has no fifth priority
  assert.equal(policyAt('response.clock', '2026-03-01').value.P5, undefined)
  const wrong: PolicyOverride = {
    key: 'iss.notice',
    effectiveFrom: '2026-02-01',
    // @ts-expect-error the value of another policy
    value: { P1: 'elapsed' },
    author: 'pa',
    reason: 'test',
  }
  assert.ok(wrong)
})
