import { randomUUID } from 'node:crypto'
import { parentPort } from 'node:worker_threads'

/** Events and results cross as JSON, as they do on AWS: a string is copied quicker than what it describes. */
export type Invocation = {
  id: string
  event: string
  /** By the clock that all threads of a process share, in milliseconds. */
  endsAt: number
}
export type Answer = { id: string } & ({ result: string } | { error: string })

/** In milliseconds; nobody sets it, and it tells every thread of the process the same. */
export const sharedClock = () => Number(process.hrtime.bigint() / 1_000_000n)

type Handler = (event: unknown, context: unknown) => unknown

/**
 * Runs inside a function's worker thread, bundled with its handler: answers each invocation with what the handler
 * returned, passed through JSON as Lambda does, or with the error it threw.
 */
export function serve(handler: Handler) {
  const port = parentPort
  if (!port) throw new Error('local/sandbox runs in a worker thread only')
  const flush = writeTogether(process.stdout)
  port.on('message', async ({ id, event, endsAt }: Invocation) => {
    const answered = await answer(handler, id, event, endsAt)
    flush()
    port.postMessage(answered)
  })
}

/**
 * Each write of a worker is a message to the main thread; what is written in one turn of the event loop is one.
 *
 * @returns writes what still waits
 */
function writeTogether(stream: NodeJS.WriteStream) {
  const write = stream.write.bind(stream)
  let waiting = false
  const flush = () => {
    if (waiting) stream.uncork()
    waiting = false
  }
  stream.write = ((...line: Parameters<typeof write>) => {
    if (!waiting) {
      waiting = true
      stream.cork()
      setImmediate(flush)
    }
    return write(...line)
  }) as typeof write
  return flush
}

async function answer(handler: Handler, id: string, event: string, endsAt: number): Promise<Answer> {
  try {
    const result = await handler(JSON.parse(event), {
      awsRequestId: randomUUID(),
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      getRemainingTimeInMillis: () => Math.max(0, endsAt - sharedClock()),
    })
    return { id, result: JSON.stringify(result ?? null) }
  } catch (error) {
    return { id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}
