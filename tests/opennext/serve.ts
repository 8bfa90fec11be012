import { createServer } from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { serveAssets } from './assets.ts'
import { invoke, type StreamingHandler } from './function-url.ts'

// node serve.ts <what OpenNext wrote> <port>: the deployed site in a process of its own, because OpenNext keeps its
// state in globals and reads its files from the working folder.
const [output = '', port = ''] = process.argv.slice(2)
const folder = path.join(output, 'server-functions/default')
process.on('disconnect', () => process.exit(1))

// The one global of Lambda's runtime that a streaming handler calls.
Object.assign(globalThis, { awslambda: { streamifyResponse: (handler: unknown) => handler } })
process.chdir(folder)
const { handler }: { handler: StreamingHandler } = await import(
  pathToFileURL(path.join(folder, 'index.mjs')).href
)
const served = serveAssets(path.join(output, 'assets'))

createServer((request, response) => {
  if (served(request, response)) return
  invoke(handler, request, response).catch((error: Error) => {
    console.error(error)
    response.destroy(error)
  })
}).listen(Number(port), () => process.send?.('listening'))
