import { createReadStream, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream'
import { pathToFileURL } from 'node:url'
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

const types: Record<string, string> = {
  '.css': 'text/css',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}
/** What SST says of files that Next names by their content, and of the others. */
const cached = { named: 'public,max-age=31536000,immutable', other: 'public,max-age=0,s-maxage=86400' }

/** Serves the files that the deployment puts into the bucket; what is none of them is for the function. */
function serveAsset({ url = '/' }: IncomingMessage, response: ServerResponse) {
  const { pathname } = new URL(url, 'http://localhost')
  const file = path.join(output, 'assets', pathname)
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false
  response.setHeader('cache-control', pathname.startsWith('/_next/') ? cached.named : cached.other)
  response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream')
  pipeline(createReadStream(file), response, () => undefined)
  return true
}

createServer((request, response) => {
  if (serveAsset(request, response)) return
  invoke(handler, request, response).catch((error: Error) => {
    console.error(error)
    response.destroy(error)
  })
}).listen(Number(port), () => process.send?.('listening'))
