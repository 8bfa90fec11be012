import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { findRows, queryPages, write } from '../aws/dynamo'
import { readRows } from '../aws/rows'
import { Failure } from './failure'

const TableName = () => Resource.FailureTable.name
const place = () => ({ table: TableName(), namedBy: ['id', 'service'] })

export type Noted = Omit<Failure, 'count' | 'first'>

/** Counts one failure more of an event in a function, and writes over what was known of the one before. */
export function countFailure({ id, service, ...noted }: Noted) {
  const all = Object.entries(noted)
  const given = all.filter(([, value]) => value !== undefined)
  const set = given.map(([name]) => `#${name} = :${name}`)
  const absent = all.filter(([, value]) => value === undefined).map(([name]) => `#${name}`)
  return write(
    new UpdateCommand({
      TableName: TableName(),
      Key: { id, service },
      UpdateExpression: [
        `SET #count = if_not_exists(#count, :none) + :one, #first = if_not_exists(#first, :last), ${set.join(', ')}`,
        ...(absent.length > 0 ? [`REMOVE ${absent.join(', ')}`] : []),
      ].join(' '),
      ExpressionAttributeNames: {
        '#count': 'count',
        '#first': 'first',
        ...Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
      },
      ExpressionAttributeValues: {
        ':none': 0,
        ':one': 1,
        ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
      },
    }),
  )
}

/** The failures of one queue, the last first, `limit` at most. The index may be a moment behind. */
export async function listFailures(queue: string, limit: number): Promise<Failure[]> {
  const pages = queryPages({
    TableName: TableName(),
    IndexName: 'byQueue',
    KeyConditionExpression: 'queue = :queue',
    ExpressionAttributeValues: { ':queue': queue },
    ScanIndexForward: false,
    Limit: limit,
  })
  const found: Failure[] = []
  for await (const rows of pages) {
    found.push(...readRows(Failure, rows, place()))
    if (found.length >= limit) break
  }
  return found.slice(0, limit)
}

type Key = Pick<Failure, 'id' | 'service'>

/** Those that there are of these keys, in no order. */
export async function findFailures(keys: readonly Key[]): Promise<Failure[]> {
  const distinct = new Map(keys.map(({ id, service }) => [`${id} ${service}`, { id, service }]))
  const rows = await findRows(TableName(), [...distinct.values()], { consistent: true })
  return readRows(Failure, rows, place())
}

/** What one event, or message, has failed by, in whichever function. */
export async function findFailuresOf(id: string): Promise<Failure[]> {
  const pages = queryPages({
    TableName: TableName(),
    KeyConditionExpression: 'id = :id',
    ExpressionAttributeValues: { ':id': id },
  })
  for await (const rows of pages) return readRows(Failure, rows, place())
  return []
}
