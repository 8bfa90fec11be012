import type { Page } from '@playwright/test'
import { atMyOrders, openCheckout, overflowOf, placeOrder, untilScriptsRest } from './on-page'
import { expect, sizes, test } from './shop'
import { basketOf, contact, fillBasket, fillContact, ordersOf } from './shopper'
import { changeProduct } from './tables'

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })
const country = (page: Page) => page.getByRole('combobox', { name: 'Country or region' })
const alert = (page: Page, hasText: string | RegExp) => page.getByRole('alert').filter({ hasText })

/** What the summary says, without what it would say of the other delivery. */
const summary = (page: Page) => page.getByRole('status', { name: 'What it comes to' })
const comesTo = (page: Page, delivery: string, total: string) =>
  expect
    .poll(async () => (await summary(page).innerText()).replace(/\s+/g, ' '))
    .toMatch(
      new RegExp(`^Subtotal .*${delivery}.* Total ${total.replace(/[$.]/g, '\\$&')} .*USD.*tax included`),
    )

const tokens = {
  'E-mail': 'email',
  'Phone (optional)': 'tel',
  Name: 'name',
  'Country or region': 'country',
  'Street and number': 'address-line1',
  'Flat, building or company (optional)': 'address-line2',
  Postcode: 'postal-code',
  'Town or city': 'address-level2',
  'State, province or region': 'address-level1',
}

for (const [size, use] of sizes)
  test.describe(size, () => {
    test.use(use)

    test('an express order is placed, told in full on its page, and remembered', async ({ page }) => {
      await fillBasket(page, { 'ember-teapot': 2 })
      const { totalPrice } = await basketOf(page)
      const [goods, withExpress] = [totalPrice, totalPrice + 12].map((amount) => `$${amount.toFixed(2)}`)
      await page.goto('/checkout')
      await untilScriptsRest(placeOrder(page))
      for (const [label, token] of Object.entries(tokens))
        await expect(field(page, label)).toHaveAttribute('autocomplete', token)
      await comesTo(page, 'Standard delivery Free', goods ?? '')
      await expect(page.getByRole('main').getByText('This is a demonstration shop')).toBeVisible()
      await fillContact(page)
      await field(page, 'Phone (optional)').fill('(020) 7946-0958')
      await page.getByRole('radio', { name: /^Express delivery/ }).check()
      await page.getByRole('radio', { name: 'Bank transfer' }).check()
      await comesTo(page, 'Express delivery \\$12.00', withExpress ?? '')
      expect(await overflowOf(page)).toBeLessThanOrEqual(0)
      await placeOrder(page).click()
      await atMyOrders(page)

      const [order] = await ordersOf(page)
      expect(order).toMatchObject({
        totalPrice: totalPrice + 12,
        delivery: { option: 'express', price: 12 },
        paymentMethod: 'bank_transfer',
        contact: { name: contact.Name, email: contact['E-mail'], phone: '+44 20 7946 0958', country: 'GB' },
      })
      await page.goto(`/orders/${order?.orderId}`)
      const told = page.getByRole('region', { name: 'Delivery and payment' })
      for (const text of ['Ada Lovelace', 'London', 'SW1Y 4LB', 'United Kingdom', 'ada@example.com'])
        await expect(told).toContainText(text)
      await expect(told).toContainText('Express delivery')
      await expect(told).toContainText('Bank transfer')
      await expect(page.getByRole('main')).toContainText(withExpress ?? '')

      await fillBasket(page, { 'sea-salt': 1 })
      await page.goto('/checkout')
      for (const [label, text] of Object.entries(contact)) await expect(field(page, label)).toHaveValue(text)
      await expect(country(page)).toHaveValue('GB')
      await expect(page.getByRole('radio', { name: /^Express delivery/ })).toBeChecked()
      await expect(page.getByRole('radio', { name: 'Bank transfer' })).toBeChecked()
    })

    test('an address has the fields of its country, and what is wrong is said beside its field', async ({
      page,
    }) => {
      await fillBasket(page, { 'sea-salt': 1 })
      await page.goto('/checkout')
      await untilScriptsRest(placeOrder(page))
      await placeOrder(page).click()
      await expect(field(page, 'E-mail')).toBeFocused()
      await expect(field(page, 'E-mail')).toHaveAccessibleDescription('Enter an e-mail address.')
      await expect(country(page)).toHaveAccessibleDescription('Choose a country.')
      await expect(alert(page, 'look at what is marked')).toBeVisible()

      await field(page, 'Postcode').fill('00000')
      await country(page).selectOption('AE')
      await expect(field(page, 'Postcode')).toBeHidden()
      await country(page).selectOption('DE')
      await expect(field(page, 'Postcode')).toBeVisible()
      await expect(field(page, 'State, province or region')).toBeHidden()
      await country(page).selectOption('US')
      await expect(field(page, 'State, province or region')).toBeVisible()
      await fillContact(page, { ...contact, country: 'US', Postcode: 'SW1Y 4LB' })
      await placeOrder(page).click()
      await expect(field(page, 'Postcode')).toBeFocused()
      await expect(field(page, 'Postcode')).toHaveAccessibleDescription('Write it like 90210.')
      await expect(field(page, 'State, province or region')).toHaveAccessibleDescription(/Enter a state/)
      await expect(field(page, 'E-mail')).toHaveValue(contact['E-mail'])
      await expect(field(page, 'E-mail')).toHaveAttribute('aria-invalid', 'false')

      await country(page).selectOption('HK')
      await field(page, 'Name').fill('陳')
      await field(page, 'Town or city').fill('')
      await placeOrder(page).click()
      await atMyOrders(page)
      expect(await ordersOf(page)).toMatchObject([{ contact: { name: '陳', country: 'HK' } }])
    })
  })

