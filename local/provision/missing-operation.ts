/** A server that speaks AWS's API, but not all of it, was asked for what it does not have. */
export class MissingOperation extends Error {
  override name = 'MissingOperation'
}

type Answered = Error & { $metadata?: { httpStatusCode?: number }; $response?: { statusCode?: number } }
type Next = (args: { input: object }) => Promise<{ output: object; response: unknown }>
type Client = {
  middlewareStack: {
    add(
      middleware: (next: Next, context: { commandName?: string }) => Next,
      options: { step: 'initialize'; name: string },
    ): void
  }
}

/** Has a client of AWS's SDK throw MissingOperation where its server lacks an operation; it names the resource too. */
export function nameMissingOperations<C extends Client>(client: C): C {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        try {
          return await next(args)
        } catch (error) {
          const answer = error instanceof Error ? missing(error) : undefined
          if (!answer) throw error
          const operation = commandName.replace(/Command$/, '')
          throw new MissingOperation(
            `${operation}${resourceOf(args.input)} was answered with ${answer}: the server lacks ${operation}, which the shop needs`,
            { cause: error },
          )
        }
      },
    { step: 'initialize', name: 'nameMissingOperations' },
  )
  return client
}

/** AWS's own names for it, and those of servers that are not AWS's. */
const names = /^(UnknownOperation|InvalidAction|NotImplemented)(Exception)?$/
/** Statuses that say so where the answer has no name that an SDK could read. */
const statuses = [400, 404, 405, 501]

function missing({ name, $metadata, $response }: Answered) {
  const status = $metadata?.httpStatusCode ?? $response?.statusCode ?? 0
  if (names.test(name)) return name
  const isNameless = ['Unknown', 'UnknownError', 'SyntaxError'].includes(name)
  return status === 501 || (isNameless && statuses.includes(status))
    ? `status ${status} and no reason`
    : undefined
}

const resourceNames = ['TableName', 'QueueName', 'QueueUrl', 'EventBusName', 'Name'] as const

function resourceOf(input: object): string {
  const named = new Map(Object.entries(input))
  const found = resourceNames.map((name) => named.get(name)).find((value) => typeof value === 'string')
  const tables = [
    ...new Set(
      JSON.stringify(named.get('TransactItems') ?? named.get('Entries') ?? []).match(
        /(?<="(TableName|EventBusName)":")[^"]+/g,
      ),
    ),
  ]
  const resource = found ?? (tables.join(', ') || Object.keys(named.get('RequestItems') ?? {}).join(', '))
  return resource ? ` of ${resource}` : ''
}
