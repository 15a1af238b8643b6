/** Values that fit a JSON schema of the OpenAPI document, and values that do not. */

export type JsonSchema = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly minimum?: number
  readonly minLength?: number
  readonly minItems?: number
  readonly default?: unknown
}

/** A value that fits: `known` gives values for names that mean something in the world at hand. */
export function sampleOf(schema: JsonSchema, known: Readonly<Record<string, unknown>>, name = ''): unknown {
  if (name in known) return known[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sampleOf(schema.anyOf[0] ?? {}, known, name)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key) || key in known)
    return Object.fromEntries(fields.map(([key, value]) => [key, sampleOf(value, known, key)]))
  }
  if (type === 'array') return schema.minItems ? [sampleOf(schema.items ?? {}, known, name)] : []
  if (type === 'boolean') return true
  if (type === 'number' || type === 'integer') return Math.max(schema.minimum ?? 1, 1)
  if (type === 'null') return null
  if (schema.format === 'uuid') return '00000000-0000-7000-8000-000000000000'
  if (schema.format === 'date') return '2026-03-01'
  if (schema.format === 'date-time') return '2026-03-10T09:00:00Z'
  if (schema.format === 'email') return 'somebody@nowhere.example'
  if (schema.pattern?.includes('[A-Z]{2}$')) return 'GB'
  if (schema.pattern?.includes('\\d{6}')) return '123456'
  return 'x'.repeat(Math.max(schema.minLength ?? 0, 3))
}

/** What strangers send: wrong types, edges, bytes that break parsers and databases. */
export const hostile: readonly unknown[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1e308,
  2 ** 53,
  true,
  [],
  {},
  [[[[]]]],
  '\u0000',
  'a\u0000b',
  '\ud800',
  '💥'.repeat(100),
  "'; drop table account; --",
  '%',
  '%_\\',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '=cmd|calc',
  'x'.repeat(70_000),
  '2026-02-30',
  '9999999-01-01',
  '2026-13-45T99:99:99Z',
  '-infinity',
  'NaN',
  'P9',
  '{}',
  '__proto__',
  'constructor',
  '٣',
  '\u202e',
  '00000000-0000-0000-0000-000000000000',
  'ACME',
  { toString: 1 },
  { __proto__: { admin: true } },
  '1e5',
  '0x10',
  '\r\nSet-Cookie: a=b',
]
