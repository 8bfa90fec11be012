/** An error whose message may be logged: it names fields, codes and ids, never a value that a shopper gave. */
export class LoggableError extends Error {
  override name = 'LoggableError'
}

/** Errors of AWS whose messages speak of our resources alone; others may quote the request. */
const loggableOfAws = new Set([
  'AccessDeniedException',
  'InternalServerError',
  'ProvisionedThroughputExceededException',
  'QueueDoesNotExist',
  'ResourceNotFoundException',
  'ThrottlingException',
  'TransactionConflictException',
])

/** What may be logged of an error; nothing that is absent from it. */
type ErrorReport = {
  name: string
  message?: string
  code?: string
  /** Of the answer of AWS. */
  status?: number
  requestId?: string
  stack?: string[]
  cause?: ErrorReport
}

const deepestCause = 3
const framesShown = 6
const word = /^[\w.$-]{1,80}$/
const frame = /^\s+at (?:async )?(?:new )?[\w.$<>#[\] ]*\(?(?:file:\/\/)?[\w./\\:@+-]+:\d+:\d+\)?$/

/** Says which error it was and where. Its message may quote a card or an item, so it is kept only where it cannot. */
export function reportOf(error: unknown, depth = 1): ErrorReport {
  if (!(error instanceof Error)) return { name: typeof error }
  const { code, $metadata = {} } = error as Error & { code?: unknown; $metadata?: Record<string, unknown> }
  const name = word.test(error.name) ? error.name : 'Error'
  const { httpStatusCode, requestId } = $metadata
  const isLoggable =
    error instanceof LoggableError || (httpStatusCode !== undefined && loggableOfAws.has(name))
  const stack = error.stack?.split('\n').filter((line) => frame.test(line)) ?? []
  return {
    name,
    ...(isLoggable && { message: error.message }),
    ...(typeof code === 'string' && word.test(code) && { code }),
    ...(typeof httpStatusCode === 'number' && { status: httpStatusCode }),
    ...(typeof requestId === 'string' && word.test(requestId) && { requestId }),
    ...(stack.length > 0 && { stack: stack.slice(0, framesShown).map((line) => line.trim()) }),
    ...(error.cause instanceof Error && depth < deepestCause && { cause: reportOf(error.cause, depth + 1) }),
  }
}
