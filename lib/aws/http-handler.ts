import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { NodeHttpHandler } from '@smithy/node-http-handler'

const pool = { keepAlive: true, maxSockets: 256 }

/**
 * One pool of kept-alive sockets for every AWS client of the process. Time-outs in milliseconds: the three tries that
 * the SDK makes of a call end within the eight seconds in which a function works on its batch.
 */
export const httpHandler = new NodeHttpHandler({
  httpAgent: new HttpAgent(pool),
  httpsAgent: new HttpsAgent(pool),
  connectionTimeout: 1_000,
  requestTimeout: 2_500,
  throwOnRequestTimeout: true,
})
