import { formsAt, newVisitor, sendForm, signUp, submit } from './forms'
import { expect, test } from './shop'
import { basketOf, fillBasket, ordersOf } from './shopper'
import { confirmed, declined, order } from './tables'

test('nobody reads or does what is another shopper’s: by id, cookie, query, body or a form of theirs', async ({
  shop,
  playwright,
}) => {
  const visitor = () => newVisitor(playwright, shop)
  const [owner, member, guest, nobody] = [await visitor(), await visitor(), await visitor(), await visitor()]
  await fillBasket(owner, { 'sea-salt': 2 })
  await signUp(owner, 'owner@example.com', shop)
  await signUp(member, 'member@example.com', shop)
  await fillBasket(guest, { 'morning-cup': 1 })
  const { userName, checkoutId } = await basketOf(owner)
  const paid = await order(shop, userName, { facts: confirmed })
  const unpaid = await order(shop, userName, { facts: declined })
  const before = { orders: await ordersOf(owner), basket: await basketOf(owner) }
  expect(before.orders).toHaveLength(2)

  // Each is sent to the page that it was found on, which alone knows its action.
  const pages = ['/orders', `/orders/${paid.orderId}/cancel`, `/orders/${unpaid.orderId}/pay`, '/account']
  const found = await Promise.all(
    pages.map(async (path) => (await formsAt(owner, path)).map((form) => ({ path, ...form }))),
  )
  const forms = found
    .flat()
    .filter(({ fields }) => Object.keys(fields).some((name) => name.startsWith('$ACTION')))
  expect(forms.length).toBeGreaterThan(5)

  // A device is signed out by its own account alone.
  const device = await visitor()
  await submit(device, '/sign-in', /Sign in/, { email: 'owner@example.com', password: 'three blind mice' })
  const there = (await formsAt(owner, '/account')).find(({ fields }) => fields.sid)
  if (!there) throw new Error('the other device is not listed')
  await sendForm(member, '/account', there.fields)
  expect(await ordersOf(device)).toHaveLength(2)
  await sendForm(owner, '/account', there.fields)
  expect(await ordersOf(device)).toEqual([])

  for (const stranger of [member, guest, nobody]) {
    const own = await basketOf(stranger)
    expect(own.userName).not.toBe(userName)
    for (const { orderId } of [paid, unpaid]) {
      expect((await stranger.request.get(`/api/orders/${orderId}`)).status()).toBe(404)
      expect((await stranger.request.post(`/api/orders/${orderId}/cancel`)).status()).toBe(404)
      for (const page of ['', '/cancel', '/pay', '/receipt']) {
        const html = await (await stranger.request.get(`/orders/${orderId}${page}`)).text()
        expect(html, page).toContain('We could not find this order')
        expect(html, page).not.toContain(userName)
      }
    }
    for (const query of [`userName=${userName}`, `userName[]=${userName}`, `placed=${paid.orderId}`]) {
      expect(await (await stranger.request.get(`/api/basket?${query}`)).json()).toEqual(own)
      expect(await (await stranger.request.get(`/api/orders?${query}`)).json()).toEqual({ orders: [] })
      expect(await (await stranger.request.get(`/orders?${query}`)).text()).not.toContain('Field Camera')
    }
    for (const data of [{ checkoutId }, { checkoutId, userName }, { checkoutId: paid.orderId }]) {
      const answer = await stranger.request.post('/basket/checkout', { data })
      expect(answer.status()).toBe(404)
      expect(await answer.text()).not.toContain(userName)
    }
    for (const { path, fields } of forms)
      await sendForm(stranger, path, {
        ...fields,
        userName,
        current: 'three blind mice',
        password: 'x'.repeat(9),
      })
    await stranger.request.put('/api/basket', { data: { userName, items: [] } })
  }
  expect({ orders: await ordersOf(owner), basket: await basketOf(owner) }).toEqual(before)

  for (const one of [owner, member, guest, nobody, device]) await one.request.dispose()
})
