import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { Shop } from './shop'
import { quantile } from './statistics'

const warmUp = 300
const count = 1000

/**
 * The median time of one GetItem through the SDK against the local DynamoDB, in milliseconds. On the host that the
 * targets are for it is 1.0.
 */
export async function measureGetItem({ tables }: Shop) {
  const times: number[] = []
  for (let index = 0; index < warmUp + count; index++) {
    const began = performance.now()
    await tables.send(new GetCommand({ TableName: 'ProductTable', Key: { id: 'bench-0000' } }))
    if (index >= warmUp) times.push(performance.now() - began)
  }
  return quantile(times, 0.5)
}
