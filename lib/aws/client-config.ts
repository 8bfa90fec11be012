import { NodeHttpHandler } from '@smithy/node-http-handler'

const pool = { keepAlive: true, maxSockets: 256 }

/** One pool of kept-alive sockets for every AWS client of the process. */
export const httpHandler = new NodeHttpHandler({
  httpAgent: pool,
  httpsAgent: pool,
  connectionTimeout: 1_000,
  requestTimeout: 2_500,
  throwOnRequestTimeout: true,
})

/** Three tries of 2.5 s, 0.3 s apart, end within a batch's eight seconds and the ten the reconciler keeps back. */
export const clientConfig = { requestHandler: httpHandler, maxAttempts: 3 }
