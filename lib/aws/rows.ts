import type * as z from 'zod'
import { fieldErrors } from '../field-errors'
import { log } from '../observe/log'
import { measure } from '../observe/metrics'

type Place<Read> = {
  table: string
  /** The attributes that tell the row apart in the log: never one that names a shopper. */
  namedBy: readonly string[]
  /** What can be read of a row that is not as it should be. */
  forgiving?: z.ZodType<Read>
}

/** One row by its schema. What cannot be read is undefined, logged by key and field without values, and counted. */
export function readRow<Read>(
  schema: z.ZodType<Read>,
  row: unknown,
  { table, namedBy, forgiving }: Place<Read>,
): Read | undefined {
  const { success, data, error } = schema.safeParse(row)
  if (success) return data
  log.error('Row not understood', { table, key: keyOf(row, namedBy), fields: fieldErrors(error) })
  measure({ RowsUnreadable: 1 }, { table })
  return forgiving?.safeParse(row).data
}

/** The rows that can be read; one that cannot keeps none of the others back. */
export const readRows = <Read>(
  schema: z.ZodType<Read>,
  rows: readonly unknown[],
  place: Place<Read>,
): Read[] => rows.flatMap((row) => readRow(schema, row, place) ?? [])

const longestKey = 200

const keyOf = (row: unknown, namedBy: readonly string[]) =>
  namedBy
    .map((name) => (row as Partial<Record<string, unknown>> | undefined)?.[name])
    .filter((value) => typeof value === 'string')
    .join(' ')
    .slice(0, longestKey)
