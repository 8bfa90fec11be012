import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { unitsOf } from '../tests/cost/capacity'

/** `units` are read units for a read, write units for a write. */
export type Request = { action: string; table: string; index: string | undefined; units: number }

const hasUnits =
  /^(GetItem|BatchGetItem|Query|Scan|PutItem|UpdateItem|DeleteItem|TransactWriteItems|BatchWriteItem)$/

/** Passes requests on to a DynamoDB and notes every one, with the units that DynamoDB says it took. */
export async function meterDynamo(endpoint: string) {
  const requests: Request[] = []
  const server = createServer(async (incoming, outgoing) => {
    try {
      const action = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? ''
      const input = JSON.parse(await text(incoming))
      const metered = hasUnits.test(action)
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: Object.fromEntries(
          Object.entries(incoming.headers).flatMap(([name, value]) =>
            /^(x-amz-|authorization$|content-type$)/.test(name) ? [[name, String(value)]] : [],
          ),
        ),
        body: JSON.stringify(metered ? { ...input, ReturnConsumedCapacity: 'TOTAL' } : input),
      })
      const body = await answer.text()
      const table = input.TableName ?? Object.keys(input.RequestItems ?? {}).join()
      requests.push({
        action,
        table,
        index: input.IndexName,
        units: metered && answer.ok ? unitsOf(JSON.parse(body)) : 0,
      })
      outgoing.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(body)
    } catch {
      outgoing.destroy()
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
