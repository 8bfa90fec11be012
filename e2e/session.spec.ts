import type { APIRequestContext } from '@playwright/test'
import { sealData } from 'iron-session'
import { expect, test } from './shop'
import { readEnv } from './tables'

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

/** As the site made it when the session had so many seconds to go. */
const sealOf = (shop: { data: string }, userName: string, ttl: number) =>
  sealData(
    { userName },
    { password: JSON.parse(readEnv(shop.data).SST_RESOURCE_SessionSecret ?? '').value, ttl },
  )

test('each write gives the session thirty days from then, by the same cookie for as long as that lasts', async ({
  request,
  shop,
}) => {
  const first = await write(request)
  expect(first.maxAge).toBe(30 * days)
  expect(await write(request, first.seal)).toEqual(first)

  const lastsThirtyDays = await sealOf(shop, first.userName, 30 * days + 60)
  expect(await write(request, lastsThirtyDays)).toEqual({ ...first, seal: lastsThirtyDays })
  const endsEarlier = await sealOf(shop, first.userName, 30 * days - 60)
  const renewed = await write(request, endsEarlier)
  expect(renewed).toEqual({ ...first, seal: renewed.seal })
  expect(renewed.seal).not.toBe(endsEarlier)
  expect(await write(request, renewed.seal)).toEqual(renewed)
})

test('a session whose end was changed, or that somebody else sealed, is another shopper', async ({
  request,
}) => {
  const { userName, seal } = await write(request)
  const ending = (at: number) => seal.replace(/\*\d{13}\*/, `*${at}*`)
  const foreign = await sealData({ userName }, { password: 'x'.repeat(32), ttl: 31 * days })
  for (const cookie of [ending(Date.now() - 120_000), ending(Date.now() + 60 * days * 1000), foreign])
    expect((await write(request, cookie)).userName).not.toBe(userName)
})
