import type { Page } from '@playwright/test'
import {
  announcements,
  atMyOrders,
  button,
  checkOut,
  holdRequests,
  openCart,
  openCheckout,
  placeOrder,
  quantityOf,
  titled,
  untilScriptsRest,
} from './on-page'
import { expect, sizes, test } from './shop'
import { basketOf, fillBasket, fillContact } from './shopper'
import { changeProduct, removeProduct, storeProduct } from './tables'

type Line = { productId: string; quantity: number }
const linesOf = async (page: Page) =>
  (await basketOf(page)).items.map(({ productId, quantity }: Line) => `${quantity} ${productId}`)
const lineOf = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })
const dollars = (amount: number) => `$${amount.toFixed(2)}`
const total = (page: Page) => page.getByRole('status', { name: 'Total' })

test('ten quick clicks are sent at once, and all of them count', async ({ page }) => {
  await fillBasket(page, { 'signal-torch': 1 })
  await openCart(page)
  const held = await holdRequests(page, 'POST', '**/cart/change')
  for (let click = 0; click < 10; click++) await button(page, 'One more Signal Torch').click()

  await expect(quantityOf(page, 'Signal Torch')).toHaveValue('11')
  await expect(total(page)).toHaveText('$379.50')
  await expect(page.getByText('Updating your cart…')).toBeVisible()
  await expect.poll(() => held.asked).toBe(10)
  held.release()
  await expect(page.getByText('Updating your cart…')).toBeHidden()
  await expect(quantityOf(page, 'Signal Torch')).toHaveValue('11')
  await page.reload()
  await expect(quantityOf(page, 'Signal Torch')).toHaveValue('11')
})

for (const [size, use] of sizes)
  test.describe(size, () => {
    test.use(use)

    test('a removed line waits beside its place to be put back as it was', async ({ page }) => {
      await fillBasket(page, { 'morning-cup': 1, 'copper-pan': 3, 'sea-salt': 2 })
      await page.clock.install()
      await openCart(page)
      await button(page, 'Remove Copper Pan').click()
      const undo = button(page, 'Undo removing Copper Pan')
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
      await expect.poll(() => linesOf(page)).toEqual(['1 morning-cup', '3 copper-pan', '2 sea-salt'])
    })
  })

test('a page that is left at once has sent what was clicked on it', async ({ page }) => {
  await fillBasket(page, { 'copper-pan': 5, 'morning-cup': 1, 'sea-salt': 1 })
  await openCart(page)
  for (let click = 0; click < 3; click++) await button(page, 'One fewer Copper Pan').click()
  await button(page, 'One more Morning Cup').click()
  await button(page, 'Remove Sea Salt').click()
  await page.goto('/orders')
  await expect.poll(() => linesOf(page)).toEqual(['2 copper-pan', '2 morning-cup'])
})

