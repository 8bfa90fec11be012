import type { Deployment } from '../deployment'
import { type TableDesign, tables as wanted } from '../design'
import { differences, type Finding, membership } from './finding'

/** Keys, indexes, time to live, billing and protection of every table. */
export const checkTables = ({ app, tables }: Deployment): Finding[] => [
  ...membership(
    'table',
    tables.map(({ name }) => name),
    Object.keys(wanted),
  ),
  ...tables.flatMap((table) => {
    const design = wanted[table.name]
    return design ? checkTable(table, design, app.stage === 'production') : []
  }),
]

type Table = Deployment['tables'][number]

function checkTable(table: Table, { keys, indexes = {}, ttl }: TableDesign, production: boolean) {
  const fields = new Set([...keys, ...Object.values(indexes).flatMap((index) => index.keys)])
  return [
    ...differences(table.name, table, {
      keys,
      fields: Object.fromEntries([...fields].map((field) => [field, 'S'])),
      ttl,
      billing: 'PAY_PER_REQUEST',
      pointInTimeRecovery: true,
      deletionProtection: production,
      localIndexes: 0,
      stream: false,
    }),
    ...membership(
      `${table.name}: index`,
      table.indexes.map(({ name }) => name),
      Object.keys(indexes),
    ),
    ...table.indexes.flatMap((index) =>
      indexes[index.name]
        ? differences(`${table.name}: index ${index.name}`, index, indexes[index.name] ?? {})
        : [],
    ),
  ]
}
