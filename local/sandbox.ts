import { randomUUID } from 'node:crypto'
import { parentPort } from 'node:worker_threads'

/** Events and results cross as JSON, as they do on AWS. */
export type Invocation = {
  id: string
  event: string
  /** By the clock that all threads of a process share, in milliseconds. */
  endsAt: number
}
/** Told once the handler is there. */
export const ready = 'ready'
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
  port.on('message', async (invocation: Invocation) => port.postMessage(await answer(handler, invocation)))
  port.postMessage(ready)
}

async function answer(handler: Handler, { id, event, endsAt }: Invocation): Promise<Answer> {
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
