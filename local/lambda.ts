import { randomUUID } from 'node:crypto'
import inspector from 'node:inspector'
import { createInterface } from 'node:readline'
import { Worker } from 'node:worker_threads'
import { type Answer, type Invocation, ready, sharedClock } from './sandbox.ts'

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

type Pending = { event: string; settle: (answer: Answer) => void; timer?: NodeJS.Timeout }
type Sandbox = { worker: Worker; isReady: boolean; pending: Map<string, Pending>; retired: boolean }

/** The time-out where a debugger can be attached. */
const debuggedMs = 24 * 60 * 60 * 1000

/**
 * One Lambda function in a worker thread of its own, started at its first invocation and again after a crash. Its
 * invocations run side by side. One that outlives its time-out, which begins once the function is there, fails; its
 * worker takes no further ones and is ended as soon as the others it holds have settled, each within its own time-out.
 */
export function createLambda({ name, file, env, timeoutMs, memoryMb, log }: LambdaOptions) {
  let current: Sandbox | undefined
  const ends = new Set<Promise<unknown>>()

  function start(): Sandbox {
    const worker = new Worker(file, {
      env: { ...env },
      // Not with this process's arguments: its loaders are for sources, and the bundle needs none.
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    const sandbox: Sandbox = { worker, isReady: false, pending: new Map(), retired: false }
    for (const input of [worker.stdout, worker.stderr]) createInterface({ input }).on('line', log)
    worker.on('message', (answer: Answer | typeof ready) => {
      if (answer !== ready) return settle(sandbox, answer)
      sandbox.isReady = true
      for (const [id, pending] of sandbox.pending) begin(sandbox, id, pending)
    })
    worker.on('error', ({ message }) => fail(sandbox, `${name} crashed: ${message}`))
    const end = new Promise((ended) => worker.once('exit', ended)).then((code) => {
      ends.delete(end)
      fail(sandbox, `${name} exited with code ${code}`)
    })
    ends.add(end)
    return sandbox
  }

  function begin(sandbox: Sandbox, id: string, pending: Pending) {
    // Whoever steps through a function takes longer than it may.
    const endsMs = inspector.url() ? debuggedMs : timeoutMs
    pending.timer = setTimeout(() => {
      retire(sandbox)
      settle(sandbox, { id, error: `${name} timed out after ${endsMs / 1000} seconds` })
    }, endsMs)
    const invocation: Invocation = { id, event: pending.event, endsAt: sharedClock() + endsMs }
    sandbox.worker.postMessage(invocation)
  }

  function settle({ pending, retired, worker }: Sandbox, answer: Answer) {
    const invocation = pending.get(answer.id)
    clearTimeout(invocation?.timer)
    pending.delete(answer.id)
    invocation?.settle(answer)
    if (retired && pending.size === 0) void worker.terminate()
  }

  function fail(sandbox: Sandbox, error: string) {
    retire(sandbox)
    for (const id of sandbox.pending.keys()) settle(sandbox, { id, error })
  }

  function retire(sandbox: Sandbox) {
    sandbox.retired = true
    if (current === sandbox) current = undefined
    if (sandbox.pending.size === 0) void sandbox.worker.terminate()
  }

  return {
    /**
     * @param event passed through JSON, as Lambda does
     * @throws Error when the handler threw, the function crashed or its time ran out
     */
    invoke: (event: unknown) =>
      new Promise<unknown>((resolve, reject) => {
        current ??= start()
        const settle = (answer: Answer) =>
          'error' in answer ? reject(new Error(answer.error)) : resolve(JSON.parse(answer.result))
        const [id, pending]: [string, Pending] = [
          randomUUID(),
          { event: JSON.stringify(event ?? null), settle },
        ]
        current.pending.set(id, pending)
        if (current.isReady) begin(current, id, pending)
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
