import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { NodeHttpHandler } from '@smithy/node-http-handler'

const pool = { keepAlive: true, maxSockets: 256 }

/** One pool of kept-alive sockets for every AWS client of the process. Time-outs in milliseconds. */
export const httpHandler = new NodeHttpHandler({
  httpAgent: new HttpAgent(pool),
  httpsAgent: new HttpsAgent(pool),
  connectionTimeout: 1_000,
  requestTimeout: 3_000,
  throwOnRequestTimeout: true,
})
