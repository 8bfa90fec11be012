import type { Page } from '@playwright/test'
import { expect, fillBasket, sizes, test, untilHydrated } from './shop'
import { changeProduct } from './tables'

const quantityOf = (page: Page, name: string) => page.getByRole('textbox', { name: `Quantity of ${name}` })
type Line = { productId: string; quantity: number }
const basketOf = async (page: Page) => (await page.request.get('/api/basket')).json()

/** The page runs: what is clicked now is answered by it and not by the server. */
async function openCart(page: Page) {
  await page.goto('/cart')
  await untilHydrated(page.getByRole('button', { name: 'Place order' }))
  await untilHydrated(page.getByRole('link', { name: /^Cart, / }))
}

test('ten quick clicks are sent at once, end at the right quantity and survive a reload', async ({
  page,
}) => {
  await fillBasket(page, { productId: 'signal-torch', quantity: 1 })
  await openCart(page)
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let sent = 0
  await page.route('**/cart/change', async (route) => {
    sent++
    await held
    await route.continue()
  })
  const more = page.getByRole('button', { name: 'One more Signal Torch' })
  for (let click = 0; click < 10; click++) await more.click()

  await expect(quantityOf(page, 'Signal Torch')).toHaveValue('11')
  await expect(page.getByRole('status', { name: 'Total' })).toHaveText('$379.50')
  await expect(page.getByRole('button', { name: 'Place order' })).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('Updating your cart…')).toBeVisible()
  await expect.poll(() => sent).toBe(10)
  release()
  await expect(page.getByText('Updating your cart…')).toBeHidden()
  await expect(quantityOf(page, 'Signal Torch')).toHaveValue('11')
  await page.reload()
  await expect(quantityOf(page, 'Signal Torch')).toHaveValue('11')
})

for (const [size, use] of sizes) {
  test.describe(size, () => {
    test.use(use)

    test('a removed line waits beside its place to be put back as it was', async ({ page }) => {
      await fillBasket(
        page,
        { productId: 'morning-cup', quantity: 1 },
        { productId: 'copper-pan', quantity: 3 },
        { productId: 'sea-salt', quantity: 2 },
      )
      await page.clock.install()
      await openCart(page)
      await page.getByRole('button', { name: 'Remove Copper Pan' }).click()
      const undo = page.getByRole('button', { name: 'Undo removing Copper Pan' })
      await expect(undo).toBeFocused()
      await expect(quantityOf(page, 'Copper Pan')).toBeHidden()
      await expect(page.getByRole('status').filter({ hasText: 'Removed' })).toBeAttached()

      await page.clock.fastForward('30:00')
      await expect(undo).toBeVisible()
      await page.reload()
      await expect(undo).toBeVisible()
      await undo.click()
      await expect(quantityOf(page, 'Copper Pan')).toHaveValue('3')
      await expect(page.getByRole('link', { name: 'Copper Pan' })).toBeFocused()
      await expect
        .poll(async () => (await basketOf(page)).items.map(({ productId }: Line) => productId))
        .toEqual(['morning-cup', 'copper-pan', 'sea-salt'])
    })
  })
}

test('a page that is left at once has sent what was clicked on it', async ({ page }) => {
  await fillBasket(
    page,
    { productId: 'copper-pan', quantity: 5 },
    { productId: 'morning-cup', quantity: 1 },
    { productId: 'sea-salt', quantity: 1 },
  )
  await openCart(page)
  for (let click = 0; click < 3; click++)
    await page.getByRole('button', { name: 'One fewer Copper Pan' }).click()
  await page.getByRole('button', { name: 'One more Morning Cup' }).click()
  await page.getByRole('button', { name: 'Remove Sea Salt' }).click()
  await page.goto('/orders')
  await expect
    .poll(async () =>
      (await basketOf(page)).items.map(({ productId, quantity }: Line) => [productId, quantity]),
    )
    .toEqual([
      ['copper-pan', 2],
      ['morning-cup', 2],
    ])
})

test('who removes the last line, undoes it, removes it and dismisses the offer is never lost', async ({
  page,
}) => {
  await fillBasket(page, { productId: 'copper-pan', quantity: 3 })
  await openCart(page)
  await page.getByRole('button', { name: 'Remove Copper Pan' }).click()
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(quantityOf(page, 'Copper Pan')).toHaveValue('3')
  await page.getByRole('button', { name: 'Remove Copper Pan' }).click()
  await page.getByRole('button', { name: 'Dismiss and leave Copper Pan removed' }).click()
  await expect(page.getByRole('button', { name: /Undo/ })).toBeHidden()
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true)
  await expect(page.getByRole('main').locator('[aria-busy]')).toHaveAttribute('aria-busy', 'false')
  await page.reload()
  await expect(page.getByRole('button', { name: /Undo/ })).toBeHidden()
})