test('what has changed meanwhile is refused, keeps what was typed, and is accepted in the cart', async ({
  page,
  shop,
}) => {
  await fillBasket(page, { 'sky-kite': 1 })
  await openCheckout(page)
  await page.getByRole('radio', { name: 'PayPal' }).check()
  await changeProduct(shop, 'sky-kite', { price: 77 })
  await placeOrder(page).click()
  await expect(alert(page, 'The total is now $77.00')).toBeFocused()
  await expect(placeOrder(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(field(page, 'Name')).toHaveValue(contact.Name)
  await expect(page.getByRole('radio', { name: 'PayPal' })).toBeChecked()
  expect(await ordersOf(page)).toEqual([])
  await page.getByRole('link', { name: 'See what has changed' }).click()
  await page.getByRole('button', { name: 'Accept changes' }).click()
  await page.getByRole('link', { name: 'Check out' }).click()
  await expect(field(page, 'Name')).toHaveValue(contact.Name)
  await placeOrder(page).click()
  await atMyOrders(page)
  expect(await ordersOf(page)).toMatchObject([{ totalPrice: 77, paymentMethod: 'paypal' }])
})

test.describe('before the script files have arrived', () => {
  test.use({ scriptFiles: false })

  test('a refused form comes back as it was typed, with its faults, and is placed once they are mended', async ({
    page,
    context,
  }) => {
    await fillBasket(page, { 'sea-salt': 1 })
    const { totalPrice } = await basketOf(page)
    await page.goto('/checkout')
    await fillContact(page, { ...contact, Postcode: '12' })
    await page.getByRole('radio', { name: /^Express delivery/ }).check()
    await comesTo(page, 'Express delivery \\$12.00', `$${(totalPrice + 12).toFixed(2)}`)
    await placeOrder(page).click()
    await expect(field(page, 'Postcode')).toHaveAccessibleDescription('Write it like M1 1AE.')
    await expect(field(page, 'Postcode')).toBeFocused()
    await expect(field(page, 'Postcode')).toHaveValue('12')
    await expect(field(page, 'Name')).toHaveValue(contact.Name)
    await expect(country(page)).toHaveValue('GB')
    await expect(page.getByRole('radio', { name: /^Express delivery/ })).toBeChecked()
    const kept = (await context.cookies(`${new URL(page.url()).origin}/checkout`)).find(
      ({ name }) => name === 'swoon_draft',
    )
    expect(kept).toMatchObject({ httpOnly: true, path: '/checkout', sameSite: 'Lax' })
    expect(decodeURIComponent(kept?.value ?? '')).not.toMatch(/Ada|Lovelace|example/)

    await field(page, 'Postcode').fill('SW1Y 4LB')
    await placeOrder(page).click()
    await atMyOrders(page)
    expect(await ordersOf(page)).toMatchObject([{ totalPrice: totalPrice + 12, delivery: { price: 12 } }])
    expect(await context.cookies(`${new URL(page.url()).origin}/checkout`)).not.toContainEqual(
      expect.objectContaining({ name: 'swoon_draft' }),
    )
  })
})

test('the API names the fields of a contact that is wrong, and takes an order without one', async ({
  page,
}) => {
  await fillBasket(page, { 'sea-salt': 1 })
  const wrong = { name: '', email: 'ada', country: 'US', address: ['1 Main St'], city: 'Springfield' }
  const refused = await page.request.post('/basket/checkout', {
    data: { delivery: 'rocket', contact: wrong },
  })
  expect(refused.status()).toBe(422)
  const { error } = await refused.json()
  expect(error.code).toBe('invalid')
  for (const name of ['delivery', 'contact.name', 'contact.email', 'contact.region', 'contact.postcode'])
    expect(error.message).toContain(`${name}:`)
  const data = { delivery: 'express', expectedTotal: (await basketOf(page)).totalPrice }
  const changed = await page.request.post('/basket/checkout', { data })
  expect(changed.status()).toBe(409)
  const { totalPrice } = (await changed.json()).error
  expect(totalPrice).toBe(data.expectedTotal + 12)
  const placed = await page.request.post('/basket/checkout', { data: { ...data, expectedTotal: totalPrice } })
  expect(await placed.json()).toMatchObject({ totalPrice })
})
