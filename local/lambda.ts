import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { type Answer, type Invocation, sharedClock } from './sandbox.ts'

export type Lambda = ReturnType<typeof createLambda>

type LambdaOptions = {
  name: string
  /** The bundle, made by bundleFunctions. */
  file: string
  /** The whole environment of the function; it sees nothing of this process's. */
  env: Readonly<Record<string, string>>
  timeoutMs: number
  memoryMb: number
  /** Called with each line the function writes. */
  log: (line: string) => void
}

type Pending = { resolve: (result: unknown) => void; reject: (error: Error) => void; timer: NodeJS.Timeout }
type Sandbox = { worker: Worker; pending: Map<string, Pending>; retired: boolean }

/**
 * One Lambda function in a worker thread of its own, started at its first invocation and again after a crash.
 * An invocation that outlives its time-out fails; its worker takes no further ones and is ended as soon as the
 * others it holds have settled, each within its own time-out.
 */
export function createLambda({ name, file, env, timeoutMs, memoryMb, log }: LambdaOptions) {
  let current: Sandbox | undefined
  const ends = new Set<Promise<unknown>>()

  function start(): Sandbox {
    const worker = new Worker(file, {
      env: { ...env },
      // Not this process's: its loaders are for sources, and the bundle needs none.
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    const sandbox: Sandbox = { worker, pending: new Map(), retired: false }
    for (const stream of [worker.stdout, worker.stderr]) linesOf(stream, log)
    worker.on('message', (answer: Answer) => {
      if ('error' in answer) settle(sandbox, answer.id, ({ reject }) => reject(new Error(answer.error)))
      else settle(sandbox, answer.id, ({ resolve }) => resolve(JSON.parse(answer.result)))
    })
    worker.on('error', (error) => fail(sandbox, `${name} crashed: ${error.message}`))
    const end = new Promise((ended) => worker.once('exit', ended)).then((code) => {
      ends.delete(end)
      fail(sandbox, `${name} exited with code ${code}`)
    })
    ends.add(end)
    return sandbox
  }

  function settle(sandbox: Sandbox, id: string, how: (pending: Pending) => void) {
    const pending = sandbox.pending.get(id)
    if (!pending) return
    clearTimeout(pending.timer)
    sandbox.pending.delete(id)
    how(pending)
    if (sandbox.retired && sandbox.pending.size === 0) void sandbox.worker.terminate()
  }

  function fail(sandbox: Sandbox, reason: string) {
    retire(sandbox)
    for (const id of sandbox.pending.keys()) settle(sandbox, id, ({ reject }) => reject(new Error(reason)))
  }

  function retire(sandbox: Sandbox) {
    sandbox.retired = true
    if (current === sandbox) current = undefined
    if (sandbox.pending.size === 0) void sandbox.worker.terminate()
  }

  return {
    name,
    /**
     * @param event passed through JSON, as Lambda does
     * @throws Error when the handler threw, the function crashed or its time ran out
     */
    invoke: (event: unknown) =>
      new Promise<unknown>((resolve, reject) => {
        current ??= start()
        const sandbox = current
        const id = randomUUID()
        const timer = setTimeout(() => {
          retire(sandbox)
          settle(sandbox, id, () => reject(new Error(`${name} timed out after ${timeoutMs / 1000} seconds`)))
        }, timeoutMs)
        sandbox.pending.set(id, { resolve, reject, timer })
        sandbox.worker.postMessage({
          id,
          event: JSON.stringify(event ?? null),
          endsAt: sharedClock() + timeoutMs,
        } satisfies Invocation)
      }),
    /** Lets a changed bundle take over: running invocations finish in the old one. */
    reload() {
      if (current) retire(current)
    },
    /** Ends the function once its running invocations have settled. */
    async close() {
      if (current) retire(current)
      await Promise.all(ends)
    },
  }
}

function linesOf(stream: Readable, log: (line: string) => void) {
  createInterface({ input: stream }).on('line', log)
}
