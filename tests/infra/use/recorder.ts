import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Connection, services } from '../../../local/connection'
import { type Permission, permissionsFor } from './iam'

export type Recorder = Awaited<ReturnType<typeof startRecorder>>

/**
 * The same AWS behind addresses of one caller's own: every request is passed on, and what it needs to be allowed is
 * noted. Hand `connection` to that caller and to nobody else.
 *
 * @param busIsAway while it says so no event is taken, which the SDK does not try again
 */
export async function startRecorder(aws: Connection, { busIsAway }: { busIsAway: () => boolean }) {
  const used = new Map<string, Permission>()
  const faults = new Set<string>()

  function note(target: string, body: string) {
    try {
      for (const permission of permissionsFor(target, JSON.parse(body)))
        used.set(`${permission.action} ${permission.on}`, permission)
    } catch (error) {
      faults.add(error instanceof Error ? error.message : String(error))
    }
  }

  async function open(endpoint: string) {
    const server = createServer((request, response) => {
      pass(request, response).catch(() => response.destroy())
    })
    async function pass(request: IncomingMessage, response: ServerResponse) {
      const body = await text(request)
      const target = String(request.headers['x-amz-target'])
      note(target, body)
      if (target.endsWith('PutEvents') && busIsAway()) return refuse(response)
      const gone = new AbortController()
      response.once('close', () => gone.abort())
      const answer = await fetch(new URL(request.url ?? '/', endpoint), {
        method: request.method,
        headers: passedOn(Object.entries(request.headers)),
        body,
        signal: gone.signal,
      })
      const answered = await answer.text()
      response.writeHead(answer.status, passedOn(answer.headers))
      // A queue's URL is where its clients go.
      response.end(answered.replaceAll(new URL(endpoint).host, here()))
    }
    const here = () => `127.0.0.1:${(server.address() as AddressInfo).port}`
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    return {
      url: `http://${here()}`,
      close() {
        server.close()
        server.closeAllConnections()
      },
    }
  }

  const [dynamodb, sqs, eventbridge] = await Promise.all(
    services.map((service) => open(aws.endpoints[service])),
  )
  if (!dynamodb || !sqs || !eventbridge) throw new Error('a service has no address')
  const endpoints = { dynamodb: dynamodb.url, sqs: sqs.url, eventbridge: eventbridge.url }
  return {
    connection: { ...aws, endpoints } satisfies Connection,
    used,
    faults,
    close: () => [dynamodb, sqs, eventbridge].forEach((service) => void service.close()),
  }
}

const refuse = (response: ServerResponse) =>
  response
    .writeHead(400, { 'content-type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify({ __type: 'AccessDeniedException', message: 'The bus is away' }))

const passedOn = (headers: Iterable<[string, unknown]>) =>
  Object.fromEntries(
    [...headers].flatMap(([name, value]) =>
      /^(x-amz|content-type|authorization)/i.test(name) ? [[name, String(value)]] : [],
    ),
  )
