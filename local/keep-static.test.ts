import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, expect, test } from 'vitest'
import './keep-static.cjs'

let asked: string[] = []
const site = createServer(({ url = '', headers }, response) => {
  asked.push(url)
  if (url.endsWith('/missing.js')) return response.writeHead(404).end()
  const isPage = url.startsWith('/products/page')
  response.setHeader('Cache-Control', 'max-age=1')
  if (!isPage) response.setHeader('Last-Modified', 'Thu, 26 Nov 2026 00:00:00 GMT')
  if (headers['accept-encoding'] !== 'gzip') {
    response.write('one ')
    return response.end('two')
  }
  response.setHeader('Content-Encoding', 'gzip')
  response.end(gzipSync('zipped'))
}).listen(0, '127.0.0.1')
await once(site, 'listening')
afterAll(() => site.close())
beforeEach(() => {
  asked = []
})

async function ask(path: string, headers: Record<string, string> = {}) {
  const { port } = site.address() as AddressInfo
  const request = get({ port, host: '127.0.0.1', path, headers })
  const [response] = await once(request, 'response')
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

test('a file is made once for each encoding, and answered as it was', async () => {
  const path = '/_next/static/chunks/a.js'
  const plain = [await ask(path), await ask(path), await ask(path, { 'accept-encoding': 'br' })]
  expect(plain.map(({ body }) => body)).toEqual(['one two', 'one two', 'one two'])
  expect(plain[1]?.headers).toMatchObject({ 'cache-control': 'max-age=1', 'content-length': '7' })
  const zipped = [
    await ask(path, { 'accept-encoding': 'gzip' }),
    await ask(path, { 'accept-encoding': 'gzip' }),
  ]
  expect(zipped[1]?.body).toBe(zipped[0]?.body)
  expect(zipped[1]?.headers['content-encoding']).toBe('gzip')
  expect(asked).toEqual([path, path])
})

test.each([
  ['a page', '/orders', {}],
  ['a page with the name of a file', '/products/page.avif', {}],
  ['what is not there', '/_next/static/chunks/missing.js', {}],
  ['a name in disguise', '/_next/static/chunks/%61.js', {}],
  ['a file with a question', '/_next/static/chunks/b.js?v=1', {}],
  ['a file that may have changed', '/_next/static/chunks/c.js', { 'if-none-match': 'x' }],
  ['part of a file', '/_next/static/chunks/d.js', { range: 'bytes=0-1' }],
])('%s is asked for every time', async (_, path, headers) => {
  await ask(path, headers)
  await ask(path, headers)
  expect(asked).toEqual([path, path])
})
