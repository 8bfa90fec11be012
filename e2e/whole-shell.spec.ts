import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './shop'

const pauseMs = 500

/** The shop over a network that pauses amid the header of every page. */
async function pausing(shop: string) {
  const server = createServer(({ url, headers }, answer) => {
    get(shop + url, { headers: { ...headers, 'accept-encoding': 'identity' } }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers)
      let isPast = !from.headers['content-type']?.startsWith('text/html')
      from.on('data', (chunk: Buffer) => {
        const at = isPast ? -1 : chunk.indexOf('</header>')
        if (at < 0) return answer.write(chunk)
        isPast = true
        answer.write(chunk.subarray(0, at))
        from.pause()
        setTimeout(() => {
          answer.write(chunk.subarray(at))
          from.resume()
        }, pauseMs)
      })
      from.on('end', () => answer.end())
    })
  }).listen(0)
  const { port } = server.address() as AddressInfo
  return { url: `http://localhost:${port}`, close: () => server.close() }
}

test('nothing is painted before the shell of a page has come whole', async ({ page, shop }) => {
  const slow = await pausing(shop.url)
  for (const path of ['/', '/cart', '/orders', '/sign-in']) {
    await page.goto(slow.url + path)
    const painted = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    )
    expect(await painted.jsonValue(), path).toBeGreaterThan(pauseMs)
  }
  slow.close()
})
