import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from './shop'

test('a page is on its way before the tables have answered', async ({ shop }) => {
  // On a busy machine the whole page may be there before this process gets to read its beginning.
  await expect(async () => {
    const [response]: IncomingMessage[] = await once(get(shop.url, { agent: false }), 'response')
    if (!response) throw new Error('no response')
    const ended = once(response, 'end')
    let page = ''
    response.setEncoding('utf8').on('data', (part) => {
      page += part
    })
    await once(response, 'data')
    // What came in the same read has been taken in by now.
    await turn()
    const beginning = page
    await ended
    expect(beginning).toContain('<html')
    expect(beginning).not.toContain('Halo Headphones')
    expect(page).toContain('Halo Headphones')
  }).toPass({ timeout: 20_000 })
})
