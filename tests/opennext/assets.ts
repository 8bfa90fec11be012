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
  '.woff2': 'font/woff2',
}

/** What SST says of files that Next names by their content, and of the others. */
const cached = { named: 'public,max-age=31536000,immutable', other: 'public,max-age=0,s-maxage=86400' }

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
    const { pathname } = new URL(url, 'http://localhost')
    const file = files.get(pathname)
    if (!file) return false
    response.setHeader('cache-control', pathname.startsWith('/_next/') ? cached.named : cached.other)
    response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream')
    pipeline(createReadStream(file), response, () => undefined)
    return true
  }
}
