import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { startDynamo } from '../../local/dynamo'
import { provisionTables } from '../../local/provision/tables'
import { readTopology } from '../../local/topology'
import { runCampaign } from './campaign'
import type { Plan } from './pool'
import type { SeedResult } from './results'

/** Runs one seed with its tables in a DynamoDB of its own instead of in the model. */
export async function runOnDynoxide(plan: Plan): Promise<SeedResult> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const server = await startDynamo({ callers: credentials })
  const client = new DynamoDBClient({ endpoint: server.url, region: 'us-east-1', credentials })
  try {
    await provisionTables(client, (await readTopology()).tables, new Map())
    const env = { CHAOS_DYNAMODB: server.url }
    const [result] = await runCampaign({ plans: [plan], workers: 1, env })
    if (!result) throw new Error(`seed ${plan.seed} gave no result`)
    return result
  } finally {
    client.destroy()
    await server.close()
  }
}
