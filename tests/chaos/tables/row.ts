export type Row = Record<string, unknown>

/** What JSON has as an object; a Date, a Set or a Buffer is none. */
export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && value.constructor === Object

/** A copy as the document client would store it: undefined members are left out, anything not JSON is refused. */
export function copyOf<T>(value: T): T
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((member) => member !== undefined).map(copyOf)
  if (isRow(value)) {
    const copy: Row = {}
    for (const name in value) if (value[name] !== undefined) copy[name] = copyOf(value[name])
    return copy
  }
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value
  throw new Error(`The table model does not know values such as ${String(value)}`)
}

export function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((member, index) => isEqual(member, b[index]))
  if (isRow(a) && isRow(b)) {
    const names = Object.keys(a)
    return names.length === Object.keys(b).length && names.every((name) => isEqual(a[name], b[name]))
  }
  return a === b
}

/** Below zero, zero or above; NaN where DynamoDB does not compare the two. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return Number.NaN
}
