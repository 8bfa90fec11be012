import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './ports.ts'

const version = '1.2.1'

type Command = { file: string; args: string[] }

/** The binary of this platform's package, else npm's launcher for it. */
function commandFor(platform: NodeJS.Platform, arch: string): Command {
  const binary = platform === 'win32' ? 'dynoxide.exe' : 'dynoxide'
  try {
    const require = createRequire(import.meta.url)
    return { file: require.resolve(`@dynoxide/${platform}-${arch}/${binary}`), args: [] }
  } catch {
    return { file: platform === 'win32' ? 'npx.cmd' : 'npx', args: ['--yes', `dynoxide@${version}`] }
  }
}

/**
 * Runs the command and ends it when its standard input closes, which happens however this process ends:
 * the server itself does not look at its input.
 */
const untilInputCloses = `exec 3<&0; "$@" </dev/null & echo $!; child=$!
(cat <&3 >/dev/null; kill $child) 2>/dev/null >/dev/null & wait $child`

const supervised = ({ file, args }: Command): Command =>
  process.platform === 'win32'
    ? { file, args }
    : { file: '/bin/sh', args: ['-c', untilInputCloses, 'sh', file, ...args] }

/**
 * Starts DynamoDB (dynoxide) on a free port of 127.0.0.1.
 *
 * @param options.file where to keep the data; in memory without it
 * @param options.onExit called with one line when the server ends without being asked to
 * @throws Error of one line when there is no binary for this platform or it does not start
 */
export async function startDynamo(options: { file?: string; onExit?: (reason: string) => void } = {}) {
  const port = await freePort()
  const { file, args } = commandFor(process.platform, process.arch)
  const command = supervised({
    file,
    args: [...args, 'serve', '--port', String(port), ...(options.file ? ['--db-path', options.file] : [])],
  })
  const child = spawn(command.file, command.args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C is for this process, which ends the server last.
    detached: true,
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-2000)
  })
  const ended = Promise.race([once(child, 'exit'), once(child, 'error')]).then(() => {})
  let closing = false
  let exited = false
  void ended.then(() => {
    exited = true
    child.stdin.destroy()
  })

  const deadline = Date.now() + (args.length > 0 ? 120_000 : 10_000)
  while (!(await accepts(port))) {
    if (exited || Date.now() > deadline) {
      child.kill()
      throw new Error(
        `DynamoDB did not start on ${process.platform}-${process.arch}: ${lastLine(output)} (set AWS_ENDPOINT_URL_DYNAMODB to use another server)`,
      )
    }
    await wait(5)
  }
  void ended.then(() => {
    if (!closing) options.onExit?.(`DynamoDB (dynoxide) ended unexpectedly: ${lastLine(output)}`)
  })

  return {
    url: `http://127.0.0.1:${port}`,
    pid: Number.parseInt(output, 10) || child.pid,
    async close() {
      closing = true
      child.stdin.end()
      if (process.platform === 'win32') child.kill()
      await ended
    },
  }
}

const lastLine = (output: string) => output.trim().split('\n').at(-1) || 'it said nothing'

const accepts = (port: number) =>
  new Promise<boolean>((answer) => {
    const socket = connect(port, '127.0.0.1')
    const settle = (accepted: boolean) => {
      socket.destroy()
      answer(accepted)
    }
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
  })
