import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import { findRow, queryPages, unlessRefused } from '../aws/dynamo'
import { readRow, readRows } from '../aws/rows'
import { daysKept, Finding, mostFindings, Run } from './reconciliation'

const TableName = () => Resource.ReconciliationTable.name
const place = () => ({ table: TableName(), namedBy: ['run', 'item'] })

/** The key under which the runs themselves stand. */
const runs = 'runs'

const expiresAt = () => Math.floor(Date.now() / 1000) + daysKept * 24 * 60 * 60

export const saveRun = (run: Run) =>
  unlessRefused(
    new PutCommand({
      TableName: TableName(),
      Item: { run: runs, item: run.id, expiresAt: expiresAt(), ...run },
      ConditionExpression: 'attribute_not_exists(#run)',
      ExpressionAttributeNames: { '#run': 'run' },
    }),
  )

export async function findRun(id: string) {
  const row = await findRow(TableName(), { run: runs, item: id })
  return row && readRow(Run, row, place())
}

/** The newest `limit`, newest first. */
export async function listRuns(limit: number): Promise<Run[]> {
  const pages = queryPages({
    TableName: TableName(),
    KeyConditionExpression: '#run = :runs',
    ExpressionAttributeNames: { '#run': 'run' },
    ExpressionAttributeValues: { ':runs': runs },
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: limit,
  })
  for await (const rows of pages) return readRows(Run, rows, place())
  return []
}

/** The newest that came to its end, of the two newest: a run under way is the only one. */
export const lastEnded = async () => (await listRuns(2)).find(({ endedAt }) => endedAt)

/** Writes how far a run has come. False where another has gone on with it since it was read. */
export async function advanceRun({ id, version, cursor, endedAt, checked, open, found, workMs }: Run) {
  const to = { cursor, endedAt, checked, open, found, workMs, version: version + 1 }
  const given = Object.entries(to).filter(([, value]) => value !== undefined)
  const written = await unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { run: runs, item: id },
      UpdateExpression: `SET ${given.map(([name]) => `#${name} = :${name}`).join(', ')}${cursor ? '' : ' REMOVE #cursor'}`,
      ConditionExpression: '#version = :read',
      ExpressionAttributeNames: {
        ...Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
        ...(!cursor && { '#cursor': 'cursor' }),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
        ':read': version,
      },
    }),
  )
  return 'done' in written
}

/** Notes a finding of a run, once; whatever else leads to the same purchase finds it there. */
export const saveFinding = (run: string, finding: Finding) =>
  unlessRefused(
    new PutCommand({
      TableName: TableName(),
      Item: { run, item: finding.id, expiresAt: expiresAt(), ...finding },
      ConditionExpression: 'attribute_not_exists(#run)',
      ExpressionAttributeNames: { '#run': 'run' },
    }),
  )

export async function findFinding(run: string, id: string) {
  const row = await findRow(TableName(), { run, item: id })
  return row && readRow(Finding, row, place())
}

/** All that a run has found, a thousand and a page more at most. */
export async function listFindings(run: string): Promise<Finding[]> {
  const findings: Finding[] = []
  const pages = queryPages({
    TableName: TableName(),
    KeyConditionExpression: '#run = :run',
    ExpressionAttributeNames: { '#run': 'run' },
    ExpressionAttributeValues: { ':run': run },
    ConsistentRead: true,
  })
  for await (const rows of pages) {
    findings.push(...readRows(Finding, rows, place()))
    if (findings.length >= mostFindings) break
  }
  return findings
}
