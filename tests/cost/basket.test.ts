import { beforeAll, expect, test } from 'vitest'
import { addToBasket } from '../../lib/basket/change-basket'
import { rememberedChanges } from '../../lib/basket/change-id'
import { embeddedAws, stock } from '../embedded-aws'
import { newGuest } from '../purchases'
import { callsOf, meterClients } from './meter'

embeddedAws()
beforeAll(meterClients)

test('an add to a basket of five lines that remembers all it can is one write unit and one and a half read units', async () => {
  const shopper = newGuest()
  const products = await Promise.all(
    ['Ember Teapot', 'Everyday Jeans', 'Weekender Backpack', 'Chef Knife', 'Wall Mirror'].map((name) =>
      stock({ name, price: 79 }),
    ),
  )
  for (let change = 0; change <= rememberedChanges; change++) {
    const productId = products[change % products.length]?.id ?? ''
    await addToBasket(shopper, { productId, quantity: 1 }, `change-id-${change}`)
  }
  const wanted = { productId: products[0]?.id ?? '', quantity: 1 }
  expect(await callsOf(() => addToBasket(shopper, wanted))).toMatchObject([
    { command: 'GetItem', read: 1 },
    { command: 'BatchGetItem', read: 0.5 },
    { command: 'PutItem', written: 1 },
  ])
})
