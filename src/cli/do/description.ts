import type { Connected } from '../login.ts'

/** What the server says of its operations (OpenAPI 3.1), as far as a command line needs it. */

export type Schema = {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

type Described = {
  readonly operationId?: string
  readonly summary?: string
  readonly 'x-permission'?: string | null
  readonly parameters?: readonly {
    readonly name: string
    readonly in: 'path' | 'query' | 'header'
    readonly required?: boolean
    readonly schema?: Schema
  }[]
  readonly requestBody?: { readonly content?: { readonly 'application/json'?: { readonly schema?: Schema } } }
}
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

export type Field = {
  readonly name: string
  readonly where: 'path' | 'query' | 'body'
  readonly required: boolean
  readonly schema: Schema
}
export type Operation = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly permission: string | null
  readonly fields: readonly Field[]
}

/** Every operation of the server. @throws when it does not answer */
export async function operationsOf({ address, headers }: Connected): Promise<readonly Operation[]> {
  const answer = await fetch(`${address}/openapi.json`, { headers })
  if (!answer.ok) throw new Error(`The server does not describe itself: it answered ${answer.status}.`)
  const { paths, components } = (await answer.json()) as Document
  const resolve = (schema: Schema): Schema =>
    schema.$ref ? resolve(components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, described]) =>
      described.operationId === undefined
        ? []
        : [
            {
              id: described.operationId,
              method: method.toUpperCase(),
              path,
              summary: described.summary ?? '',
              permission: described['x-permission'] ?? null,
              fields: fieldsOf(described, resolve),
            },
          ],
    ),
  )
}

function fieldsOf({ parameters = [], requestBody }: Described, resolve: (schema: Schema) => Schema): readonly Field[] {
  const given = parameters.flatMap(({ name, in: where, required, schema }): readonly Field[] =>
    where === 'header' ? [] : [{ name, where, required: where === 'path' || required === true, schema: whole(schema ?? {}, resolve) }],
  )
  const body = whole(requestBody?.content?.['application/json']?.schema ?? {}, resolve)
  return [
    ...given,
    ...Object.entries(body.properties ?? {}).map(([name, schema]) => ({
      name,
      where: 'body' as const,
      required: (body.required ?? []).includes(name) && schema.default === undefined,
      schema: whole(schema, resolve),
    })),
  ]
}

/** A schema without references; of several shapes, the fields of all, of which those are needed that each needs. */
function whole(given: Schema, resolve: (schema: Schema) => Schema, depth = 0): Schema {
  const schema = resolve(given)
  if (depth > 4) return schema
  const deeper = (each: Schema) => whole(each, resolve, depth + 1)
  const shapes = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].map(deeper)
  const objects = shapes.filter(({ properties }) => properties !== undefined)
  if (objects.length > 0 && objects.length === shapes.length)
    return {
      type: 'object',
      properties: Object.assign({}, ...objects.map(({ properties }) => properties)) as Readonly<Record<string, Schema>>,
      required: (objects[0]?.required ?? []).filter((name) => objects.every(({ required = [] }) => required.includes(name))),
    }
  return {
    ...schema,
    ...(shapes.length > 0 ? { anyOf: shapes } : {}),
    ...(schema.items ? { items: deeper(schema.items) } : {}),
    ...(schema.properties
      ? { properties: Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, deeper(each)])) }
      : {}),
  }
}

/** What may stand in a field, in words. */
export function kindOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map(String).join(' | ')
  if (schema.const !== undefined) return String(schema.const)
  const shapes = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  if (shapes.length > 0) return [...new Set(shapes.map(kindOf))].join(' or ')
  if (schema.type === 'array') return `list of ${kindOf(schema.items ?? {})}`
  if (schema.type === 'object' || schema.properties)
    return `{ ${Object.keys(schema.properties ?? {}).join(', ')} }`.replace('{  }', 'JSON object')
  if (schema.type === 'integer') return 'whole number'
  const formats: Readonly<Record<string, string>> = { date: 'date', uuid: 'id, or e-mail of a person', 'date-time': 'instant' }
  return formats[schema.format ?? ''] ?? (schema.type === 'string' ? 'text' : (schema.type ?? 'text'))
}
