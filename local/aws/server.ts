import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo, Server, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import type * as z from 'zod'
import { accessDenied, type Callers, refusalOf } from './callers.ts'

/** An error as AWS answers it: the code becomes `__type` and the name of the exception in the SDK. */
export class AwsError extends Error {
  override name: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.name = code
    this.status = status
  }
}

export type Actions = Record<string, (input: unknown) => unknown>

/** An action that parses its input; a parameter it would ignore is an error too. */
export const action =
  <T>(Input: z.ZodType<T>, act: (input: T) => unknown) =>
  (input: unknown) => {
    const { success, data, error } = Input.safeParse(input)
    if (success) return act(data)
    const reasons = error.issues.map(({ path, message }) => `at '${path.join('.')}': ${message}`)
    throw new AwsError(
      'ValidationException',
      `${reasons.length} validation error(s) detected: ${reasons.join('; ')}`,
    )
  }

/**
 * Serves AWS JSON 1.1 on a free port of 127.0.0.1: a POST names its action in `X-Amz-Target: <service>.<action>`. It
 * answers nobody but `callers`.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 *
 * @returns the endpoint's URL; `close` ends open connections too
 */
export async function serveJson(service: string, actions: Actions, callers: Callers) {
  const server = createServer(async (request, response) => {
    const refusal = refusalOf(request.headers, port, callers)
    if (refusal) return reply(response.setHeader('connection', 'close'), 403, accessDenied(refusal))
    try {
      const body = await text(request)
      const [named, name = ''] = String(request.headers['x-amz-target'] ?? '').split('.')
      const act = named === service && Object.hasOwn(actions, name) ? actions[name] : undefined
      if (!act) throw new AwsError('UnknownOperationException', `${named}.${name} is not a known operation`)
      reply(response, 200, act(parse(body)) ?? {})
    } catch (error) {
      const { name, status, message } =
        error instanceof AwsError ? error : new AwsError('InternalException', String(error), 500)
      reply(response, status, { __type: name, message })
    }
  })
  const { port, url, close } = await listenOnLoopback(server)
  return { url, close }
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

/**
 * Has `server` listen on a free port of 127.0.0.1.
 *
 * @returns its port and URL; `close` ends open connections too
 */
export async function listenOnLoopback(server: Server) {
  const open = new Set<Socket>()
  server.on('connection', (socket) => open.add(socket.once('close', () => open.delete(socket))))
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed())
      for (const socket of open) socket.destroy()
    })
  return { port, url: `http://127.0.0.1:${port}`, close }
}