test('who removes the last line, undoes it and removes it again is never lost', async ({ page }) => {
  await fillBasket(page, { 'copper-pan': 3 })
  await openCart(page)
  await button(page, 'Remove Copper Pan').click()
  await expect(page.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(quantityOf(page, 'Copper Pan')).toHaveValue('3')
  await button(page, 'Remove Copper Pan').click()
  await button(page, 'Dismiss and leave Copper Pan removed').click()
  await expect(button(page, /Undo/)).toBeHidden()
  await expect(page.locator(':focus:not(body)')).toHaveCount(1)
  await expect(page.getByRole('main').locator('[aria-busy]')).toHaveAttribute('aria-busy', 'false')
  await page.reload()
  await expect(button(page, /Undo/)).toBeHidden()
})

test('what has changed is told once, struck beside what holds, and must be accepted', async ({
  page,
  shop,
}) => {
  await fillBasket(page, { 'gouache-set': 2, 'tailor-scissors': 5, 'wall-mirror': 1 })
  const { checkoutId, items, totalPrice } = await basketOf(page)
  const [gouache, scissors, mirror] = items.map(({ price }: { price: number }) => price)
  await changeProduct(shop, 'gouache-set', { price: 45 })
  await changeProduct(shop, 'tailor-scissors', { availableStock: 2 })
  await changeProduct(shop, 'wall-mirror', { availableStock: 0 })
  await openCart(page)
  for (const [name, struck, holds] of [
    ['Gouache Set', [gouache, 2 * gouache].map(dollars), ['$45.00 each', '$90.00']],
    ['Tailor Scissors', ['5', dollars(5 * scissors)], ['Only 2 left', dollars(2 * scissors)]],
    ['Wall Mirror', ['1', dollars(mirror)], ['Sold out', '$0.00']],
  ] as const) {
    await expect(lineOf(page, name).locator('s')).toHaveText(struck.map((figure) => `was ${figure}`))
    for (const figure of holds) await expect(lineOf(page, name)).toContainText(figure)
  }
  const message = page.getByRole('form', { name: 'Changed since you added it' })
  for (const change of [
    `was ${dollars(gouache)}, is now $45.00`,
    'only 2 of 5 left',
    'Wall Mirror is sold out',
  ])
    await expect(message).toContainText(change)
  const summary = page.getByRole('region', { name: 'Summary' })
  await expect(total(page)).toHaveText(dollars(90 + 2 * scissors))
  await expect(summary).toContainText('4 items')
  await expect(summary.locator('s')).toHaveText([`was ${dollars(totalPrice)}`, 'was 8'])
  await expect(page.getByRole('link', { name: 'Cart, 8 items' })).toBeVisible()
  await expect(checkOut(page)).toHaveCount(0)

  await button(page, 'One more Gouache Set').click()
  await expect(total(page)).toHaveText(dollars(135 + 2 * scissors))
  await expect(lineOf(page, 'Gouache Set').locator('s').first()).toHaveText(`was ${dollars(gouache)}`)
  await expect.poll(() => linesOf(page)).toContain('3 gouache-set')
  const data = { checkoutId, expectedTotal: totalPrice + gouache }
  const refused = await page.request.post('/basket/checkout', { data })
  expect(refused.status()).toBe(409)

  await button(page, 'Accept changes').click()
  await expect(checkOut(page)).toBeFocused()
  await expect(page.getByRole('main').locator('s')).toHaveCount(0)
  await expect(quantityOf(page, 'Tailor Scissors')).toHaveValue('2')
  await expect(quantityOf(page, 'Wall Mirror')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Cart, 5 items' })).toBeVisible()
  await button(page, 'Remove Tailor Scissors').click()
  await expect(total(page)).toHaveText('$135.00')
  await checkOut(page).click()
  await untilScriptsRest(placeOrder(page))
  await fillContact(page)
  await placeOrder(page).click()
  await expect(page.getByRole('article')).toContainText('$135.00')
  for (const id of ['tailor-scissors', 'wall-mirror']) await changeProduct(shop, id, { availableStock: 50 })
})

test.describe('refused', () => {
  // What the shop answers to a click makes room for itself, however late it comes.
  test.use({ complaint: /^\/cart: layout shift/ })

  test('changes that change again are refused, and the button that had the focus has it again', async ({
    page,
    shop,
  }) => {
    await fillBasket(page, { 'walnut-puzzle': 2 })
    await changeProduct(shop, 'walnut-puzzle', { price: 31 })
    await openCart(page)
    await changeProduct(shop, 'walnut-puzzle', { price: 32 })
    await button(page, 'Accept changes').click()
    await expect(page.getByRole('alert').filter({ hasText: 'have changed again' })).toBeVisible()
    await expect(button(page, 'Accept changes')).toBeFocused()
    await expect(total(page)).toHaveText('$64.00')
  })
})

test('a change is read out once, with what the cart comes to', async ({ page, shop }) => {
  const said = await announcements(page)
  await fillBasket(page, { 'signal-torch': 1, 'sea-salt': 2 })
  await openCart(page)
  said.length = 0
  const heard = async (text: RegExp) => {
    await expect.poll(() => said).toEqual([expect.stringMatching(text)])
    said.length = 0
  }
  await button(page, 'One more Signal Torch').click()
  await heard(/^Cart updated\. 4 items, \$[\d.]+\.$/)
  await button(page, 'Remove Sea Salt').click()
  await heard(/^Removed\. 2 items/)
  await button(page, /^Undo/).click()
  await heard(/^Put back\. 4 items/)
  await changeProduct(shop, 'signal-torch', { price: 33 })
  await button(page, 'One more Sea Salt').click()
  await heard(/^Cart updated\. 5 items, .* Prices or stock have changed\.$/)
  await button(page, 'Accept changes').click()
  await heard(/^Changes accepted\. 5 items, \$[\d.]+\.$/)
  await expect(checkOut(page)).toBeFocused()
  expect(said).toEqual([])
})

test('who checks out at once takes along what was clicked before', async ({ page }) => {
  await fillBasket(page, { 'signal-torch': 1 })
  await openCart(page)
  const held = await holdRequests(page, 'POST', '**/cart/change')
  await button(page, 'One more Signal Torch').click()
  await checkOut(page).click()
  await expect(page.getByText('Updating your cart…')).toBeVisible()
  held.release()
  await expect(page).toHaveURL(/\/checkout$/)
  expect(await linesOf(page)).toEqual(['2 signal-torch'])
})

const phones = [
  [320, 568],
  [390, 844],
  [844, 390],
  [900, 500],
] as const
const six = {
  'gouache-set': 2,
  'tailor-scissors': 1,
  'wall-mirror': 1,
  'copper-pan': 3,
  'sea-salt': 2,
  'sky-kite': 1,
}

test('total and way on stay in sight of six lines, whatever has the focus', async ({ page }) => {
  await fillBasket(page, six)
  await openCart(page)
  for (const [width, height] of [...phones, [1280, 720], [1920, 1080]] as const) {
    await page.setViewportSize({ width, height })
    expect(await page.evaluate(coveredOnTheWay), `cart at ${width} x ${height}`).toEqual([])
  }
  for (const [width, height] of phones) {
    await page.setViewportSize({ width, height })
    await page.goto('/')
    await page.getByRole('link', { name: /^Cart, \d/ }).click()
    await expect(checkOut(page)).toBeVisible()
    expect(await page.evaluate(coveredOnTheWay), `drawer at ${width} x ${height}`).toEqual([])
  }
  await openCart(page)
  const field = quantityOf(page, 'Sea Salt')
  await field.focus()
  // A ring follows the corners of what it is around.
  const { radius, size } = await field.evaluate((element) => ({
    radius: Number.parseFloat(getComputedStyle(element).borderRadius),
    size: element.clientHeight,
  }))
  expect(radius).toBeGreaterThanOrEqual(size / 2)
})

/** Runs in the page: gives the focus to each control of each line, and names what is out of sight or covered then. */
function coveredOnTheWay() {
  const root = document.querySelector('dialog[open]') ?? document.querySelector('main')
  const summary = [...(root?.querySelectorAll('section') ?? [])].find((each) => each.checkVisibility())
  const always = [...(summary?.querySelectorAll('output, a') ?? [])]
  const inSight = (element: Element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) return false
    const edges = [top + 1, (top + bottom) / 2, bottom - 1]
    return edges.every((y) => {
      const seen = document.elementFromPoint((left + right) / 2, y)
      return element.contains(seen) || seen?.contains(element)
    })
  }
  const controls = [
    ...(root?.querySelectorAll<HTMLElement>('ul :is(a, input, button:not([aria-hidden]))') ?? []),
  ]
  const faults = controls
    .filter((control) => control.checkVisibility())
    .flatMap((control) => {
      control.focus()
      return [control, ...always].filter((element) => !inSight(element)).map(({ outerHTML }) => outerHTML)
    })
  if (always.length !== 2 || controls.length < 24)
    faults.push(`${always.length} of the summary, ${controls.length}`)
  const share = (summary?.getBoundingClientRect().height ?? 0) / innerHeight
  if (share > 0.45) faults.push(`the summary takes ${share} of the screen`)
  return faults
}

test('at 320 px a name of one long word widens no page on the way to its order, and no bar covers the end of the cart', async ({
  page,
  shop,
}) => {
  const product = await (await page.request.get('/api/products/ember-teapot')).json()
  // The last by name, so that it takes the place of none on a page of another test.
  const name = 'Zentralnervensystemerkrankungsforschungsinstitutsverwaltungsgebäude'
  await storeProduct(shop, { ...product, id: 'long-word', name })
  await page.setViewportSize({ width: 320, height: 640 })
  const fits = async () => {
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
    expect(scrollWidth, page.url()).toBe(clientWidth)
  }
  await page.goto('/products/long-word')
  await expect(titled(page, name)).toBeVisible()
  await fits()
  await button(page, `Add ${name} to cart`).click()
  await expect(page.getByText('1 in your cart')).toBeVisible()
  await fits()
  await openCart(page)
  await fits()
  await changeProduct(shop, 'long-word', { price: 41 })
  await page.reload()
  await expect(button(page, 'Accept changes')).toBeVisible()
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
  const end = await page
    .getByText(/demonstration shop/)
    .last()
    .boundingBox()
  const bar = await page.getByRole('region', { name: 'Summary' }).boundingBox()
  expect((end?.y ?? Number.NaN) + (end?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? Number.NaN)
  await fits()
  await button(page, 'Accept changes').click()
  await checkOut(page).click()
  await expect(titled(page, 'Checkout')).toBeVisible()
  await fillContact(page)
  await fits()
  await placeOrder(page).click()
  await atMyOrders(page)
  await fits()
  await page.getByRole('link', { name: /^Order details/ }).click()
  await expect(titled(page, /^Order/)).toBeVisible()
  await fits()
  await removeProduct(shop, 'long-word')
})

test('what is typed stays beside the reason why it cannot be had', async ({ page, shop }) => {
  await changeProduct(shop, 'world-globe', { availableStock: 4 })
  await fillBasket(page, { 'world-globe': 1 })
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
  await expect.poll(() => linesOf(page)).toEqual(['3 world-globe'])
})

test.describe('without a connection', () => {
  test.use({
    complaint: /failed: net::ERR_|console: Failed to (load resource|fetch)|console: .*Failed to fetch/,
  })

  test('a change that cannot be saved is taken back and said', async ({ page, context }) => {
    await fillBasket(page, { 'morning-cup': 1 })
    await openCart(page)
    const unreachable = page.getByRole('alert').filter({ hasText: 'could not be reached' })
    await context.setOffline(true)
    await button(page, 'One more Morning Cup').click()
    await expect(unreachable).toBeVisible()
    await expect(quantityOf(page, 'Morning Cup')).toHaveValue('1')
    await context.setOffline(false)
    await openCheckout(page)
    await context.setOffline(true)
    await placeOrder(page).click()
    await expect(unreachable.first()).toBeVisible()
    await context.setOffline(false)
    await placeOrder(page).click()
    await expect(page.getByRole('article')).toContainText('Morning Cup')
  })
})

test('two tabs agree', async ({ page, context }) => {
  await fillBasket(page, { 'morning-cup': 1 })
  await openCart(page)
  const other = await context.newPage()
  await openCart(other)
  await button(other, 'One more Morning Cup').click()
  await expect(quantityOf(page, 'Morning Cup')).toHaveValue('2')
  await expect(page.getByRole('link', { name: 'Cart, 2 items' })).toBeVisible()

  await button(page, 'Remove Morning Cup').click()
  await expect(other.getByRole('heading', { name: 'Your cart is empty' })).toBeVisible()
  await button(other, /Undo/).click()
  await expect(quantityOf(page, 'Morning Cup')).toHaveValue('2')
})
