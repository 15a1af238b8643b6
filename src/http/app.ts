import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { createJsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Database } from '../db/pool.ts'
import { inScope } from '../db/scope.ts'
import { badRequest, notFound, ProblemError, precondition, statusOf } from '../lib/problem.ts'
import type { Instant } from '../lib/time.ts'
import { type Admission, createAdmission } from './admission.ts'
import { admit, beyondMatrix, type Entry, type Gate } from './entry.ts'
import { answered, remember } from './idempotency.ts'
import { meter } from './metrics.ts'
import type { Call, Early, Operation, Ready, Reply } from './operation.ts'
import { answerOf, problemSchema, translate } from './problem.ts'
import { withSchemas } from './schemas.ts'
import { type Patience, usualPatience, watchReaders, watchSender } from './slow.ts'
import { bodyRead, comeAgain, inTurn, watchBody } from './turn.ts'

export type AppOptions = {
  readonly db: Database
  readonly gate: Gate
  readonly operations: readonly Operation[]
  readonly now: () => Instant
  readonly logLevel?: string
  /** Parse every answer with its declared schema and fail loudly when it differs; on in tests. */
  readonly checkAnswers?: boolean
  readonly uploadBytes: number
  /** Who is worked for when more is asked than can be done. */
  readonly admission?: Admission
  readonly secureCookies?: boolean
  /** How slowly somebody may send a file or read an answer. */
  readonly patience?: Patience
}

/** Refuses to build an API in which an operation forgot its permission or shares its name. */
function checkOperations({ operations, gate }: AppOptions) {
  const seen = new Set<string>()
  for (const { id, permission, path, scope } of operations) {
    if (seen.has(id)) throw new Error(`Operation ${id} is declared twice.`)
    seen.add(id)
    if (!beyondMatrix.has(permission) && !gate.permissions.has(permission))
      throw new Error(`Operation ${id} asks for permission "${permission}", which the matrix does not know.`)
    if ((scope === 'account') !== path.includes('/:account'))
      throw new Error(`Operation ${id}: the path has :account exactly when its scope is account.`)
    if (permission === 'public' && scope !== 'nobody') throw new Error(`Operation ${id} is public, so it may see nobody's rows.`)
  }
}

