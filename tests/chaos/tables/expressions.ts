import { isDeepStrictEqual as isEqual } from 'node:util'
import { compare, copyOf, invalid, isRow, type Row } from './memory'

const token = /<=|>=|<>|[=<>(),+\-.]|[:#]?\w+/g

const unknown = (what: string, text: string) =>
  new Error(`The table model does not know ${what || 'the end'} in "${text}"`)

type Tokens = ReturnType<typeof tokensOf>

/** The tokens of one expression, to be read from left to right. */
function tokensOf(text: string) {
  const strange = text.replace(token, '').trim()
  if (strange) throw unknown(strange, text)
  const all = text.match(token) ?? []
  let position = 0
  const peek = (ahead = 0) => all[position + ahead] ?? ''
  const takeIf = (word: string) => {
    if (peek() !== word) return false
    position++
    return true
  }
  return {
    text,
    peek,
    takeIf,
    expect(word: string) {
      if (!takeIf(word)) throw unknown(peek(), text)
    },
    takeName() {
      if (!/\w$/.test(peek())) throw unknown(peek(), text)
      return all[position++] ?? ''
    },
    isAtEnd: () => position === all.length,
  }
}

/** What an expression is evaluated with: its placeholders. */
type Bound = { names: Record<string, string>; values: Row }
type Evaluate<T = unknown> = (row: Row, bound: Bound) => T

/** `a` or `#a.b`. */
function parsePath(tokens: Tokens): (bound: Bound) => string[] {
  const parts = [tokens.takeName()]
  while (tokens.takeIf('.')) parts.push(tokens.takeName())
  return ({ names }) => parts.map((part) => names[part] ?? part)
}

const valueAt = (row: Row, path: string[]) =>
  path.reduce<unknown>(
    (value, part) => (isRow(value) && Object.hasOwn(value, part) ? value[part] : undefined),
    row,
  )

/** A value placeholder, a path, or a function of some. */
function parseOperand(tokens: Tokens): Evaluate {
  if (tokens.peek(1) === '(') return parseCall(tokens)
  if (!tokens.peek().startsWith(':')) {
    const path = parsePath(tokens)
    return (row, bound) => valueAt(row, path(bound))
  }
  const placeholder = tokens.takeName()
  return (_, { values }) => values[placeholder]
}

const types: Record<string, string> = { N: 'number', S: 'string' }

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
const functions: Record<string, (...given: unknown[]) => unknown> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  attribute_type(value, type) {
    const name = types[String(type)]
    if (!name) throw unknown(`the type ${type}`, 'attribute_type()')
    return typeof value === name
  },
  size: (value) => (value === undefined ? undefined : listOf(value).length),
  if_not_exists: (value, otherwise) => value ?? otherwise,
  list_append: (first, second) => [...listOf(first), ...listOf(second)],
}

function parseCall(tokens: Tokens): Evaluate {
  const name = tokens.takeName()
  const call = functions[name]
  if (!call) throw unknown(`${name}()`, tokens.text)
  const given = parseList(tokens)
  return (row, bound) => call(...given.map((operand) => operand(row, bound)))
}

function parseList(tokens: Tokens) {
  tokens.expect('(')
  const operands = [parseOperand(tokens)]
  while (tokens.takeIf(',')) operands.push(parseOperand(tokens))
  tokens.expect(')')
  return operands
}

type Condition = Evaluate<boolean>

const comparisons: Record<string, (a: unknown, b: unknown) => boolean> = {
  '=': isEqual,
  '<': (a, b) => compare(a, b) < 0,
  '<=': (a, b) => compare(a, b) <= 0,
  '>=': (a, b) => compare(a, b) >= 0,
  '>': (a, b) => compare(a, b) > 0,
}

/** Reads every text once. */
function cached<T>(parse: (text: string) => T) {
  const known = new Map<string, T>()
  return (text: string): T => {
    const parsed = known.get(text) ?? parse(text)
    known.set(text, parsed)
    return parsed
  }
}

/** A condition, filter or key condition. */
export const compileCondition = cached((text): Condition => {
  const tokens = tokensOf(text)
  const condition = parseOr(tokens)
  if (!tokens.isAtEnd()) throw unknown(tokens.peek(), text)
  return condition
})

function parseOr(tokens: Tokens): Condition {
  const either = [parseAnd(tokens)]
  while (tokens.takeIf('OR')) either.push(parseAnd(tokens))
  return (row, bound) => either.some((holds) => holds(row, bound))
}

