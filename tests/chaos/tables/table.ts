import type { Table as Description } from '../../../local/topology'
import { invalid } from './errors'
import { copyOf, type Row } from './row'

const types = { S: 'string', N: 'number', B: 'object' }
const typeName = (value: unknown): string => typeof value

export type Table = ReturnType<typeof createTable>

/** The rows of one table by their keys. */
export function createTable(description: Description) {
  const rows = new Map<string, Row>()
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

  return {
    description,
    keyNames,
    keyOf,
    exactKey,
    find: (key: string) => rows.get(key),
    put: (row: Row) => void rows.set(keyOf(row), checked(copyOf(row))),
    delete: (key: string) => void rows.delete(key),
    all: () => [...rows.values()],
    checked,
  }
}
