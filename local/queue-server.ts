import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Message, ReceiveMessageCommandOutput } from '@aws-sdk/client-sqs'
import { buildApp } from 'fauxqs'
import { accessDenied, authorizationOf, type Callers, refusalOf } from './aws/callers.ts'
import { queueStore } from './queue-store.ts'
import type { Sqs } from './sqs.ts'

type App = ReturnType<typeof buildApp>
type Store = Awaited<ReturnType<typeof queueStore>>
type Request = { method: string; headers: IncomingHttpHeaders }
type Reply = {
  code(status: number): Reply
  header(name: string, value: string): Reply
  send(body: object): Reply
}
type Received = Omit<ReceiveMessageCommandOutput, '$metadata'>

/**
 * Starts SQS (fauxqs) on a free port of 127.0.0.1, in this process and in memory. It answers nobody but `callers`, and
 * no other service or protocol that fauxqs has.
 *
 * @returns its URL; `sqs`, which reaches the same queues from within this process without the network
 */
export async function startQueues({ region, callers }: { region: string; callers: Callers }) {
  const store = await queueStore()
  const app = buildApp({ logger: false, defaultRegion: region, stores: store.stores })
  const port = () => (app.server.address() as AddressInfo).port

  // fauxqs puts sqs.<region>.localhost into queue URLs; many machines cannot resolve that name.
  const moved = (url: string, host: string) => url.replace(/^https?:\/\/[^/]+/, `http://${host}:${port()}`)
  const known = <T>(input: T): T =>
    hasUrl(input) ? { ...input, QueueUrl: moved(input.QueueUrl, `sqs.${region}.localhost`) } : input
  app.addHook('onRequest', async (request: Request, reply: Reply) => {
    const refusal = refusalOf(request.headers, port(), callers) ?? otherProtocol(request)
    if (refusal) return reply.code(403).header('connection', 'close').send(accessDenied(refusal))
  })
  app.addHook('preHandler', async (request: { body: unknown }) => {
    request.body = known(request.body)
  })
  app.addHook('preSerialization', async (_request: unknown, _reply: unknown, payload: unknown) => {
    const reachable = (url: string) => moved(url, '127.0.0.1')
    if (hasUrl(payload)) return { QueueUrl: reachable(payload.QueueUrl) }
    if (hasUrls(payload)) return { QueueUrls: payload.QueueUrls.map(reachable) }
    return payload
  })

  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url, sqs: sqsOf(app, store, known, callers), close: async () => void (await app.close()) }
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html */
function otherProtocol({ method, headers }: Request) {
  const target = String(headers['x-amz-target'])
  const isJson = method === 'POST' && headers['content-type'] === 'application/x-amz-json-1.0'
  return isJson && target.startsWith('AmazonSQS.') ? undefined : 'Nothing but SQS in JSON is served'
}

const hasUrl = (value: unknown): value is { QueueUrl: string } =>
  typeof value === 'object' && value !== null && 'QueueUrl' in value && typeof value.QueueUrl === 'string'

const hasUrls = (value: unknown): value is { QueueUrls: string[] } =>
  typeof value === 'object' && value !== null && 'QueueUrls' in value && Array.isArray(value.QueueUrls)

/** Messages skip the server: to go through HTTP's machinery twice costs more than everything else about them. */
function sqsOf(app: App, store: Store, known: <T>(input: T) => T, callers: Callers): Sqs {
  async function call<T>(act: (input: object) => Promise<unknown>, input: object): Promise<T> {
    try {
      return (await act(known(input))) as T
    } catch (error) {
      throw withName(error)
    }
  }
  async function urlOf(input: object) {
    const { host } = new URL(app.listeningOrigin)
    const headers = {
      host,
      authorization: authorizationOf(callers),
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.GetQueueUrl',
    }
    const payload = JSON.stringify(input)
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/', headers, payload })
    const answer = JSON.parse(body)
    if (statusCode === 200) return answer
    throw Object.assign(new Error(answer.message), { name: codeOf(answer.__type) })
  }

  return {
    urlOf,
    send: (input) => call(store.send, input),
    receive: (input, signal) => unlessAborted(call<Received>(store.receive, input).then(withBytes), signal),
    remove: (input) => call(store.remove, input),
    close: () => {},
  }
}

const codeOf = (type: unknown) => String(type).replace(/^.*#/, '')

/** An error of fauxqs knows how it goes over the network. */
function withName(error: unknown) {
  if (!(error instanceof Error && 'toJSON' in error && typeof error.toJSON === 'function')) return error
  return Object.assign(new Error(error.message), { name: codeOf(error.toJSON().__type) })
}

/** Over the network the bytes of an attribute are base64, and so they are stored. */
function withBytes(answer: Received): Received {
  const { Messages } = answer
  return { ...answer, Messages: Messages?.map(withBytesOf) }
}

function withBytesOf(message: Message): Message {
  const { MessageAttributes = {} } = message
  const entries = Object.entries(MessageAttributes)
  if (!entries.some(([, { BinaryValue }]) => BinaryValue)) return message
  const read = entries.map(([name, attribute]) => [
    name,
    attribute.BinaryValue
      ? { ...attribute, BinaryValue: Buffer.from(String(attribute.BinaryValue), 'base64') }
      : attribute,
  ])
  return { ...message, MessageAttributes: Object.fromEntries(read) }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  signal.throwIfAborted()
  let stop = () => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
  })
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop))
}