function parseAnd(tokens: Tokens): Condition {
  const all = [parseTest(tokens)]
  while (tokens.takeIf('AND')) all.push(parseTest(tokens))
  return (row, bound) => all.every((holds) => holds(row, bound))
}

function parseTest(tokens: Tokens): Condition {
  if (tokens.takeIf('(')) {
    const inner = parseOr(tokens)
    tokens.expect(')')
    return inner
  }
  const isPredicate = tokens.peek().startsWith('attribute_') && tokens.peek(1) === '('
  const left = parseOperand(tokens)
  if (isPredicate) return (row, bound) => left(row, bound) === true
  const operator = tokens.peek()
  const compares = operator === 'IN' ? isEqual : comparisons[operator]
  if (!compares) throw unknown(operator, tokens.text)
  tokens.expect(operator)
  const right = operator === 'IN' ? parseList(tokens) : [parseOperand(tokens)]
  return (row, bound) => {
    const value = left(row, bound)
    return value !== undefined && right.some((operand) => compares(value, operand(row, bound)))
  }
}

type Action = { path: (bound: Bound) => string[]; value?: Evaluate }

const compileUpdate = cached((text): Action[] => {
  const tokens = tokensOf(text)
  const actions: Action[] = []
  while (!tokens.isAtEnd()) {
    const adds = tokens.takeIf('ADD')
    const sets = !adds && tokens.takeIf('SET')
    if (!adds && !sets) tokens.expect('REMOVE')
    do {
      const path = parsePath(tokens)
      const value = adds ? parseAdded(path, parseOperand(tokens)) : sets && parseAssigned(tokens)
      actions.push({ path, ...(value && { value }) })
    } while (tokens.takeIf(','))
  }
  return actions
})

/** Of sets alone, which take what they do not have. */
function parseAdded(path: (bound: Bound) => string[], added: Evaluate): Evaluate {
  return (row, bound) =>
    new Set([...setOf(valueAt(row, path(bound)) ?? new Set()), ...setOf(added(row, bound))])
}

function setOf(value: unknown): Set<unknown> {
  if (!(value instanceof Set)) throw invalid('An operand has an incorrect data type')
  return value
}

function parseAssigned(tokens: Tokens): Evaluate {
  tokens.expect('=')
  const left = parseOperand(tokens)
  const adds = tokens.takeIf('+')
  if (!adds && !tokens.takeIf('-'))
    return (row, bound) => {
      const value = left(row, bound)
      if (value === undefined) throw invalid('An operand refers to an attribute that does not exist')
      return value
    }
  const right = parseOperand(tokens)
  return (row, bound) => {
    const [before, by] = [numberOf(left(row, bound)), numberOf(right(row, bound))]
    return adds ? before + by : before - by
  }
}

/** The row after an update expression; every operand is read from the row before it. */
export function applyUpdate(text: string, row: Row, bound: Bound): Row {
  const after = copyOf(row)
  for (const { path, value } of compileUpdate(text)) {
    const names = path(bound)
    const [last = ''] = names.slice(-1)
    const parent = valueAt(after, names.slice(0, -1))
    if (!isRow(parent)) throw invalid('The document path is invalid for update')
    if (value) parent[last] = copyOf(value(row, bound))
    else delete parent[last]
  }
  return after
}

function numberOf(value: unknown) {
  if (typeof value !== 'number') throw invalid('An operand has an incorrect data type')
  return value
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw invalid('An operand has an incorrect data type')
  return value
}

const texts = [
  'ConditionExpression',
  'UpdateExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
] as const

export type Expressions = {
  ExpressionAttributeNames?: Record<string, string> | undefined
  ExpressionAttributeValues?: Row | undefined
} & Partial<Record<(typeof texts)[number], string | undefined>>

const placeholdersOf = cached((text): readonly string[] => text.match(/[:#]\w+/g) ?? [])

/** The placeholders of a call, all of which must be used and defined: DynamoDB refuses it otherwise. */
export function boundOf(input: Expressions): Bound {
  const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = input
  const given = new Set([...Object.keys(names), ...Object.keys(values)])
  const used = new Set(texts.flatMap((text) => placeholdersOf(input[text] ?? '')))
  for (const placeholder of [...given, ...used])
    if (!used.has(placeholder) || !given.has(placeholder))
      throw invalid(`An expression attribute is unused or not defined: ${placeholder}`)
  return { names, values: copyOf(values) }
}
