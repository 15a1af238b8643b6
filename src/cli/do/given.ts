import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Field, kindOf, type Operation, type Schema } from './description.ts'

/** What was typed, as the operation takes it. */
export type Input = {
  readonly params: Record<string, unknown>
  readonly query: Record<string, unknown>
  readonly body: Record<string, unknown>
}

/**
 * Reads `name=value` by the description of the operation. A value is text, a number, a list with commas, or JSON; `@file` stands for what is in a file.
 * @param from fields from a file in YAML or JSON, which what was typed adds to
 * @throws what is unknown or cannot be read, with what is expected
 */
export function inputOf(operation: Operation, words: readonly string[], from: Readonly<Record<string, unknown>> = {}): Input {
  const input: Input = { params: {}, query: {}, body: {} }
  const place = { path: input.params, query: input.query, body: input.body }
  const fieldNamed = (name: string): Field => {
    const field = operation.fields.find((each) => each.name === name)
    if (field) return field
    throw new Error(
      `${operation.id} knows no field ${name}. It takes: ${operation.fields.map((each) => each.name).join(', ') || 'nothing'}.`,
    )
  }
  for (const [name, value] of Object.entries(from)) place[fieldNamed(name).where][name] = value
  for (const word of words) {
    const sign = word.indexOf('=')
    if (sign <= 0) throw new Error(`Found "${word}", expected name=value, such as ${operation.fields[0]?.name ?? 'account'}=...`)
    const field = fieldNamed(word.slice(0, sign))
    const value = typedAs(field.name, field.schema, word.slice(sign + 1))
    const before = place[field.where][field.name]
    place[field.where][field.name] = Array.isArray(value) && Array.isArray(before) ? [...before, ...value] : value
  }
  return input
}

/** Fields from a file, or from what comes in for `-`. @throws where it holds no fields */
export function fieldsFrom(file: string): Record<string, unknown> {
  const read: unknown = parse(readFileSync(file === '-' ? 0 : file, 'utf8'))
  if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>
  throw new Error(`${file} holds no fields: expected name: value in YAML or JSON.`)
}

const typesOf = (schema: Schema): readonly string[] => [
  ...(schema.type ? [schema.type] : []),
  ...(schema.enum ? ['string'] : []),
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(typesOf),
]

function typedAs(name: string, schema: Schema, typed: string): unknown {
  const text = typed.startsWith('@') ? readFileSync(typed.slice(1), 'utf8') : typed
  const types = typesOf(schema)
  if (text === 'null' && types.includes('null')) return null
  if (types.includes('array')) {
    if (text.trimStart().startsWith('[')) return json(name, schema, text)
    const of = schema.items ?? schema.anyOf?.find(({ items }) => items)?.items ?? {}
    if (typesOf(of).includes('object')) return [json(name, of, text)]
    return text === '' ? [] : text.split(',').map((each) => typedAs(name, of, each.trim()))
  }
  if (types.includes('object') || schema.properties) return json(name, schema, text)
  if ((types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (types.includes('boolean') && /^(?:true|false)$/.test(text)) return text === 'true'
  return text
}

function json(name: string, schema: Schema, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${name}: found ${text.slice(0, 60)}, expected JSON: ${kindOf(schema)}.`)
  }
}
