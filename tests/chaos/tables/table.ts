import type { Table as Description } from '../../../local/topology'
import { invalid } from './errors'
import { copyOf, type Row } from './row'

const types = { S: 'string', N: 'number', B: 'object' }
const typeName = (value: unknown): string => typeof value

/** The state that an ordinary read answers with may be as old as this. */
export const longestStalenessMs = 1_500

type Change = { at: number; key: string; before: Row | undefined }

export type Table = ReturnType<typeof createTable>

/** The rows of one table by their keys. */
export function createTable(description: Description) {
  const rows = new Map<string, Row>()
  const changes: Change[] = []
  const keyNames = [description.hashKey, ...(description.rangeKey ? [description.rangeKey] : [])]

  function keyOf(row: Row) {
    for (const name of keyNames) requireType(row, name)
    return JSON.stringify(keyNames.map((name) => row[name]))
  }
  function requireType(row: Row, name: string) {
    const type = description.fields[name]
    if (!type || typeName(row[name]) !== types[type] || row[name] === '')
      throw invalid(`One of the required keys was not given a value: ${name}`)
  }
  function exactKey(key: Row) {
    if (Object.keys(key).length !== keyNames.length)
      throw invalid('The provided key element does not match the schema')
    return keyOf(key)
  }
  function checked(row: Row) {
    for (const index of description.indexes)
      for (const name of [index.hashKey, ...(index.rangeKey ? [index.rangeKey] : [])])
        if (row[name] !== undefined) requireType(row, name)
    return row
  }

  function change(key: string, row: Row | undefined) {
    const at = performance.now()
    while (changes[0] && changes[0].at < at - longestStalenessMs) changes.shift()
    changes.push({ at, key, before: rows.get(key) })
    if (row) rows.set(key, row)
    else rows.delete(key)
  }
  /** The rows as they were `ageMs` ago, to be read. */
  function asOf(ageMs: number) {
    const then = performance.now() - ageMs
    const found = ageMs > 0 ? new Map(rows) : rows
    for (const { key, before } of ageMs > 0 ? changes.filter(({ at }) => at > then).reverse() : [])
      if (before) found.set(key, before)
      else found.delete(key)
    return {
      description,
      keyNames,
      exactKey,
      find: (key: string) => found.get(key),
      all: () => [...found.values()],
    }
  }

  return {
    asOf,
    description,
    keyNames,
    keyOf,
    exactKey,
    find: (key: string) => rows.get(key),
    put: (row: Row) => change(keyOf(row), checked(copyOf(row))),
    delete: (key: string) => change(key, undefined),
    all: () => [...rows.values()],
    checked,
  }
}
