import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { ResponseStream } from './response-stream.ts'

export type StreamingHandler = (event: unknown, stream: ResponseStream, context: object) => Promise<void>

/** The function's own address, which CloudFront puts in place of the shopper's `host`. */
const host = 'site.lambda-url.us-east-1.on.aws'

/**
 * Calls a handler as its function URL does behind the CloudFront distribution that SST makes. Unlike Lambda it calls it
 * again while a call runs.
 */
export async function invoke(handler: StreamingHandler, request: IncomingMessage, response: ServerResponse) {
  const stream = new ResponseStream(response)
  stream.on('error', (error) => response.destroy(error))
  await handler(await eventFrom(request), stream, { awsRequestId: randomUUID() })
}

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads */
async function eventFrom(request: IncomingMessage) {
  const { cookie, host: shopHost = '', ...headers } = request.headers
  const { pathname, search } = new URL(request.url ?? '/', `http://${shopHost}`)
  const userAgent = headers['user-agent'] ?? ''
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: { ...headers, host, 'x-forwarded-host': shopHost, 'x-forwarded-proto': 'http' },
    requestContext: {
      domainName: host,
      http: {
        method: request.method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent,
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      timeEpoch: Date.now(),
    },
    body: (await buffer(request)).toString('base64'),
    isBase64Encoded: true,
  }
}
