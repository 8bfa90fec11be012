import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  generatedPositionFor,
  LEAST_UPPER_BOUND,
  originalPositionFor,
  TraceMap,
} from '@jridgewell/trace-mapping'
import WebSocket from 'ws'
import * as z from 'zod'

const Message = z.object({ method: z.string().optional(), params: z.unknown().optional() })
const Worker = z.object({ sessionId: z.string(), workerInfo: z.object({ url: z.string() }) })
const FromWorker = z.object({ sessionId: z.string(), message: z.string() })
const Script = z.object({ scriptId: z.string(), url: z.string(), sourceMapURL: z.string() })
const Frame = z.object({
  location: z.object({ scriptId: z.string(), lineNumber: z.int(), columnNumber: z.int() }),
})
const Paused = z.object({ callFrames: z.array(Frame).min(1) })

/**
 * A debugger as an editor attaches it, to the process at `url` and its worker threads, with one breakpoint at the line of
 * `source` that holds `text`: https://chromedevtools.github.io/devtools-protocol/
 *
 * @returns `paused`, with the source and line it first stopped at; `resume`, and `close`
 */
export async function breakAt(url: string, { source, text }: { source: string; text: string }) {
  const line =
    readFileSync(source, 'utf8')
      .split('\n')
      .findIndex((each) => each.includes(text)) + 1
  if (line === 0) throw new Error(`${source} has no ${text}`)
  const maps = new Map<string, TraceMap>()
  let stopped = (_: { source: string; line: number; worker: string }) => {}
  const paused = new Promise<{ source: string; line: number; worker: string }>((resolve) => {
    stopped = resolve
  })
  const socket = new WebSocket(url)
  await new Promise((opened, failed) => socket.once('open', opened).once('error', failed))
  let id = 0
  const send = (method: string, params = {}) => socket.send(JSON.stringify({ id: ++id, method, params }))
  const toWorker = (sessionId: string, method: string, params = {}) =>
    send('NodeWorker.sendMessageToWorker', {
      sessionId,
      message: JSON.stringify({ id: ++id, method, params }),
    })

  function mapOf(worker: string, { scriptId, url: script, sourceMapURL }: z.output<typeof Script>) {
    if (!script.endsWith('.mjs') || !sourceMapURL) return undefined
    const file = path.join(path.dirname(fileURLToPath(script)), sourceMapURL)
    const map = new TraceMap(readFileSync(file, 'utf8'), file)
    maps.set(`${worker} ${scriptId}`, map)
    return map
  }

  /** As the project names it: sources stand in a map as paths from the bundle. */
  const place = (given: string | null) => path.relative(process.cwd(), given ?? '')

  function onWorker(sessionId: string, method: string, params: unknown) {
    if (method === 'Debugger.scriptParsed') {
      const script = Script.parse(params)
      const map = mapOf(sessionId, script)
      const named = map?.resolvedSources.find((each) => place(each) === source)
      if (!map || !named) return
      const { line: lineNumber } = generatedPositionFor(map, {
        source: named,
        line,
        column: 0,
        bias: LEAST_UPPER_BOUND,
      })
      if (lineNumber)
        toWorker(sessionId, 'Debugger.setBreakpointByUrl', { url: script.url, lineNumber: lineNumber - 1 })
    } else if (method === 'Debugger.paused') {
      const [{ location }] = Paused.parse(params).callFrames as [z.output<typeof Frame>]
      const map = maps.get(`${sessionId} ${location.scriptId}`)
      const at =
        map && originalPositionFor(map, { line: location.lineNumber + 1, column: location.columnNumber })
      // A worker that waited for the debugger stops once at the beginning of its bundle, which is nobody's source.
      if (!at?.source) toWorker(sessionId, 'Debugger.resume')
      else stopped({ source: place(at.source), line: at.line, worker: sessionId })
    }
  }

  socket.on('message', (data) => {
    const { method, params } = Message.parse(JSON.parse(String(data)))
    if (method === 'NodeWorker.attachedToWorker') {
      const { sessionId, workerInfo } = Worker.parse(params)
      // Node's own, which runs loaders.
      if (workerInfo.url.startsWith('node:')) return
      toWorker(sessionId, 'Debugger.enable')
      toWorker(sessionId, 'Runtime.runIfWaitingForDebugger')
    } else if (method === 'NodeWorker.receivedMessageFromWorker') {
      const { sessionId, message } = FromWorker.parse(params)
      const said = Message.parse(JSON.parse(message))
      if (said.method) onWorker(sessionId, said.method, said.params)
    }
  })
  send('NodeWorker.enable', { waitForDebuggerOnStart: true })
  return {
    line,
    paused,
    /** Lets it go on, and stop no more. */
    resume: (worker: string) => toWorker(worker, 'Debugger.disable'),
    close: () => socket.close(),
  }
}