/** Builds the HTTP server; it does not listen yet. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  checkOperations(options)
  const app = Fastify({
    logger: {
      level: options.logLevel ?? 'info',
      redact: ['req.headers.authorization', 'req.headers.cookie', 'req.headers["x-api-key"]'],
      serializers: { req: (req) => ({ method: req.method, path: req.url.split('?')[0], address: req.ip }) },
    },
    bodyLimit: 1_048_576,
    requestTimeout: 600_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    routerOptions: {
      maxParamLength: 300,
      onMaxParamLength: (
        path: string,
        _request: unknown,
        answer: { statusCode: number; setHeader: (name: string, value: string) => void; end: (text: string) => void },
      ) => {
        answer.statusCode = 414
        answer.setHeader('content-type', 'application/problem+json')
        answer.end(
          JSON.stringify({
            type: '/problems/bad-request',
            title: 'A part of the address is too long',
            status: 414,
            found: `${path.length} characters`,
            expected: 'at most 300 in one part',
          }),
        )
      },
    },
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    trustProxy: false,
    // who connects and says nothing, or its headers letter by letter, is looked for so often
    http: { connectionsCheckingInterval: 5_000, headersTimeout: 10_000 },
  })
  app.server.maxConnections = 10_000
  const patience = options.patience ?? usualPatience
  const unwatch = watchReaders(app.server, patience)
  app.addHook('onClose', async () => unwatch())
  app.addContentTypeParser('application/octet-stream', (_request, bytes, done) => done(null, bytes))
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(() => JSON.stringify)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(notFound('page or operation'), request, reply))
  app.decorateRequest('entry', null)
  app.decorateRequest('bodyWatch', null)
  app.addHook('onRequest', async ({ raw }) => watchSender(raw, patience))
  app.addHook('onError', async (request) => bodyRead(request))
  app.addHook('onRequestAbort', async (request) => bodyRead(request))
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: false,
  })
  await app.register(multipart, {
    limits: { files: 1, fields: 10, fieldSize: 10_000, fileSize: options.uploadBytes, headerPairs: 100 },
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Holdfast',
        version: '1',
        description: 'Sell, entitle, deliver, account for and prove technical services. Every decision names the clause that decided it.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'holdfast.session_token' },
          key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        },
      },
    },
    transform: createJsonSchemaTransform({ skipList: [] }),
    transformObject: withSchemas,
    hideUntagged: true,
  })
  const admission = options.admission ?? createAdmission()
  for (const operation of options.operations) route(app, operation, options, admission)
  return app
}

function route(app: FastifyInstance, operation: Operation, options: AppOptions, admission: Admission) {
  const { id, method, path, summary, params, query, body, upload, answers } = operation
  const response: Record<string, unknown> = {}
  if (operation.download) response[200] = z.string().describe('the file')
  for (const [status, schema] of Object.entries(answers)) response[status] = schema
  response['4xx'] = problemSchema
  const schema: Record<string, unknown> = {
    operationId: id,
    summary,
    tags: [id.split('.')[0]],
    response,
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(upload && { consumes: [upload === 'form' ? 'multipart/form-data' : 'application/octet-stream'] }),
    ...(method === 'POST' &&
      operation.scope !== 'nobody' && {
        headers: z.object({ 'idempotency-key': z.string().min(1).max(255).optional() }),
      }),
    'x-permission': operation.permission,
    'x-scope': operation.scope,
    ...(operation.permission !== 'public' && { security: [{ session: [] }, { key: [] }] }),
  }
  app.route({
    method,
    url: path,
    schema,
    // who may is settled before a body is read or looked at: the default is to deny
    onRequest: async (request) => {
      // what cannot be a P1 is let go before anything is done for it
      if (operation.id !== 'case.open' && admission.full()) throw comeAgain({ why: 'full', retryAfterSeconds: 2 })
      request.entry = await admit(operation, request, options)
    },
    // a body that trickles in is cut off; a file has the time of a whole request, as long as it goes on
    ...(upload
      ? {}
      : {
          preParsing: async (request: FastifyRequest) => watchBody(request),
          preValidation: async (request: FastifyRequest) => bodyRead(request),
        }),
    handler: async (request, reply) => {
      const end = meter(id)
      try {
        const answer = await answerTo(operation, request, options, admission)
        if (options.checkAnswers) checkAnswer(operation, answer)
        end(answer.status)
        return send(reply, answer)
      } catch (error) {
        end(statusOf[translate(error).kind])
        throw error
      }
    },
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Runs while a body is awaited. */
    bodyWatch: ReturnType<typeof setTimeout> | null
  }
}

/** What takes long first, while nobody waits for it; then the operation itself, in its turn. */
async function answerTo(operation: Operation, request: FastifyRequest, options: AppOptions, admission: Admission): Promise<Reply> {
  const turn = <T>(work: () => Promise<T>) =>
    inTurn(operation, (request.entry as Entry).principal.accountId, operation.upload ? null : request.body, admission, work)
  checkText(request.params, 'path')
  checkText(request.query, 'query')
  if (!operation.before) return turn(() => perform(operation, request, options, {}))
  const ready = await operation.before(
    {
      ...aboutCall(request),
      file: (mostBytes) => readFile(request, mostBytes),
      bytes: () => request.body as NodeJS.ReadableStream | undefined,
      look: (work) => turn(() => inScope(options.db, (request.entry as Entry).scope, (tx) => work({ ...aboutCall(request), tx }))),
    } satisfies Early,
    inputOf(request),
  )
  let answer: Reply | undefined
  try {
    answer = await turn(() => perform(operation, request, options, ready))
    return answer
  } finally {
    await ready.after?.(answer)
  }
}

const aboutCall = (request: FastifyRequest) => {
  const { now, principal, account } = request.entry as Entry
  return {
    now,
    principal,
    account,
    request: { id: request.id, address: request.ip, headers: request.headers },
    ifMatch: readIfMatch(request),
  }
}

const inputOf = ({ params, query, body }: FastifyRequest) => ({ params: params as never, query: query as never, body: body as never })

/** A lone surrogate or a NUL is no text that can be stored; it is refused where it enters. */
function checkText(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.includes('\u0000'))
      throw badRequest('A text holds characters that cannot be stored', {
        found: `a NUL or half a character in ${path || 'the request'}`,
        toDo: 'Take it out and send it again.',
      })
  } else if (Array.isArray(value)) for (const [index, item] of value.entries()) checkText(item, `${path}[${index}]`)
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) checkText(item, path ? `${path}.${key}` : key)
}

/** What PostgreSQL calls transactions that wait for each other. */
const deadlock = '40P01'
/** One request is tried so often when another one is in its way. */
const mostTries = 4

