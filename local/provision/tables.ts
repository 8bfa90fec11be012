import { setTimeout as wait } from 'node:timers/promises'
import {
  type DynamoDB,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
  ResourceInUseException,
  type TableDescription,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import type { Known } from '../topology/references.ts'
import type { Table } from '../topology.ts'

const indexPollMs = 500

/**
 * Creates the tables that are missing, and the indexes that one from an earlier version lacks, and checks the rest.
 * Indexes that nobody asks for any more stay.
 * @throws Error of one line naming the table whose keys or indexes differ
 */
export async function provisionTables(dynamo: DynamoDB, tables: readonly Table[], known: Known) {
  await Promise.all(
    tables.map(async (table) => {
      const found = await withIndexes(dynamo, table, await findOrCreate(dynamo, table))
      const differs = difference(table, found)
      if (differs)
        throw new Error(
          `table ${table.name} exists with another ${differs}: use an empty data folder, or delete the table`,
        )
      if (table.ttl) await expireBy(dynamo, table.name, table.ttl)
      known.set(`${table.name}.name`, table.name)
      known.set(`${table.name}.arn`, found.TableArn ?? '')
    }),
  )
}

async function findOrCreate(dynamo: DynamoDB, table: Table) {
  const { name: TableName, indexes } = table
  const creating = dynamo.createTable({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(table),
    AttributeDefinitions: attributesOf(table),
    GlobalSecondaryIndexes: indexes.length > 0 ? indexes.map(indexOf) : undefined,
  })
  await creating.catch((error) => {
    if (!(error instanceof ResourceInUseException)) throw error
  })
  return whenActive(dynamo, TableName)
}

async function whenActive(dynamo: DynamoDB, TableName: string): Promise<TableDescription> {
  await waitUntilTableExists({ client: dynamo, minDelay: 1, maxDelay: 2, maxWaitTime: 120 }, { TableName })
  for (;;) {
    const { Table = {} } = await dynamo.describeTable({ TableName })
    if (!Table.GlobalSecondaryIndexes?.some(({ IndexStatus }) => IndexStatus === 'CREATING')) return Table
    await wait(indexPollMs)
  }
}

/** A table takes one new index at a time. What holds other keys is left as it is, for `difference` to tell. */
async function withIndexes(
  dynamo: DynamoDB,
  table: Table,
  found: TableDescription,
): Promise<TableDescription> {
  const existing = new Set(found.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName))
  const missing = table.indexes.find(({ name }) => !existing.has(name))
  if (!missing || difference({ ...table, indexes: [] }, found)) return found
  const keys = [missing.hashKey, missing.rangeKey]
  await dynamo.updateTable({
    TableName: table.name,
    AttributeDefinitions: attributesOf(table).filter(({ AttributeName }) => keys.includes(AttributeName)),
    GlobalSecondaryIndexUpdates: [{ Create: indexOf(missing) }],
  })
  return withIndexes(dynamo, table, await whenActive(dynamo, table.name))
}

const attributesOf = ({ fields }: Table) =>
  Object.entries(fields).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))

const keySchema = ({ hashKey, rangeKey }: { hashKey: string; rangeKey?: string }): KeySchemaElement[] => [
  { AttributeName: hashKey, KeyType: 'HASH' },
  ...(rangeKey ? [{ AttributeName: rangeKey, KeyType: 'RANGE' } as const] : []),
]

const indexOf = ({ name, projection, ...keys }: Table['indexes'][number]) => ({
  IndexName: name,
  KeySchema: keySchema(keys),
  Projection:
    typeof projection === 'string'
      ? { ProjectionType: projection }
      : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projection] },
})

/** What the existing table has otherwise, or undefined. */
function difference(table: Table, found: TableDescription) {
  if (keysText(keySchema(table)) !== keysText(found.KeySchema)) return 'key'
  const existing = new Set(found.GlobalSecondaryIndexes?.map(indexText))
  return table.indexes.every((index) => existing.has(indexText(indexOf(index))))
    ? undefined
    : 'set of indexes'
}

const keysText = (keys: KeySchemaElement[] = []) =>
  keys.map(({ KeyType, AttributeName }) => `${KeyType} ${AttributeName}`).join()

const indexText = ({ IndexName, KeySchema, Projection }: GlobalSecondaryIndexDescription) => {
  const { ProjectionType, NonKeyAttributes = [] } = Projection ?? {}
  return [IndexName, keysText(KeySchema), ProjectionType, NonKeyAttributes.toSorted()].join()
}

async function expireBy(dynamo: DynamoDB, TableName: string, AttributeName: string) {
  const { TimeToLiveDescription } = await dynamo.describeTimeToLive({ TableName })
  if (/^ENABL/.test(TimeToLiveDescription?.TimeToLiveStatus ?? '')) return
  const TimeToLiveSpecification = { AttributeName, Enabled: true }
  await dynamo.updateTimeToLive({ TableName, TimeToLiveSpecification })
}
