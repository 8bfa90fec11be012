import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { accessDenied, type Callers, refusalOf } from './callers.ts'
import { AwsError } from './errors.ts'
import { listenOnLoopback } from './loopback.ts'

export type Actions = Record<string, (input: unknown) => unknown>

/**
 * Serves AWS JSON 1.1 on a free port of 127.0.0.1: a POST names its action in `X-Amz-Target: <service>.<action>`. It
 * answers nobody but `callers`.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 *
 * @returns the endpoint's URL; `close` ends open connections too
 */
export async function serveJson(service: string, actions: Actions, callers: Callers) {
  const server = createServer((request, response) => {
    const refusal = refusalOf(request.headers, port, callers)
    if (refusal) return reply(response.setHeader('connection', 'close'), 403, accessDenied(refusal))
    answer(request, service, actions).then(
      (output) => reply(response, 200, output ?? {}),
      (error: unknown) => {
        const known = error instanceof AwsError
        const { code, status } = known ? error : { code: 'InternalException', status: 500 }
        reply(response, status, { __type: code, message: error instanceof Error ? error.message : '' })
      },
    )
  })
  const { port, url, close } = await listenOnLoopback(server)
  return { url, close }
}

async function answer(request: IncomingMessage, service: string, actions: Actions) {
  const body = await bodyOf(request)
  const [named, action = ''] = String(request.headers['x-amz-target'] ?? '').split('.')
  const act = named === service && Object.hasOwn(actions, action) ? actions[action] : undefined
  if (!act) throw new AwsError('UnknownOperationException', `${named}.${action} is not a known operation`)
  return act(parse(body))
}

async function bodyOf(request: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body || '{}')
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON')
  }
}

function reply(response: ServerResponse, status: number, body: unknown) {
  response
    .writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1', 'x-amzn-RequestId': randomUUID() })
    .end(JSON.stringify(body))
}
