import { invalid } from './errors'
import { type Evaluate, parseOperand, parsePath, valueAt } from './operand'
import { compare, isEqual, isRow } from './row'
import { type Tokens, tokensOf } from './tokens'

type Condition = Evaluate<boolean>

const comparisons: Record<string, (a: unknown, b: unknown) => boolean> = {
  '=': isEqual,
  '<>': (a, b) => !isEqual(a, b),
  '<': (a, b) => compare(a, b) < 0,
  '<=': (a, b) => compare(a, b) <= 0,
  '>': (a, b) => compare(a, b) > 0,
  '>=': (a, b) => compare(a, b) >= 0,
}

const known = new Map<string, Condition>()

/** A condition, filter or key condition: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
export function compileCondition(text: string): Condition {
  const before = known.get(text)
  if (before) return before
  const tokens = tokensOf(text)
  const condition = parseOr(tokens)
  if (!tokens.isAtEnd()) throw invalid(`Syntax error near "${tokens.peek()}" in "${text}"`)
  known.set(text, condition)
  return condition
}

function parseOr(tokens: Tokens): Condition {
  const either = [parseAnd(tokens)]
  while (tokens.takeIf('OR')) either.push(parseAnd(tokens))
  return (row, bound) => either.some((holds) => holds(row, bound))
}

function parseAnd(tokens: Tokens): Condition {
  const all = [parseNot(tokens)]
  while (tokens.takeIf('AND')) all.push(parseNot(tokens))
  return (row, bound) => all.every((holds) => holds(row, bound))
}

function parseNot(tokens: Tokens): Condition {
  if (tokens.takeIf('NOT')) {
    const holds = parseNot(tokens)
    return (row, bound) => !holds(row, bound)
  }
  if (!tokens.takeIf('(')) return parseTest(tokens)
  const inner = parseOr(tokens)
  tokens.expect(')')
  return inner
}

function parseTest(tokens: Tokens): Condition {
  if (tokens.peek(1) === '(') {
    const name = tokens.peek()
    if (name === 'attribute_exists' || name === 'attribute_not_exists') return parseExistence(tokens)
    if (name === 'begins_with') return parseBeginsWith(tokens)
    if (name === 'attribute_type') return parseType(tokens)
    if (name !== 'size') throw new Error(`The table model does not know ${name}() in "${tokens.text}"`)
  }
  const left = parseComparable(tokens)
  const operator = tokens.take().toUpperCase()
  if (operator === 'IN') return parseIn(tokens, left)
  if (operator === 'BETWEEN') return parseBetween(tokens, left)
  const compares = comparisons[operator]
  if (!compares) throw invalid(`"${operator}" is not a comparison in "${tokens.text}"`)
  const right = parseComparable(tokens)
  return (row, bound) => {
    const [a, b] = [left(row, bound), right(row, bound)]
    return a !== undefined && b !== undefined ? compares(a, b) : operator === '<>'
  }
}

function parseExistence(tokens: Tokens): Condition {
  const wanted = tokens.take() === 'attribute_exists'
  tokens.expect('(')
  const path = parsePath(tokens)
  tokens.expect(')')
  return (row, bound) => (valueAt(row, path(bound)) !== undefined) === wanted
}

function parseBeginsWith(tokens: Tokens): Condition {
  tokens.take()
  tokens.expect('(')
  const text = parseOperand(tokens)
  tokens.expect(',')
  const start = parseOperand(tokens)
  tokens.expect(')')
  return (row, bound) => String(text(row, bound) ?? '').startsWith(String(start(row, bound)))
}

const types: Record<string, (value: unknown) => boolean> = {
  N: (value) => typeof value === 'number',
  S: (value) => typeof value === 'string',
}

function parseType(tokens: Tokens): Condition {
  tokens.take()
  tokens.expect('(')
  const path = parsePath(tokens)
  tokens.expect(',')
  const type = parseOperand(tokens)
  tokens.expect(')')
  return (row, bound) => {
    const isOfType = types[String(type(row, bound))]
    if (!isOfType) throw new Error(`The table model does not know the type in "${tokens.text}"`)
    return isOfType(valueAt(row, path(bound)))
  }
}

function parseIn(tokens: Tokens, left: Evaluate<unknown>): Condition {
  tokens.expect('(')
  const candidates = [parseComparable(tokens)]
  while (tokens.takeIf(',')) candidates.push(parseComparable(tokens))
  tokens.expect(')')
  return (row, bound) => {
    const value = left(row, bound)
    return value !== undefined && candidates.some((candidate) => isEqual(candidate(row, bound), value))
  }
}

function parseBetween(tokens: Tokens, left: Evaluate<unknown>): Condition {
  const low = parseComparable(tokens)
  tokens.expect('AND')
  const high = parseComparable(tokens)
  return (row, bound) => {
    const value = left(row, bound)
    return compare(value, low(row, bound)) >= 0 && compare(value, high(row, bound)) <= 0
  }
}

function parseComparable(tokens: Tokens): Evaluate<unknown> {
  if (tokens.peek() !== 'size' || tokens.peek(1) !== '(') return parseOperand(tokens)
  tokens.take()
  tokens.expect('(')
  const path = parsePath(tokens)
  tokens.expect(')')
  return (row, bound) => sizeOf(valueAt(row, path(bound)))
}

function sizeOf(value: unknown) {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (Array.isArray(value)) return value.length
  return isRow(value) ? Object.keys(value).length : undefined
}
