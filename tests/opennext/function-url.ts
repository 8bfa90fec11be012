import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { PassThrough, type Readable, type Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'

export type StreamingHandler = (event: unknown, stream: Writable, context: object) => Promise<void>

/** The function's own address, which CloudFront puts in place of the shopper's `host`. */
const host = 'site.lambda-url.us-east-1.on.aws'

/**
 * Calls a handler as its function URL does behind the CloudFront distribution that SST makes. Unlike Lambda it calls it
 * again while a call runs.
 */
export async function invoke(handler: StreamingHandler, request: IncomingMessage, response: ServerResponse) {
  const stream = Object.assign(new PassThrough(), {
    setContentType(type: string) {
      if (type !== 'application/vnd.awslambda.http-integration-response')
        throw new Error(`${type} is not the integration format`)
    },
  })
  const event = await eventFrom(request)
  await Promise.all([passOn(stream, response), handler(event, stream, { awsRequestId: randomUUID() })])
}

const Prelude = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  cookies: z.array(z.string()).default([]),
})
/** What stands between the prelude, which is JSON, and the body. */
const delimiter = Buffer.alloc(8)

/**
 * Answers in the integration format of function URLs: a prelude with status, headers and cookies, eight zero bytes, then
 * the body, passed on as it comes. https://docs.aws.amazon.com/lambda/latest/dg/response-streaming-tutorial.html
 */
async function passOn(stream: Readable, response: ServerResponse) {
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of stream) {
    head = head && Buffer.concat([head, chunk])
    const end: number = head?.indexOf(delimiter) ?? -1
    if (head && end < 0) continue
    if (head) {
      const { statusCode, headers, cookies } = Prelude.parse(JSON.parse(head.toString('utf8', 0, end)))
      response.writeHead(statusCode, { ...headers, ...(cookies.length > 0 && { 'set-cookie': cookies }) })
      response.flushHeaders()
    }
    response.write(head?.subarray(end + delimiter.length) ?? chunk)
    head = undefined
  }
  if (head) throw new Error('the function answered without a prelude')
  response.end()
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
