import { spawn } from 'node:child_process'
import { Agent, type RequestListener, request } from 'node:http'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type Callers, serveCallers } from './aws/callers.ts'
import { freePort, hiddenHost } from './ports.ts'

const { platform } = process
const startTimeoutMs = 10_000

/**
 * The program of this platform's package of dynoxide.
 * @throws Error of one line, with the ways on, where there is none
 */
export function dynamoProgram(platform: string, arch: string) {
  try {
    const { resolve } = createRequire(import.meta.url)
    return resolve(`@dynoxide/${platform}-${arch}/dynoxide${platform === 'win32' ? '.exe' : ''}`)
  } catch {
    throw new Error(
      `no embedded DynamoDB for ${platform}-${arch}: install @dynoxide/${platform}-${arch} where npm has it, or name a server with TransactWriteItems in AWS_ENDPOINT_URL_DYNAMODB, such as MiniStack or moto (docs/other-aws.md)`,
    )
  }
}

/**
 * Prints the pid of the command, and ends the command and all it started when standard input closes. That happens
 * however this process ends; the server itself does not look at its input. The second wait is for after the signal.
 */
const untilInputCloses = `exec 3<&0; trap : TERM; "$@" </dev/null & echo $!; child=$!
(cat <&3; kill 0) >/dev/null 2>&1 & wait $child; wait $child`

type Options = { callers: Callers; file?: string; onExit?: (reason: string) => void }

/**
 * Starts DynamoDB (dynoxide), and on a free port of 127.0.0.1 what lets `callers` reach it. Its data is in `file`, or
 * in memory. `onExit` is called with one line when it ends without being asked to.
 * @throws Error of one line when there is no binary for this platform or it does not start
 */
export async function startDynamo(options: Options) {
  const host = hiddenHost()
  const port = await freePort(host)
  const file = dynamoProgram(platform, process.arch)
  const database = options.file ? ['--db-path', options.file] : []
  const command = [file, 'serve', '--host', host, '--port', String(port), ...database]
  const [program = '', ...given] =
    platform === 'win32' ? command : ['/bin/sh', '-c', untilInputCloses, 'sh', ...command]
  // A group of its own: Ctrl-C is for this process, which ends the server last.
  const child = spawn(program, given, { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
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

  let isRunning = false
  let hasEnded = false
  const ended = new Promise<void>((end) => child.once('error', end).once('exit', () => end())).then(() => {
    if (isRunning) options.onExit?.('DynamoDB (dynoxide) ended unexpectedly')
    hasEnded = true
    child.stdin.destroy()
  })

  const deadline = performance.now() + startTimeoutMs
  while (!(await accepts(port, host))) {
    if (hasEnded || performance.now() > deadline) {
      child.stdin.destroy()
      throw new Error(`${failure(output)}; AWS_ENDPOINT_URL_DYNAMODB can name another server`)
    }
    await wait(5)
  }
  isRunning = true
  // dynoxide asks nobody who they are: what stands before it does.
  const proxy = await serveCallers(options.callers, passTo({ host, port }))
  return {
    url: proxy.url,
    pid,
    async close() {
      await proxy.close()
      isRunning = false
      child.stdin.destroy()
      if (platform === 'win32') child.kill()
      await ended
    },
  }
}

/** Passes requests on to a server, as ones for it. */
export function passTo(server: { host: string; port: number }): RequestListener {
  const agent = new Agent({ keepAlive: true })
  return (incoming, outgoing) => {
    const { method, url: path } = incoming
    const headers = { ...incoming.headers, host: `${server.host}:${server.port}` }
    const passed = request({ ...server, agent, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.once('error', () => outgoing.destroy())
    incoming.pipe(passed)
  }
}

/** One line for why the command did not start. */
function failure(output: string) {
  const lines = output.trim().split('\n')
  const said = lines.find((line) => /error/i.test(line)) || lines.at(-1) || 'it said nothing'
  return `DynamoDB (dynoxide) did not run: ${said}`
}

const accepts = (port: number, host: string) =>
  new Promise<boolean>((answer) => {
    const socket = connect(port, host, () => answer(true))
    socket.once('error', () => answer(false)).once('connect', () => socket.destroy())
  })
