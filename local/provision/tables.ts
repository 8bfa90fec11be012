import { setTimeout as wait } from 'node:timers/promises'
import {
  type AttributeDefinition,
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
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

type Keys = { hashKey: string; rangeKey?: string }

/**
 * Creates the tables that are missing, and the indexes that one from an earlier version lacks, and checks the rest.
 *
 * @throws Error of one line naming the table whose keys or indexes differ
 */
export async function provisionTables(client: DynamoDBClient, tables: readonly Table[], known: Known) {
  await Promise.all(
    tables.map(async (table) => {
      const existing = (await describe(client, table.name)) ?? (await create(client, table))
      const found = await withIndexes(client, table, existing)
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

async function describe(client: DynamoDBClient, TableName: string) {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    return Table?.TableStatus === 'ACTIVE' ? Table : await whenActive(client, TableName)
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

async function create(client: DynamoDBClient, table: Table): Promise<TableDescription> {
  try {
    const { TableDescription } = await client.send(
      new CreateTableCommand({
        TableName: table.name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: keySchema(table),
        AttributeDefinitions: attributesOf(table),
        GlobalSecondaryIndexes: table.indexes.length > 0 ? table.indexes.map(indexOf) : undefined,
      }),
    )
    if (TableDescription?.TableStatus === 'ACTIVE') return TableDescription
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error
  }
  return whenActive(client, table.name)
}

async function whenActive(client: DynamoDBClient, TableName: string): Promise<TableDescription> {
  await waitUntilTableExists({ client, minDelay: 1, maxDelay: 2, maxWaitTime: 120 }, { TableName })
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }))
    if (!Table) throw new Error(`table ${TableName} was created and is not there`)
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
  if (!missing || keysText(keySchema(table)) !== keysText(found.KeySchema)) return found
  await client.send(
    new UpdateTableCommand({
      TableName: table.name,
      AttributeDefinitions: attributesOf(table).filter(({ AttributeName }) =>
        [missing.hashKey, missing.rangeKey].includes(AttributeName),
      ),
      GlobalSecondaryIndexUpdates: [{ Create: indexOf(missing) }],
    }),
  )
  return withIndexes(client, table, await whenActive(client, table.name))
}

const attributesOf = ({ fields }: Table): AttributeDefinition[] =>
  Object.entries(fields).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))

const keySchema = ({ hashKey, rangeKey }: Keys): KeySchemaElement[] => [
  { AttributeName: hashKey, KeyType: 'HASH' },
  ...(rangeKey ? [{ AttributeName: rangeKey, KeyType: 'RANGE' } as const] : []),
]

const indexOf = ({ name, projection, ...keys }: Table['indexes'][number]): GlobalSecondaryIndex => ({
  IndexName: name,
  KeySchema: keySchema(keys),
  Projection:
    typeof projection === 'string'
      ? { ProjectionType: projection }
      : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projection] },
})

/** What the existing table has otherwise, or undefined. */
function difference(table: Table, found: TableDescription) {
  if (keysText(keySchema(table)) !== keysText(found.KeySchema)) return 'key'
  const wanted = table.indexes.map((index) => indexText(indexOf(index)))
  const existing = (found.GlobalSecondaryIndexes ?? []).map(indexText)
  return wanted.sort().join() === existing.sort().join() ? undefined : 'set of indexes'
}

const keysText = (keys: KeySchemaElement[] = []) =>
  keys.map(({ KeyType, AttributeName }) => `${KeyType} ${AttributeName}`).join()

const indexText = ({ IndexName, KeySchema, Projection }: GlobalSecondaryIndexDescription) =>
  [
    IndexName,
    keysText(KeySchema),
    Projection?.ProjectionType,
    [...(Projection?.NonKeyAttributes ?? [])].sort(),
  ].join()

async function expireBy(client: DynamoDBClient, TableName: string, AttributeName: string) {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }))
  const status = TimeToLiveDescription?.TimeToLiveStatus
  if (status === 'ENABLED' || status === 'ENABLING') return
  const TimeToLiveSpecification = { AttributeName, Enabled: true }
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
}
