import { invalid } from './errors'
import { type Bound, type Evaluate, type Path, parseOperand, parsePath, valueAt } from './operand'
import { copyOf, isRow, type Row } from './row'
import { type Tokens, tokensOf } from './tokens'

type Action = { path: (bound: Bound) => Path; value?: Evaluate<unknown> }
const known = new Map<string, Action[]>()

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
  const before = known.get(text)
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
  known.set(text, actions)
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
