import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import type * as z from 'zod'
import { type Callers, serveCallers } from './callers.ts'

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
 * Serves AWS JSON 1.1 to `callers`: a POST names its action in `X-Amz-Target: <service>.<action>`.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export const serveJson = (service: string, actions: Actions, callers: Callers) =>
  serveCallers(callers, async (request, response) => {
    const reply = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1', 'x-amzn-RequestId': randomUUID() })
        .end(JSON.stringify(body))
    try {
      const body = await text(request)
      const [named, name = ''] = String(request.headers['x-amz-target'] ?? '').split('.')
      const act = named === service && Object.hasOwn(actions, name) ? actions[name] : undefined
      if (!act) throw new AwsError('UnknownOperationException', `${named}.${name} is not a known operation`)
      reply(200, (await act(parse(body))) ?? {})
    } catch (error) {
      const { name, status, message } =
        error instanceof AwsError ? error : new AwsError('InternalException', String(error), 500)
      reply(status, { __type: name, message })
    }
  })

function parse(body: string): unknown {
  try {
    return JSON.parse(body || '{}')
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON')
  }
}
