import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { type EventType, events, isEventType } from '../events'
import { fieldName } from '../field-errors'
import type { Difference, EditField } from './dead-letter'

type Path = (string | number)[]
type Schema = {
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
}
type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(body: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

const schemaOf = (type: EventType) =>
  z.object({ id: z.string(), time: z.iso.datetime(), detail: events[type].detail as z.ZodType })

/** The fields of an event by its schema; undefined of a message that is no event of ours, for which there is none. */
export function fieldsOf(body: string): EditField[] | undefined {
  const event = parsed(body)
  const type = String(event?.['detail-type'])
  if (!event || !isEventType(type)) return undefined
  const schema = schemaOf(type)
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
  const { error } = schema.safeParse(event)
  const errors = new Map(error?.issues.map(({ path, message }) => [fieldName(path), message]))
  return leaves(described, event, [], true).map(({ path, ...field }) => {
    const name = fieldName(path)
    const wrong = errors.get(name)
    return { path: name, ...field, ...(wrong !== undefined && { error: wrong }) }
  })
}

type Leaf = Omit<EditField, 'path' | 'error'> & { path: Path }

const kinds: Record<string, Leaf['kind']> = { number: 'number', integer: 'number', boolean: 'checkbox' }

/** What is optional and not there is left out, but for single fields. */
function leaves(schema: Schema, value: unknown, path: Path, isRequired: boolean): Leaf[] {
  if (schema.properties) {
    if (value === undefined && !isRequired) return []
    const held = isObject(value) ? value : {}
    return Object.entries(schema.properties).flatMap(([name, part]) =>
      leaves(part, held[name], [...path, name], schema.required?.includes(name) ?? false),
    )
  }
  if (schema.items) {
    const { items } = schema
    if (value === undefined && !isRequired) return []
    const held = Array.isArray(value) && value.length > 0 ? value : [undefined]
    return held.flatMap((part, index) => leaves(items, part, [...path, index], true))
  }
  const kind = kinds[schema.type ?? ''] ?? 'text'
  return [{ path, kind, value: textOf(value), isRequired }]
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

const Values = z.record(z.string(), z.string().max(2_000))

/** A copy of an event with other values in the fields that it has: what is empty and not required goes. */
export function editedBody(body: string, given: Record<string, string>): string {
  const event = parsed(body)
  const fields = event && fieldsOf(body)
  if (!fields) return body
  const values = Values.parse(given)
  for (const { path, kind, value, isRequired } of fields) {
    const next = values[path]
    if (next === undefined || next === value) continue
    setAt(event, partsOf(path), next === '' && !isRequired ? undefined : typed(kind, next))
  }
  return JSON.stringify(event)
}

function typed(kind: EditField['kind'], text: string) {
  if (kind === 'checkbox') return text === 'true' || text === 'on'
  const number = Number(text)
  return kind === 'number' && text.trim() !== '' && Number.isFinite(number) ? number : text
}

const partsOf = (path: string): Path =>
  [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index))

function setAt(root: Json, path: Path, value: unknown) {
  let at: Json = root
  for (const [index, part] of path.slice(0, -1).entries()) {
    if (typeof at[part] !== 'object' || at[part] === null)
      at[part] = typeof path[index + 1] === 'number' ? [] : {}
    at = at[part] as Json
  }
  const last = path.at(-1)
  if (last !== undefined) at[last] = value
}

/** What two bodies have otherwise, leaf by leaf; one that is no JSON differs as a whole. */
export function differences(before: string, after: string): Difference[] {
  const [one, other] = [parsed(before), parsed(after)]
  if (!one || !other) return before === after ? [] : [{ path: 'body', before, after }]
  return differing(one, other, [])
}

function differing(before: unknown, after: unknown, path: Path): Difference[] {
  if (isDeepStrictEqual(before, after)) return []
  const [one, other] = [before, after].map((value) =>
    typeof value === 'object' && value ? value : undefined,
  )
  if (!one || !other) return [{ path: fieldName(path), before: textOf(before), after: textOf(after) }]
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  const isList = Array.isArray(one) && Array.isArray(other)
  return names.flatMap((name) =>
    differing((one as Json)[name], (other as Json)[name], [...path, isList ? Number(name) : name]),
  )
}

/** For what is kept for ever: an event without whom it is for and where they live. */
export function withoutContact(body: string): string {
  const event = parsed(body)
  return event && isObject(event.detail) && 'contact' in event.detail
    ? JSON.stringify({ ...event, detail: { ...event.detail, contact: '…' } })
    : body
}
