import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import * as z from 'zod'
import { type Callers, serveCallers } from './callers.ts'
import type { Mapping } from './mapping.ts'
import { AwsError } from './server.ts'

type Options = {
  callers: Callers
  region: string
  mappings: readonly Mapping[]
  /** Of a queue. */
  arnOf: (queue: string) => string | undefined
  /** Answers nothing for a function that does not run. @throws what the function throws */
  invoke: (functionName: string, event: unknown) => Promise<unknown> | undefined
}

const Update = z.strictObject({ Enabled: z.boolean(), UUID: z.string().optional() })

/**
 * Starts Lambda's API on a free port of 127.0.0.1: event source mappings are listed, shown and switched, and a function is invoked.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
 */
export const startLambdaApi = (options: Options) =>
  serveCallers(options.callers, async (request, response) => {
    const reply = (status: number, body: unknown, headers = {}) =>
      response
        .writeHead(status, {
          'Content-Type': 'application/json',
          'x-amzn-RequestId': randomUUID(),
          ...headers,
        })
        .end(JSON.stringify(body))
    try {
      const { body, headers } = await answer(request, options)
      reply(200, body, headers)
    } catch (error) {
      const { name, status, message } =
        error instanceof AwsError ? error : new AwsError('ServiceException', String(error), 500)
      reply(status, { Message: message }, { 'x-amzn-ErrorType': name })
    }
  })

type Answer = { body: unknown; headers?: Record<string, string> }

async function answer(request: IncomingMessage, options: Options): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [, kind, name, what] = /^\/2015-03-31\/([\w-]+)(?:\/([\w-]*))?(?:\/(\w+))?$/.exec(pathname) ?? []
  const asked = `${request.method} ${kind}${name ? ' name' : ''}${what ? ` ${what}` : ''}`
  const mapping = options.mappings.find(({ uuid }) => uuid === name)
  switch (asked) {
    case 'GET event-source-mappings':
      return { body: { EventSourceMappings: listed(searchParams, options) } }
    case 'GET event-source-mappings name':
      return { body: described(found(mapping), options) }
    case 'PUT event-source-mappings name': {
      const { data, error } = Update.safeParse(jsonOf(await text(request)))
      if (!data) throw new AwsError('InvalidParameterValueException', z.prettifyError(error))
      found(mapping).enable(data.Enabled)
      return { body: described(found(mapping), options) }
    }
    case 'POST functions name invocations':
      return invoked(name ?? '', jsonOf((await text(request)) || '{}'), options)
  }
  throw new AwsError('UnknownOperationException', `Nothing answers ${request.method} ${pathname} here`, 404)
}

function listed(asked: URLSearchParams, options: Options) {
  const source = asked.get('EventSourceArn')
  const name = asked.get('FunctionName')
  return options.mappings
    .filter(({ queue }) => !source || options.arnOf(queue) === source)
    .filter(({ functionName }) => !name || name.endsWith(functionName))
    .map((mapping) => described(mapping, options))
}

const described = (mapping: Mapping, { region, arnOf }: Options) => ({
  UUID: mapping.uuid,
  EventSourceArn: arnOf(mapping.queue),
  FunctionArn: `arn:aws:lambda:${region}:000000000000:function:${mapping.functionName}`,
  State: mapping.state(),
  LastModified: mapping.modified().getTime() / 1000,
})

function found(mapping: Mapping | undefined): Mapping {
  if (mapping) return mapping
  throw new AwsError('ResourceNotFoundException', 'The event source mapping does not exist.', 404)
}

async function invoked(name: string, event: unknown, { invoke }: Options): Promise<Answer> {
  const running = invoke(name, event)
  if (!running) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404)
  return running.then(
    (body) => ({ body }),
    (error: Error) => ({
      body: { errorMessage: error.message },
      headers: { 'X-Amz-Function-Error': 'Unhandled' },
    }),
  )
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new AwsError('InvalidRequestContentException', 'The request body is not JSON')
  }
}
