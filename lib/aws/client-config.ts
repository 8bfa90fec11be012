import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { NodeHttpHandler } from '@smithy/node-http-handler'

const pool = { keepAlive: true, maxSockets: 256 }

/** One pool of kept-alive sockets for every AWS client of the process. */
export const httpHandler = new NodeHttpHandler({
  httpAgent: new HttpAgent(pool),
  httpsAgent: new HttpsAgent(pool),
  connectionTimeout: 1_000,
  requestTimeout: 2_500,
  throwOnRequestTimeout: true,
})

/**
 * The SDK's own retries: three tries of 2.5 s and pauses of 0.3 s between them end within the eight seconds in which a
 * function works on its batch (functions/consume.ts), and within the ten that the reconciler keeps back.
 */
export const clientConfig = { requestHandler: httpHandler, maxAttempts: 3 }
