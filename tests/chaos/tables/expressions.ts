import { compileCondition } from './condition'
import { conditionFailed, invalid } from './errors'
import type { Bound } from './operand'
import { copyOf, type Row } from './row'
import { tokensOf } from './tokens'

export type Expressions = {
  ExpressionAttributeNames?: Record<string, string> | undefined
  ExpressionAttributeValues?: Row | undefined
  ConditionExpression?: string | undefined
  UpdateExpression?: string | undefined
  KeyConditionExpression?: string | undefined
  FilterExpression?: string | undefined
  ProjectionExpression?: string | undefined
}

const texts = [
  'ConditionExpression',
  'UpdateExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
] as const

const uses = new Map<string, readonly string[]>()

function usesOf(text: string) {
  const before = uses.get(text)
  if (before) return before
  const found = tokensOf(text).all.filter((token) => /^[:#]/.test(token))
  uses.set(text, found)
  return found
}

/** The placeholders of a call, all of which must be used: DynamoDB refuses those that are not. */
export function boundOf(input: Expressions): Bound {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = input
  const used = new Set(texts.flatMap((text) => usesOf(input[text] ?? '')))
  for (const placeholder of [...Object.keys(names), ...Object.keys(values)])
    if (!used.has(placeholder)) throw invalid(`Value provided in expression unused: ${placeholder}`)
  for (const placeholder of used)
    if (!Object.hasOwn(placeholder.startsWith('#') ? names : values, placeholder))
      throw invalid(`An expression attribute used in expression is not defined: ${placeholder}`)
  return { names, values: copyOf(values) }
}

type Conditional = Expressions & { ReturnValuesOnConditionCheckFailure?: string | undefined }

/** The error of a condition that does not hold for the row, with the row where it was asked for. */
export function refusalOf(input: Conditional, row: Row | undefined, bound: Bound) {
  if (!input.ConditionExpression) return undefined
  if (compileCondition(input.ConditionExpression)(row ?? {}, bound)) return undefined
  const shown = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? row : undefined
  return { shown, error: conditionFailed(shown) }
}
