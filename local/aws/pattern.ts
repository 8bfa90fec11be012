import { AwsError } from './errors.ts'
import { compileLeaf, type Test } from './pattern-operators.ts'

export type Pattern = (event: unknown) => boolean

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Compiles an event pattern: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 *
 * @param text the pattern as JSON
 * @throws InvalidEventPatternException for an operator EventBridge does not have: never a silent non-match
 */
export function compilePattern(text: string): Pattern {
  let pattern: unknown
  try {
    pattern = JSON.parse(text)
  } catch {
    throw invalidPattern('it is not JSON')
  }
  if (!isObject(pattern) || Object.keys(pattern).length === 0) throw invalidPattern('it must be an object')
  return compileObject(pattern, '')
}

const invalidPattern = (reason: string) =>
  new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`)

function compileObject(pattern: Record<string, unknown>, path: string): Pattern {
  const fields = Object.entries(pattern).map(([key, value]) => {
    if (key === '$or') return compileOr(value, path)
    const matches = compileField(value, path ? `${path}.${key}` : key)
    return (event: unknown) => matches(isObject(event) ? event[key] : undefined)
  })
  return (event) => fields.every((matches) => matches(event))
}

function compileOr(value: unknown, path: string): Pattern {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isObject))
    throw invalidPattern('"$or" must be an array of at least two objects')
  const alternatives = value.map((alternative) => compileObject(alternative, path))
  return (event) => alternatives.some((matches) => matches(event))
}

function compileField(value: unknown, path: string): Test {
  if (Array.isArray(value)) {
    if (value.length === 0) throw invalidPattern(`"${path}" is an empty array`)
    const leaves = value.map((leaf) => compileLeaf(leaf, (reason) => invalidPattern(`"${path}" ${reason}`)))
    return (field) => leaves.some((matches) => matches(field))
  }
  if (!isObject(value)) throw invalidPattern(`"${path}" must be an object or an array`)
  if (Object.keys(value).length === 0) throw invalidPattern(`"${path}" is an empty object`)
  const nested = compileObject(value, path)
  // An array of objects matches when one of them does.
  return (field) => (Array.isArray(field) && field.length > 0 ? field.some(nested) : nested(field))
}
