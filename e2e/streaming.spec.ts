import { expect, test } from './shop'

test('a page is on its way before the tables have answered', async ({ shop }) => {
  const { body, status } = await fetch(shop.url)
  expect(status).toBe(200)
  const parts: string[] = []
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>)
    parts.push(new TextDecoder().decode(part))
  expect(parts[0]).toContain('<html')
  expect(parts[0]).not.toContain('Halo Headphones')
  expect(parts.join('')).toContain('Halo Headphones')
})
