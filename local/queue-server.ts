import type { AddressInfo } from 'node:net'
import type { ReceiveMessageCommandOutput } from '@aws-sdk/client-sqs'
import { buildApp } from 'fauxqs'
import type { Sqs } from './sqs.ts'

type App = ReturnType<typeof buildApp>
type Received = Omit<ReceiveMessageCommandOutput, '$metadata'>

/**
 * Starts SQS (fauxqs) on a free port of 127.0.0.1, in this process and in memory.
 *
 * @returns its URL; `sqs`, which reaches the same queues from within this process without the network
 */
export async function startQueues({ region }: { region: string }) {
  const app = buildApp({ logger: false, defaultRegion: region })
  const port = () => (app.server.address() as AddressInfo).port

  // fauxqs puts sqs.<region>.localhost into queue URLs; many machines cannot resolve that name.
  const moved = (url: string, host: string) => url.replace(/^https?:\/\/[^/]+/, `http://${host}:${port()}`)
  app.addHook('preHandler', async (request: { body: unknown }) => {
    const { body } = request
    if (hasUrl(body)) request.body = { ...body, QueueUrl: moved(body.QueueUrl, `sqs.${region}.localhost`) }
  })
  app.addHook('preSerialization', async (_request: unknown, _reply: unknown, payload: unknown) => {
    const reachable = (url: string) => moved(url, '127.0.0.1')
    if (hasUrl(payload)) return { QueueUrl: reachable(payload.QueueUrl) }
    if (hasUrls(payload)) return { QueueUrls: payload.QueueUrls.map(reachable) }
    return payload
  })

  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url, sqs: sqsOf(app), close: async () => void (await app.close()) }
}

const hasUrl = (value: unknown): value is { QueueUrl: string } =>
  typeof value === 'object' && value !== null && 'QueueUrl' in value && typeof value.QueueUrl === 'string'

const hasUrls = (value: unknown): value is { QueueUrls: string[] } =>
  typeof value === 'object' && value !== null && 'QueueUrls' in value && Array.isArray(value.QueueUrls)

function sqsOf(app: App): Sqs {
  async function call<T>(action: string, input: object): Promise<T> {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` }
    const payload = JSON.stringify(input)
    const { statusCode, body } = await app.inject({ method: 'POST', url: '/', headers, payload })
    const answer = JSON.parse(body)
    if (statusCode === 200) return answer
    const name = String(answer.__type).replace(/^.*#/, '')
    throw Object.assign(new Error(answer.message), { name })
  }

  return {
    urlOf: (input) => call('GetQueueUrl', input),
    send: (input) => call('SendMessageBatch', input),
    receive: (input, signal) =>
      unlessAborted(call<Received>('ReceiveMessage', input).then(withBytes), signal),
    remove: (input) => call('DeleteMessageBatch', input),
    close: () => {},
  }
}

/** In JSON the bytes of an attribute are base64. */
function withBytes(answer: Received) {
  for (const { MessageAttributes = {} } of answer.Messages ?? [])
    for (const attribute of Object.values(MessageAttributes))
      if (attribute.BinaryValue) attribute.BinaryValue = Buffer.from(String(attribute.BinaryValue), 'base64')
  return answer
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
