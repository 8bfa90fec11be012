import { compare, conditionFailed, copyOf, invalid, isEqual, isRow, type Row } from './memory'

const token = /\s*(<=|>=|<>|[=<>(),+\-.[\]]|[:#]?[A-Za-z0-9_]+)/y

export type Tokens = ReturnType<typeof tokensOf>

/** The tokens of one expression, to be read from left to right. */
export function tokensOf(text: string) {
  const all: string[] = []
  token.lastIndex = 0
  while (text.slice(token.lastIndex).trim() !== '') {
    const at = token.lastIndex
    const [, found] = token.exec(text) ?? []
    if (!found) throw invalid(`Syntax error near "${text.slice(at)}" in "${text}"`)
    all.push(found)
  }
  let position = 0
  const peek = (ahead = 0) => all[position + ahead] ?? ''
  const isNext = (word: string) => peek().toUpperCase() === word
  const take = () => {
    const next = peek()
    if (next === '') throw invalid(`"${text}" ends too early`)
    position++
    return next
  }
  const takeIf = (word: string) => {
    if (!isNext(word)) return false
    position++
    return true
  }
  const expect = (word: string) => {
    if (!takeIf(word)) throw invalid(`"${word}" expected before "${peek()}" in "${text}"`)
  }
  return { text, all, peek, isNext, take, takeIf, expect, isAtEnd: () => position === all.length }
}

/** What an expression is evaluated with: its placeholders. */
export type Bound = { names: Record<string, string>; values: Row }
export type Evaluate<T> = (row: Row, bound: Bound) => T
export type Path = (string | number)[]

const nameOf = (part: string, { names }: Bound) => {
  if (!part.startsWith('#')) return part
  const name = names[part]
  if (name === undefined) throw invalid(`An expression attribute name is not defined: ${part}`)
  return name
}

/** `a`, `#a.b` or `a[0].b`. */
export function parsePath(tokens: Tokens): (bound: Bound) => Path {
  const parts: (string | number)[] = [tokens.take()]
  for (;;) {
    if (tokens.takeIf('.')) parts.push(tokens.take())
    else if (tokens.takeIf('[')) {
      parts.push(Number(tokens.take()))
      tokens.expect(']')
    } else break
  }
  return (bound) => parts.map((part) => (typeof part === 'string' ? nameOf(part, bound) : part))
}

export function valueAt(row: Row, path: Path): unknown {
  let value: unknown = row
  for (const part of path) {
    if (typeof part === 'number') value = Array.isArray(value) ? value[part] : undefined
    else value = isRow(value) && Object.hasOwn(value, part) ? value[part] : undefined
  }
  return value
}

/** A value placeholder or a path. */
export function parseOperand(tokens: Tokens): Evaluate<unknown> {
  if (tokens.peek().startsWith(':')) {
    const placeholder = tokens.take()
    return (_, { values }) => {
      if (!Object.hasOwn(values, placeholder))
        throw invalid(`An expression attribute value is not defined: ${placeholder}`)
      return values[placeholder]
    }
  }
  const path = parsePath(tokens)
  return (row, bound) => valueAt(row, path(bound))
}

type Condition = Evaluate<boolean>

const comparisons: Record<string, (a: unknown, b: unknown) => boolean> = {
  '=': isEqual,
  '<>': (a, b) => !isEqual(a, b),
  '<': (a, b) => compare(a, b) < 0,
  '<=': (a, b) => compare(a, b) <= 0,
  '>': (a, b) => compare(a, b) > 0,
  '>=': (a, b) => compare(a, b) >= 0,
}

const parsedConditions = new Map<string, Condition>()

/** A condition, filter or key condition: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
export function compileCondition(text: string): Condition {
  const before = parsedConditions.get(text)
  if (before) return before
  const tokens = tokensOf(text)
  const condition = parseOr(tokens)
  if (!tokens.isAtEnd()) throw invalid(`Syntax error near "${tokens.peek()}" in "${text}"`)
  parsedConditions.set(text, condition)
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

type Action = { path: (bound: Bound) => Path; value?: Evaluate<unknown> }
const parsedUpdates = new Map<string, Action[]>()

/** The row after an update expression; every operand is read from the row before it. */
export function applyUpdate(text: string, row: Row, bound: Bound): Row {
  const results = compileUpdate(text).map(({ path, value }) => ({
    path: path(bound),
    ...(value && { value: value(row, bound) }),
  }))
  const after = copyOf(row)
  for (const { path, value } of results) assign(after, path, value)
  return after
}

function compileUpdate(text: string): Action[] {
  const before = parsedUpdates.get(text)
  if (before) return before
  const tokens = tokensOf(text)
  const actions: Action[] = []
  while (!tokens.isAtEnd()) {
    const clause = tokens.take().toUpperCase()
    if (clause !== 'SET' && clause !== 'REMOVE')
      throw new Error(`The table model does not know ${clause} in "${text}"`)
    do actions.push(clause === 'SET' ? parseSet(tokens) : { path: parsePath(tokens) })
    while (tokens.takeIf(','))
  }
  parsedUpdates.set(text, actions)
  return actions
}

function parseSet(tokens: Tokens): Action {
  const path = parsePath(tokens)
  tokens.expect('=')
  const left = parseTerm(tokens)
  const sign = tokens.takeIf('+') ? 1 : tokens.takeIf('-') ? -1 : 0
  if (sign === 0) return { path, value: left }
  const right = parseTerm(tokens)
  return { path, value: (row, bound) => numberOf(left(row, bound)) + sign * numberOf(right(row, bound)) }
}

function parseTerm(tokens: Tokens): Evaluate<unknown> {
  if (tokens.peek(1) !== '(') return required(parseOperand(tokens))
  const name = tokens.take()
  tokens.expect('(')
  const term = name === 'if_not_exists' ? parseIfNotExists(tokens) : parseListAppend(tokens, name)
  tokens.expect(')')
  return term
}

function parseIfNotExists(tokens: Tokens): Evaluate<unknown> {
  const path = parsePath(tokens)
  tokens.expect(',')
  const otherwise = parseTerm(tokens)
  return (row, bound) => valueAt(row, path(bound)) ?? otherwise(row, bound)
}

function parseListAppend(tokens: Tokens, name: string): Evaluate<unknown> {
  if (name !== 'list_append') throw new Error(`The table model does not know ${name}() in "${tokens.text}"`)
  const first = parseTerm(tokens)
  tokens.expect(',')
  const second = parseTerm(tokens)
  return (row, bound) => [...listOf(first(row, bound)), ...listOf(second(row, bound))]
}

const required =
  (operand: Evaluate<unknown>): Evaluate<unknown> =>
  (row, bound) => {
    const value = operand(row, bound)
    if (value === undefined)
      throw invalid('The provided expression refers to an attribute that does not exist in the item')
    return value
  }

const wrongType = () => invalid('An operand in the update expression has an incorrect data type')

function numberOf(value: unknown) {
  if (typeof value !== 'number') throw wrongType()
  return value
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw wrongType()
  return value
}

function assign(row: Row, path: Path, value: unknown) {
  const last = path.at(-1)
  const parent = valueAt(row, path.slice(0, -1))
  if (typeof last !== 'string' || !isRow(parent))
    throw invalid('The document path provided in the update expression is invalid for update')
  if (value === undefined) delete parent[last]
  else parent[last] = copyOf(value)
}

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
