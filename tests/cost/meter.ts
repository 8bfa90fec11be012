import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { httpHandler } from '../../lib/aws/client-config'
import { isRefused, refusedUnits, unitsOf } from './capacity'

/** One request to AWS, with DynamoDB's read units of a read and write units of a write. */
export type Call = { command: string; read: number; written: number }

const isRead = /^(Get|BatchGet|Query|Scan|TransactGet)/

let recording: Call[] | undefined

/**
 * Records every request that any AWS client of lib/ sends, where all of them pass: each attempt is one, also where it
 * failed. DynamoDB is asked for the units of each. (A body that is changed does not fit its signature any more, which
 * the local DynamoDB does not look at.)
 */
export function meterClients() {
  const handle = httpHandler.handle.bind(httpHandler)
  httpHandler.handle = async (request, options) => {
    const [service = '', command = ''] = (request.headers['x-amz-target'] ?? '').split('.')
    const tables = service.startsWith('DynamoDB_')
    let units = 0
    try {
      const answer = await handle(tables ? askingForUnits(request) : request, options)
      if (tables) units = await unitsIn(answer.response)
      return answer
    } finally {
      const [read, written] = isRead.test(command) ? [units, 0] : [0, units]
      recording?.push({ command, read, written })
    }
  }
}

type HttpRequest = Parameters<typeof httpHandler.handle>[0]

function askingForUnits(request: HttpRequest): HttpRequest {
  const body = JSON.stringify({
    ...JSON.parse(Buffer.from(request.body).toString()),
    ReturnConsumedCapacity: 'INDEXES',
  })
  request.headers['content-length'] = String(Buffer.byteLength(body))
  return Object.assign(request, { body })
}

async function unitsIn(response: { body?: unknown }) {
  const body = await text(response.body as Readable)
  response.body = Readable.from([Buffer.from(body)])
  const answer: unknown = JSON.parse(body)
  return isRefused(answer) ? refusedUnits(answer) : unitsOf(answer)
}

/** Every request made while `work` ran: of one piece of work at a time. */
export async function callsOf(work: () => Promise<unknown>): Promise<Call[]> {
  const calls: Call[] = []
  recording = calls
  try {
    await work()
    return calls
  } finally {
    recording = undefined
  }
}
