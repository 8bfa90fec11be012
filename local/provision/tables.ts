import { setTimeout as wait } from 'node:timers/promises'
import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import type { Known } from '../topology/references.ts'
import type { Table } from '../topology.ts'

const indexPollMs = 500

/**
 * Creates the tables that are missing, and the indexes that one from an earlier version lacks, and checks the rest. Indexes
 * that nobody asks for any more stay.
 *
 * @throws Error of one line naming the table whose keys or indexes differ
 */
export async function provisionTables(client: DynamoDBClient, tables: readonly Table[], known: Known) {
  await Promise.all(
    tables.map(async (table) => {
      const found = await withIndexes(client, table, await findOrCreate(client, table))
      const differs = difference(table, found)
      if (differs)
        throw new Error(
          `table ${table.name} exists with another ${differs}: use an empty data folder, or delete the table`,
        )
      if (table.ttl) await expireBy(client, table.name, table.ttl)
      known.set(`${table.name}.name`, table.name)
      known.set(`${table.name}.arn`, found.TableArn ?? '')
    }),
  )
}

async function findOrCreate(client: DynamoDBClient, table: Table) {
  const { name: TableName, indexes } = table
  const exists = await client.send(new DescribeTableCommand({ TableName })).catch((error) => {
    if (!(error instanceof ResourceNotFoundException)) throw error
  })
  if (!exists)
    await client
      .send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: keySchema(table),
          AttributeDefinitions: attributesOf(table),
          GlobalSecondaryIndexes: indexes.length > 0 ? indexes.map(indexOf) : undefined,
        }),
      )
      .catch((error) => {
        if (!(error instanceof ResourceInUseException)) throw error
      })
  return whenActive(client, TableName)
}

async function whenActive(client: DynamoDBClient, TableName: string): Promise<TableDescription> {
  await waitUntilTableExists({ client, minDelay: 1, maxDelay: 2, maxWaitTime: 120 }, { TableName })
  for (;;) {
    const { Table = {} } = await client.send(new DescribeTableCommand({ TableName }))
    if (!Table.GlobalSecondaryIndexes?.some(({ IndexStatus }) => IndexStatus === 'CREATING')) return Table
    await wait(indexPollMs)
  }
}

/** A table takes one new index at a time. What holds other keys is left as it is, for `difference` to tell. */
async function withIndexes(
  client: DynamoDBClient,
  table: Table,
  found: TableDescription,
): Promise<TableDescription> {
  const existing = new Set(found.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName))
  const missing = table.indexes.find(({ name }) => !existing.has(name))
  if (!missing || difference({ ...table, indexes: [] }, found)) return found
  const keys = [missing.hashKey, missing.rangeKey]
  await client.send(
    new UpdateTableCommand({
      TableName: table.name,
      AttributeDefinitions: attributesOf(table).filter(({ AttributeName }) => keys.includes(AttributeName)),
      GlobalSecondaryIndexUpdates: [{ Create: indexOf(missing) }],
    }),
  )
  return withIndexes(client, table, await whenActive(client, table.name))
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

async function expireBy(client: DynamoDBClient, TableName: string, AttributeName: string) {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }))
  if (/^ENABL/.test(TimeToLiveDescription?.TimeToLiveStatus ?? '')) return
  const TimeToLiveSpecification = { AttributeName, Enabled: true }
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
}
