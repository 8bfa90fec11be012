import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { refusedUnits, unitsOf } from './capacity'

/** One request to AWS; `units` are read units for a read, write units for a write, none for other services. */
export type Call = { service: string; command: string; read: number; written: number }

const isRead = /^(Get|BatchGet|Query|Scan|TransactGet)/
type Client = DynamoDBClient

let recording: Call[] | undefined

/**
 * Records every request that any AWS client of this process sends, in the SDK's middleware: each attempt is one, also
 * where it failed. DynamoDB is asked for the units of each.
 */
export function meterClients() {
  const base: Client = Object.getPrototypeOf(DynamoDBClient.prototype)
  const send = base.send as (this: Client, ...given: unknown[]) => unknown
  const metered = new WeakSet<object>()
  base.send = function (this: Client, ...given: unknown[]) {
    // A document client shares the stack of the client that it wraps.
    if (!metered.has(this.middlewareStack)) addMeter(this)
    metered.add(this.middlewareStack)
    return send.apply(this, given)
  } as Client['send']
}

function addMeter({ middlewareStack, config }: Client) {
  const service = config.serviceId
  const tables = service === 'DynamoDB'
  middlewareStack.add(
    (next) => (args) => {
      if (tables) Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' })
      return next(args)
    },
    { step: 'initialize' },
  )
  middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const command = commandName.replace(/Command$/, '')
        const record = (units: number) => {
          const [read, written] = isRead.test(command) ? [units, 0] : [0, units]
          recording?.push({ service, command, read, written })
        }
        try {
          const result = await next(args)
          record(tables ? unitsOf(result.output) : 0)
          return result
        } catch (error) {
          record(tables ? refusedUnits(error) : 0)
          throw error
        }
      },
    // After the middleware that tries again, before the answer is read.
    { step: 'finalizeRequest', priority: 'low' },
  )
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
