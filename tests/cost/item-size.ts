import type { AttributeValue } from '@aws-sdk/client-dynamodb'

/**
 * Bytes of an item as DynamoDB counts them:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemSize = (item: Record<string, AttributeValue>) =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0)

const containerBytes = 3

function valueSize({ S, N, L, M, ...other }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S)
  if (N !== undefined) return Math.ceil(N.replace(/[-.]|^0+/g, '').length / 2) + 1
  if (L) return L.reduce((sum, value) => sum + valueSize(value) + 1, containerBytes)
  if (M) return containerBytes + itemSize(M) + Object.keys(M).length
  if (other.BOOL !== undefined || other.NULL !== undefined) return 1
  throw new Error(`no size is known for ${Object.keys(other)}`)
}
