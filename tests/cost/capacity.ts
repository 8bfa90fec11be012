import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import * as z from 'zod'

const Units = z.object({ CapacityUnits: z.number() })
const Consumed = z.object({ ConsumedCapacity: z.union([Units, z.array(Units)]) })

type Item = Record<string, AttributeValue>

/** The units of an answer that ReturnConsumedCapacity was asked for. */
export function unitsOf(output: unknown) {
  const { ConsumedCapacity } = Consumed.parse(output)
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)
}

const Refused = z.object({
  __type: z.string(),
  Item: z.custom<Item>().optional(),
  CancellationReasons: z.array(z.object({ Item: z.custom<Item>().optional() })).optional(),
})

export const isRefused = (answer: unknown): answer is z.infer<typeof Refused> =>
  Refused.safeParse(answer).success

/**
 * The units of a write that a condition refused. An error carries none, but the write is charged all the same: by the
 * size of the item that is there, in a transaction double and for every item of it. Its size is at most that of its JSON; an
 * item that the error does not show is taken to be at most one unit large.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function refusedUnits({ __type, Item, CancellationReasons = [] }: z.infer<typeof Refused>) {
  if (__type.endsWith('#ConditionalCheckFailedException')) return writeUnits(Item)
  return CancellationReasons.reduce((sum, reason) => sum + 2 * writeUnits(reason.Item), 0)
}

const writeUnits = (item: Item | undefined) =>
  Math.max(1, Math.ceil(Buffer.byteLength(JSON.stringify(item ?? {})) / 1024))
