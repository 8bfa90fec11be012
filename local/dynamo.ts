import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Callers } from './aws/callers.ts'
import { dynamoCommand, failureOf, tiedToInput } from './dynamo-command.ts'
import { startDynamoProxy } from './dynamo-proxy.ts'
import { freePort, hiddenHost } from './ports.ts'

/** npx may have to download first. */
const startTimeoutMs = { binary: 10_000, npx: 120_000 }

/**
 * Starts DynamoDB (dynoxide), and on a free port of 127.0.0.1 what lets `callers` reach it.
 *
 * @param options.file where to keep the data; in memory without it
 * @param options.onExit called with one line when the server ends without being asked to
 * @throws Error of one line when there is no binary for this platform or it does not start
 */
export async function startDynamo(options: {
  callers: Callers
  file?: string
  onExit?: (reason: string) => void
}) {
  const host = hiddenHost()
  const port = await freePort(host)
  const command = dynamoCommand(process.platform, process.arch)
  const database = options.file ? ['--db-path', options.file] : []
  const { file, args } = tiedToInput({
    file: command.file,
    args: [...command.args, 'serve', '--host', host, '--port', String(port), ...database],
  })
  // A group of its own: Ctrl-C is for this process, which ends the server last.
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
  let pid = child.pid
  let output = ''
  child.stdout.once('data', (line) => {
    pid = Number.parseInt(line, 10) || pid
  })
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-4000)
    })
  child.stdin.on('error', () => {})

  let state: 'running' | 'closing' | 'ended' = 'running'
  const ended = new Promise<void>((end) => child.once('error', end).once('exit', () => end())).then(() => {
    const unexpected = state === 'running'
    state = 'ended'
    child.stdin.destroy()
    return unexpected
  })

  const deadline = performance.now() + startTimeoutMs[command.viaNpx ? 'npx' : 'binary']
  while (!(await accepts(port, host))) {
    if (hasEnded() || performance.now() > deadline) {
      child.stdin.destroy()
      throw new Error(`${failureOf(command, output)}; AWS_ENDPOINT_URL_DYNAMODB can name another server`)
    }
    await wait(5)
  }
  void ended.then((unexpected) => {
    if (unexpected) options.onExit?.('DynamoDB (dynoxide) ended unexpectedly')
  })
  function hasEnded() {
    return state === 'ended'
  }

  const proxy = await startDynamoProxy({ host, port }, options.callers)
  return {
    url: proxy.url,
    pid,
    async close() {
      await proxy.close()
      if (!hasEnded()) state = 'closing'
      child.stdin.destroy()
      if (process.platform === 'win32') child.kill()
      await ended
    },
  }
}

const accepts = (port: number, host: string) =>
  new Promise<boolean>((answer) => {
    const socket = connect(port, host)
    const settle = (accepted: boolean) => {
      socket.destroy()
      answer(accepted)
    }
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
  })
