import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Resource } from 'sst'
import * as z from 'zod'
import { findRow, queryPages, type TransactItem, unlessRefused } from '../aws/dynamo'
import { readRow, readRows } from '../aws/rows'
import { Job, JobLetter } from './job'

const TableName = () => Resource.DeadLetterTable.name
const place = () => ({ table: TableName(), namedBy: ['kind', 'id'] })

/** What its rows are: redrives, the messages of each, and messages that were taken out or replaced. */
type Kind = 'job' | 'letters' | 'kept'

const daysKept = 90
export const expiresAt = () => Math.floor(Date.now() / 1000) + daysKept * 24 * 60 * 60

const Letters = z.object({ id: z.string(), letters: z.array(JobLetter), version: z.int() })
export type Letters = z.infer<typeof Letters>

export const findKind = (kind: Kind, id: string) => findRow(TableName(), { kind, id })

/** Those of a kind, the newest id first. */
export const pagesOfKind = (kind: Kind, limit?: number) =>
  queryPages({
    TableName: TableName(),
    KeyConditionExpression: '#kind = :kind',
    ExpressionAttributeNames: { '#kind': 'kind' },
    ExpressionAttributeValues: { ':kind': kind },
    ScanIndexForward: false,
    ConsistentRead: true,
    ...(limit !== undefined && { Limit: limit }),
  })

export const putting = (kind: Kind, row: { id: string }, unless = 'attribute_not_exists(id)') => ({
  TableName: TableName(),
  Item: { kind, expiresAt: expiresAt(), ...row },
  ConditionExpression: unless,
})

/** As part of the transaction that tells of it. */
export const savingJob = (job: Job, letters: JobLetter[]): TransactItem[] => [
  { Put: putting('job', job) },
  { Put: putting('letters', { id: job.id, letters, version: 0 } as Letters) },
]

export async function findJob(id: string) {
  const row = await findKind('job', id)
  return row && readRow(Job, row, place())
}

export async function findLetters(id: string) {
  const row = await findKind('letters', id)
  return row && readRow(Letters, row, place())
}

/** The newest `limit`, newest first. */
export async function listJobs(limit: number): Promise<Job[]> {
  for await (const rows of pagesOfKind('job', limit)) return readRows(Job, rows, place())
  return []
}

const settingOf = (values: Record<string, unknown>) => {
  const all = Object.entries(values)
  const given = all.filter(([, value]) => value !== undefined)
  const gone = all.filter(([, value]) => value === undefined).map(([name]) => `#${name}`)
  return {
    UpdateExpression: `SET ${given.map(([name]) => `#${name} = :${name}`).join(', ')}${gone.length > 0 ? ` REMOVE ${gone.join(', ')}` : ''}`,
    ExpressionAttributeNames: Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
  }
}

/** Begins a step: the job as it is then; undefined where another is at it, was quicker, or it has ended. */
export async function takeJob(
  { id, version }: Job,
  now: string,
  busyUntil: string,
): Promise<Job | undefined> {
  const { ExpressionAttributeNames, ExpressionAttributeValues, UpdateExpression } = settingOf({
    version: version + 1,
    busyUntil,
  })
  const taken = await unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { kind: 'job', id },
      UpdateExpression,
      ConditionExpression:
        '#version = :read AND #state IN (:running, :aborting) AND (attribute_not_exists(#busyUntil) OR #busyUntil < :now)',
      ExpressionAttributeNames: { ...ExpressionAttributeNames, '#state': 'state' },
      ExpressionAttributeValues: {
        ...ExpressionAttributeValues,
        ...{ ':read': version, ':now': now, ':running': 'running', ':aborting': 'aborting' },
      },
      ReturnValues: 'ALL_NEW',
    }),
  )
  return 'done' in taken ? readRow(Job, taken.done.Attributes, place()) : undefined
}

type Step = Pick<Job, 'moved'> & { missingSince: string | undefined }

/** Ends a step that did not end the job. False where another has gone on with it. */
export async function leaveJob({ id, version }: Job, step: Step) {
  const { ExpressionAttributeValues, ...setting } = settingOf({ ...step, busyUntil: undefined })
  const left = await unlessRefused(
    new UpdateCommand({
      TableName: TableName(),
      Key: { kind: 'job', id },
      ...setting,
      ConditionExpression: '#version = :read',
      ExpressionAttributeNames: { ...setting.ExpressionAttributeNames, '#version': 'version' },
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':read': version },
    }),
  )
  return 'done' in left
}

/** Ends the job, as part of the transaction that tells what came of it. */
export const endingJob = (
  { id, version }: Job,
  end: Pick<Job, 'state' | 'moved'> & { endedAt: string },
): TransactItem => {
  const { ExpressionAttributeValues, ...setting } = settingOf({ ...end, busyUntil: undefined })
  return {
    Update: {
      TableName: TableName(),
      Key: { kind: 'job', id },
      ...setting,
      ConditionExpression: '#version = :read AND #state IN (:running, :aborting)',
      ExpressionAttributeNames: { ...setting.ExpressionAttributeNames, '#version': 'version' },
      ExpressionAttributeValues: {
        ...ExpressionAttributeValues,
        ...{ ':read': version, ':running': 'running', ':aborting': 'aborting' },
      },
    },
  }
}

/** Asks whoever is at it to stop, as part of the transaction that tells of it. */
export const abortingJob = (id: string): TransactItem => ({
  Update: {
    TableName: TableName(),
    Key: { kind: 'job', id },
    UpdateExpression: 'SET #state = :aborting',
    ConditionExpression: '#state = :running',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':aborting': 'aborting', ':running': 'running' },
  },
})

/** Notes how it stands with each message. False where another has done so since they were read. */
export async function saveLetters({ version, ...letters }: Letters) {
  const saved = await unlessRefused(
    new PutCommand({
      ...putting('letters', { ...letters, version: version + 1 } as Letters, '#version = :read'),
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':read': version },
    }),
  )
  return 'done' in saved
}
