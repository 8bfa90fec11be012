import { invalid } from './errors'
import { isRow, type Row } from './row'
import type { Tokens } from './tokens'

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
