import { createJsonSchemaTransformObject } from 'fastify-type-provider-zod'

const prefix = '#/components/schemas/'
const described = createJsonSchemaTransformObject({})

/** Names of the schemas that a part of a description points to. */
function namesIn(part: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(part)) for (const each of part) namesIn(each, found)
  else if (typeof part === 'object' && part !== null)
    for (const [key, value] of Object.entries(part))
      if (key === '$ref' && typeof value === 'string' && value.startsWith(prefix)) found.add(value.slice(prefix.length))
      else namesIn(value, found)
  return found
}

/**
 * The description of the API with each shared schema once, under the name that `meta({ id })` gave it (OpenAPI 3.1, components). Those to which
 * no operation leads are left out: every name would stand there twice, for what is sent and what is answered.
 */
export const withSchemas: typeof described = (given) => {
  const document = described(given)
  if (!('components' in document)) return document
  const schemas: Readonly<Record<string, unknown>> = document.components?.schemas ?? {}
  const wanted = new Set(namesIn(document.paths))
  for (const name of wanted) for (const further of namesIn(schemas[name])) wanted.add(further)
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => wanted.has(name)))
  return { ...document, components: { ...document.components, schemas: kept } } as typeof document
}