test('a price that has changed since is shown and must be accepted, by the page and by the server', async ({
  page,
  shop,
}) => {
  await fillBasket(page, { productId: 'gouache-set', quantity: 2 })
  const { checkoutId, totalPrice } = await basketOf(page)
  await changeProduct(shop, 'gouache-set', { price: 45 })
  await openCart(page)
  const was = `$${(totalPrice / 2).toFixed(2)}`
  await expect(page.getByText(`was ${was} when you added it`)).toBeVisible()
  await expect(page.getByRole('form', { name: 'Changed since you added it' })).toContainText(
    `was ${was}, is now $45.00`,
  )
  await expect(page.getByRole('status', { name: 'Total' })).toHaveText('$90.00')
  const place = page.getByRole('button', { name: 'Place order' })
  await expect(place).toHaveAttribute('aria-disabled', 'true')
  await expect(place).toHaveAccessibleDescription(/Accept the changes/)
  await place.click({ force: true })

  await page.getByRole('button', { name: 'One more Gouache Set' }).click()
  await expect(page.getByRole('status', { name: 'Total' })).toHaveText('$135.00')
  await expect(page.getByText(`was ${was} when you added it`)).toBeVisible()
  await expect.poll(async () => (await basketOf(page)).items[0].quantity).toBe(3)
  const refused = await page.request.post('/basket/checkout', {
    data: { checkoutId, expectedTotal: (totalPrice / 2) * 3 },
  })
  expect(await refused.json()).toMatchObject({ error: { code: 'total_changed', totalPrice: 135 } })

  await page.getByRole('button', { name: 'Accept changes' }).click()
  await expect(place).toBeFocused()
  await expect(page.getByText(/was \$/)).toHaveCount(0)
  await place.click()
  await expect(page.getByRole('article')).toContainText('$135.00')
})

test.describe('refused', () => {
  // What the shop answers to a click makes room for itself, however late it comes.
  test.use({ complaint: /^\/cart: layout shift/ })

  test('a total that changes while the cart is looked at is shown and not charged', async ({
    page,
    shop,
  }) => {
    await fillBasket(page, { productId: 'sky-kite', quantity: 1 })
    await openCart(page)
    await page.getByRole('radio', { name: 'Bank transfer' }).check()
    await changeProduct(shop, 'sky-kite', { price: 77 })
    await page.getByRole('button', { name: 'Place order' }).click()
    const refusal = page.getByRole('alert').filter({ hasText: 'The total is now $77.00' })
    await expect(refusal).toBeFocused()
    await expect(page.getByRole('status', { name: 'Total' })).toHaveText('$77.00')
    await expect(page.getByRole('radio', { name: 'Bank transfer' })).toBeChecked()
    expect((await (await page.request.get('/api/orders')).json()).orders).toEqual([])
    await page.getByRole('button', { name: 'Accept changes' }).click()
    await page.getByRole('button', { name: 'Place order' }).click()
    await expect(page.getByRole('article')).toContainText('$77.00')
  })
})

test('stock that has shrunk or gone is shown, and accepting takes what is left', async ({ page, shop }) => {
  await fillBasket(
    page,
    { productId: 'tailor-scissors', quantity: 5 },
    { productId: 'wall-mirror', quantity: 1 },
  )
  await changeProduct(shop, 'tailor-scissors', { stock: 2 })
  await changeProduct(shop, 'wall-mirror', { stock: 0 })
  await openCart(page)
  await expect(page.getByRole('form', { name: 'Changed since you added it' })).toContainText(
    'only 2 of 5 left',
  )
  await expect(page.getByRole('form', { name: 'Changed since you added it' })).toContainText(
    'Wall Mirror is sold out',
  )
  await page.getByRole('button', { name: 'Accept changes' }).click()
  await expect(quantityOf(page, 'Tailor Scissors')).toHaveValue('2')
  await expect(quantityOf(page, 'Wall Mirror')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Place order' })).toHaveAttribute('aria-disabled', 'false')
  await changeProduct(shop, 'tailor-scissors', { stock: 50 })
  await changeProduct(shop, 'wall-mirror', { stock: 50 })
})

test('what is typed stays beside the reason why it cannot be had', async ({ page, shop }) => {
  await changeProduct(shop, 'world-globe', { stock: 4 })
  await fillBasket(page, { productId: 'world-globe', quantity: 1 })
  await openCart(page)
  const field = quantityOf(page, 'World Globe')
  for (const [typed, reason] of [
    ['9', /Only 4/],
    ['0', /whole number from 1 to 99/],
    ['two', /whole number from 1 to 99/],
  ] as const) {
    await field.fill(typed)
    await field.press('Enter')
    await expect(field).toHaveAccessibleDescription(reason)
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveValue(typed)
  }
  await field.fill('3')
  await field.press('Enter')
  await expect(field).toHaveAttribute('aria-invalid', 'false')
  await expect.poll(async () => (await basketOf(page)).items[0].quantity).toBe(3)
})

test.describe('without a connection', () => {
  test.use({
    complaint: /failed: net::ERR_|console: Failed to (load resource|fetch)|console: .*Failed to fetch/,
  })

  test('a change that cannot be saved is taken back and said', async ({ page, context }) => {
    await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
    await openCart(page)
    await context.setOffline(true)
    await page.getByRole('button', { name: 'One more Morning Cup' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'could not be reached' })).toBeVisible()
    await expect(quantityOf(page, 'Morning Cup')).toHaveValue('1')
    await page.getByRole('button', { name: 'Place order' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'could not be reached' }).first()).toBeVisible()
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Place order' }).click()
    await expect(page.getByRole('article')).toContainText('Morning Cup')
  })
})

test('two tabs agree', async ({ page, context }) => {
  await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
  await openCart(page)
  const other = await context.newPage()
  await openCart(other)
  await other.getByRole('button', { name: 'One more Morning Cup' }).click()
  await expect(quantityOf(page, 'Morning Cup')).toHaveValue('2')
  await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible()

  await page.getByRole('button', { name: 'Remove Morning Cup' }).click()
  await expect(other.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await other.getByRole('button', { name: /Undo/ }).click()
  await expect(quantityOf(page, 'Morning Cup')).toHaveValue('2')
})
