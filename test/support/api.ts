import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { assemble, type Parts, type PartsOptions } from '../../src/assemble.ts'
import { createPool, createSignInPool } from '../../src/db/pool.ts'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { readKey } from '../../src/guidance/automation/collectors/collector.ts'
import type { Operation } from '../../src/http/operation.ts'
import type { Patience } from '../../src/http/slow.ts'
import type { Principal } from '../../src/lib/principal.ts'
import { findPrincipal } from '../../src/parties/service.ts'
import { createServer } from '../../src/server.ts'
import { type Built, buildWorld } from '../../src/world/build.ts'
import { worldSpec } from '../../src/world/spec.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'

/** The whole API on a database of its own, with people of a small world who are signed in by a header. */
export type Api = {
  readonly app: FastifyInstance
  readonly parts: Parts
  readonly built: Built
  readonly database: FreshDatabase
  readonly clock: { now: number }
  readonly call: (
    as: string | null,
    method: string,
    url: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<{ status: number; body: unknown; text: string; headers: Readonly<Record<string, unknown>> }>
  /** Ends the server and starts another one on the same database and files, as a restart does. */
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * @param world as in a scenario file
 * @param more operations beside the product's own: to plant a fault
 * @param patience with who sends or reads slowly
 */
export async function startApi(
  world: unknown,
  more: readonly Operation[] = [],
  options: Partial<PartsOptions> = {},
  patience?: Patience,
): Promise<Api> {
  const database = await freshDatabase()
  const files = mkdtempSync(join(tmpdir(), 'holdfast-api-'))
  const open = () => {
    const signInPool = createSignInPool(database.application, 3)
    const pool = createPool(database.application, 20)
    const parts = assemble({
      pool,
      signInPool,
      secret: 'a secret that only this test run knows',
      origin: 'http://127.0.0.1',
      files,
      uploadBytes: 100_000,
      ...options,
    })
    return { parts, end: () => Promise.all([pool.end(), signInPool.end()]) }
  }
  let held = open()
  const clock = { now: Date.parse('2026-03-10T10:00:00Z') }
  const built = await inScope(held.parts.db, providerScope, (tx) => buildWorld(tx, worldSpec.parse(world), clock.now))
  const principals = new Map<string, Principal>()
  for (const [name, { personId }] of built.people) {
    const principal = await inScope(held.parts.db, providerScope, (tx) => findPrincipal(tx, { personId }))
    if (principal) principals.set(name, principal)
  }
  const serve = () => {
    const gate = {
      ...held.parts.gate,
      authenticate: async (headers: Readonly<Record<string, string | string[] | undefined>>) =>
        readKey(String(headers['x-api-key']))
          ? held.parts.gate.authenticate(headers)
          : principals.get(String(headers['x-person'] ?? headers['x-api-key'])),
    }
    return createServer(
      { logLevel: 'silent', uploadBytes: 100_000, ...(patience ? { patience } : {}) },
      { ...held.parts, gate, operations: [...held.parts.operations, ...more] },
      () => clock.now,
      true,
    )
  }
  let app = await serve()
  return {
    get app() {
      return app
    },
    get parts() {
      return held.parts
    },
    built,
    database,
    clock,
    call: async (as, method, url, body, headers = {}) => {
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: { ...(as === null ? {} : { 'x-person': as }), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      return { status: answer.statusCode, body: parsed(answer.body), text: answer.body, headers: answer.headers }
    },
    restart: async () => {
      await app.close()
      await held.end()
      held = open()
      app = await serve()
    },
    close: async () => {
      await app.close()
      await held.end()
      await database.close()
      rmSync(files, { recursive: true, force: true })
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
