import { createReadStream, readdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream'

const types: Record<string, string> = {
  '.css': 'text/css',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
}

/** Serves the files that the deployment puts into the bucket; what is none of them is for the function. */
export function serveAssets(folder: string) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.path, entry.name))
      .map((file) => [`/${path.relative(folder, file)}`, file]),
  )
  return ({ url = '/' }: IncomingMessage, response: ServerResponse) => {
    const file = files.get(new URL(url, 'http://localhost').pathname)
    if (!file) return false
    response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream')
    pipeline(createReadStream(file), response, () => undefined)
    return true
  }
}
