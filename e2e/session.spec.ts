import type { APIRequestContext } from '@playwright/test'
import { sealData } from 'iron-session'
import { expect, test } from './shop'

const days = 24 * 60 * 60

/** A write, the cookie that it sets, and whose it is. */
async function write(request: APIRequestContext, cookie?: string) {
  const response = await request.put('/api/basket', {
    data: { items: [{ productId: 'sea-salt', quantity: 1 }] },
    ...(cookie ? { headers: { cookie: `swoon_session=${cookie}` } } : {}),
  })
  const [, seal = '', maxAge] =
    /swoon_session=([^;]*);.*Max-Age=(\d+)/i.exec(response.headers()['set-cookie'] ?? '') ?? []
  return {
    seal: decodeURIComponent(seal),
    maxAge: Number(maxAge),
    userName: (await response.json()).userName,
  }
}

test('each write gives the same shopper thirty days from then', async ({ request }) => {
  const { userName, maxAge, seal } = await write(request)
  expect(maxAge).toBe(30 * days)
  expect(await write(request, seal)).toMatchObject({ userName, maxAge })
})

test('a session whose end was changed, that somebody else sealed or that is none, is another shopper', async ({
  request,
}) => {
  const { userName, seal } = await write(request)
  const ending = (at: number) => seal.replace(/\*\d{13}\*/, `*${at}*`)
  const foreign = await sealData({ userName }, { password: 'x'.repeat(32), ttl: 31 * days })
  for (const cookie of [
    ending(Date.now() - 120_000),
    ending(Date.now() + 60 * days * 1000),
    foreign,
    'nonsense',
    'Fe26.2*x',
  ])
    expect((await write(request, cookie)).userName).not.toBe(userName)
})