async function perform(operation: Operation, request: FastifyRequest, { db }: AppOptions, ready: Ready): Promise<Reply> {
  const { principal, account, scope, now } = request.entry as Entry
  if (!operation.upload) checkText(request.body, '')
  const keyText =
    operation.method === 'POST' && operation.permission !== 'public' && !operation.unkept ? request.headers['idempotency-key'] : undefined
  const key =
    typeof keyText === 'string'
      ? {
          text: keyText,
          accountId: account.id,
          actor: principal.personId,
          operation: operation.id,
          body: operation.upload ? null : request.body,
          path: request.url,
        }
      : undefined
  const work = () =>
    inScope(db, scope, async (tx) => {
      const before = key && (await answered(tx, key))
      if (before) return before
      const call: Call = { ...aboutCall(request), tx }
      const answer = await operation.handle(call, inputOf(request), ready as never)
      if (key) await remember(tx, key, answer, now)
      return answer
    })
  for (let tried = 1; ; tried++) {
    try {
      return await work()
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string }
      // two requests with one key ran side by side: the other one was first, so its answer is the answer
      const other = key !== undefined && constraint === 'idempotency_pkey'
      // two waited for what the other one held, and the database gave this one up: nothing of it was written
      const crossed = code === deadlock && operation.before === undefined && !operation.upload
      if (tried === mostTries || !(other || crossed)) throw error
    }
  }
}

function readIfMatch(request: FastifyRequest): number | undefined {
  const text = request.headers['if-match']
  if (text === undefined) return undefined
  const version = Number(text.replace(/^W\//, '').replaceAll('"', ''))
  if (!Number.isInteger(version))
    throw badRequest('The If-Match header is not understood', {
      found: text,
      expected: 'the ETag of the last answer, such as "3"',
    })
  return version
}

/** Throws unless the caller has seen the newest version; what two people edit at once is never overwritten silently. */
export function requireVersion(call: Call, current: number) {
  if (call.ifMatch === undefined)
    throw new ProblemError({
      kind: 'precondition',
      title: 'Say which version you edit',
      expected: 'the header If-Match with the ETag you were given',
      toDo: 'Reload and send its ETag.',
    })
  if (call.ifMatch !== current)
    throw precondition('Somebody else changed this meanwhile', {
      found: `version ${current}`,
      expected: `version ${call.ifMatch}, which you last saw`,
      toDo: 'Reload, look at the change, and send yours again.',
    })
}

async function readFile(request: FastifyRequest, mostBytes?: number) {
  if (!request.isMultipart()) throw badRequest('A file is expected', { expected: 'multipart/form-data with one file' })
  const part = await request.file(mostBytes === undefined ? {} : { limits: { fileSize: mostBytes } })
  return part && { name: part.filename, mediaType: part.mimetype, stream: part.file, truncated: () => part.file.truncated }
}

function send(reply: FastifyReply, answer: Reply) {
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value)
  if (answer.version !== undefined) reply.header('etag', `"${answer.version}"`)
  if (!answer.headers?.['cache-control']) reply.header('cache-control', 'no-store')
  reply.code(answer.status)
  if (answer.stream) return reply.send(answer.stream)
  const body = answer.body as { type?: string } | undefined
  if (answer.status >= 400 && body?.type) reply.type('application/problem+json')
  return reply.send(answer.body ?? null)
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const problem = translate(error)
  const body = { ...answerOf(problem), requestId: request.id }
  const shed = problem.retryAfter !== undefined // counted by the metrics; a line for each would be work of its own
  if (problem.kind === 'bug' || (problem.kind === 'outage' && !shed))
    request.log.error({ err: error, requestId: request.id }, problem.title)
  if (problem.retryAfter !== undefined) reply.header('retry-after', String(problem.retryAfter))
  return reply.code(body.status).type('application/problem+json').header('cache-control', 'no-store').send(JSON.stringify(body))
}

function checkAnswer(operation: Operation, answer: Reply) {
  if (answer.stream || operation.download) return
  const schema = answer.status >= 400 ? (operation.answers[answer.status] ?? problemSchema) : operation.answers[answer.status]
  if (!schema) throw new Error(`Operation ${operation.id} answered ${answer.status}, which it does not declare.`)
  const parsed = schema.safeParse(JSON.parse(JSON.stringify(answer.body ?? null)))
  if (!parsed.success)
    throw new Error(
      `Operation ${operation.id} answered ${answer.status} with a body that differs from its description: ${z.prettifyError(parsed.error)}`,
    )
}
