// Makes the types of the API's client from its OpenAPI document.

type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: boolean | Schema
}
type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }
type Content = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }
type Declared = {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
  readonly 'x-permission': string
}
type Document = {
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Declared>>>>
}

const name = (text: string) => (/^[A-Za-z_$][\w$]*$/.test(text) ? text : JSON.stringify(text))

/** The type of a schema that has a name: `#/components/schemas/Case` is `Case`. */
const nameOf = (reference: string): string => reference.split('/').at(-1) ?? 'unknown'

function typeOf(schema: Schema | undefined): string {
  if (!schema) return 'unknown'
  if (schema.$ref) return nameOf(schema.$ref)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const either = schema.anyOf ?? schema.oneOf
  if (either) return [...new Set(either.map(typeOf))].join(' | ')
  if (schema.allOf) return schema.allOf.map((part) => `(${typeOf(part)})`).join(' & ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(' | ')
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return `(${typeOf(schema.items)})[]`
    case 'object':
      return objectType(schema)
    default:
      return 'unknown'
  }
}

function objectType({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(([key, value]) => `${name(key)}${required.includes(key) ? '' : '?'}: ${typeOf(value)}`)
  if (fields.length === 0)
    return typeof additionalProperties === 'object' ? `Record<string, ${typeOf(additionalProperties)}>` : 'Record<string, unknown>'
  const open = additionalProperties === true || (typeof additionalProperties === 'object' && Object.keys(additionalProperties).length === 0)
  return `{ ${fields.join('; ')} }${open ? ' & Record<string, unknown>' : ''}`
}

const parametersOf = (declared: Declared, place: string) => {
  const found = (declared.parameters ?? []).filter((parameter) => parameter.in === place)
  if (found.length === 0) return undefined
  return `{ ${found.map((parameter) => `${name(parameter.name)}${parameter.required ? '' : '?'}: ${typeOf(parameter.schema)}`).join('; ')} }`
}

const jsonOf = (content: Content | undefined): Schema | undefined => content?.content?.['application/json']?.schema

/** TypeScript with one type and one line of routing for each operation. */
export function clientText(document: Document): string {
  const types: string[] = []
  const routes: string[] = []
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, declared] of Object.entries(methods)) {
      const params = parametersOf(declared, 'path')
      const query = parametersOf(declared, 'query')
      const body = jsonOf(declared.requestBody)
      const good = Object.entries(declared.responses).filter(([status]) => /^2\d\d$/.test(status))
      const answers = [...new Set(good.map(([, content]) => typeOf(jsonOf(content))))].join(' | ') || 'unknown'
      types.push(
        `  /** ${declared.summary} */`,
        `  ${JSON.stringify(declared.operationId)}: {`,
        `    params: ${params ?? 'undefined'}`,
        `    query: ${query ?? 'undefined'}`,
        `    body: ${body ? typeOf(body) : 'undefined'}`,
        `    answer: ${answers}`,
        '  }',
      )
      routes.push(
        `  ${JSON.stringify(declared.operationId)}: { method: ${JSON.stringify(method.toUpperCase())}, path: ${JSON.stringify(path)}, permission: ${JSON.stringify(declared['x-permission'])} },`,
      )
    }
  }
  return [
    '// Generated from the operations by `npm run generate`; never edited.',
    '',
    ...Object.entries(document.components?.schemas ?? {}).map(([id, schema]) => `export type ${id} = ${typeOf(schema)}`),
    '',
    'export type Operations = {',
    ...types,
    '}',
    '',
    'export type OperationId = keyof Operations',
    '',
    'export const routes: Readonly<Record<OperationId, { readonly method: string; readonly path: string; readonly permission: string }>> = {',
    ...routes,
    '}',
    '',
  ].join('\n')
}
