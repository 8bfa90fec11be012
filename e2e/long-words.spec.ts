import type { Locator, Page } from '@playwright/test'
import { button, placeOrder, quantityOf, titled, untilScriptsRest } from './on-page'
import { expect, test } from './shop'
import { basketOf, buy, fillBasket, ordersOf, untilSettled } from './shopper'
import { changeProduct, removeProduct, storeProduct } from './tables'

const word = 'Donaudampfschifffahrt'.repeat(10).slice(0, 200)
/** Alone in a category of its own: others count what is in theirs. */
const category = 'Kept for long words'
const product = {
  id: 'long-word',
  name: word,
  description: `${word}.`,
  price: 21,
  availableStock: 9,
  category,
}

/** On a phone and on a small one, with `part` of the page in view. */
async function expectNarrow(page: Page, part: Locator) {
  await expect(part).toBeVisible()
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 844 })
    const tooWide = await page.evaluate(() =>
      Array.from(document.querySelectorAll('html, dialog[open], main, main *'))
        .filter((box) => box.scrollWidth > box.clientWidth && box.clientWidth > 1)
        .filter((box) => /html|dialog/i.test(box.tagName) || getComputedStyle(box).overflowX === 'visible')
        .filter((box) => box.getBoundingClientRect().left + box.scrollWidth > innerWidth)
        .map(({ tagName, className, scrollWidth }) => `<${tagName} class="${className}"> ${scrollWidth} px`),
    )
    expect(tooWide, `${page.url()} at ${width} px`).toEqual([])
  }
}

test('a name of one long word widens no page', async ({ page, shop }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await storeProduct(shop, product)
  await buy(page, { 'long-word': 1 })
  const { orderId } = await untilSettled(page)
  const inMain = page.getByRole('main').getByText(word).filter({ visible: true }).first()

  await expect(async () => {
    await page.goto(`/?category=${encodeURIComponent(category)}`)
    await expect(inMain).toBeVisible({ timeout: 3_000 })
  }).toPass()
  await expectNarrow(page, inMain)
  const search = page.getByRole('combobox', { name: 'Search the shop' })
  await untilScriptsRest(search)
  await search.fill(word.slice(0, 100))
  await expectNarrow(page, page.getByRole('option', { name: word }))
  await search.press('Enter')
  await expectNarrow(page, titled(page, /Donaudampf/))

  await page.goto('/products/long-word')
  await expectNarrow(page, titled(page, word))
  await changeProduct(shop, 'long-word', { availableStock: 1 })
  await fillBasket(page, { 'long-word': 3, 'sea-salt': 1 })
  await untilScriptsRest(button(page, `Add ${word} to cart`))
  await button(page, `Add ${word} to cart`).click()
  await expectNarrow(page, page.getByRole('alert').filter({ hasText: word }))
  await page.getByRole('link', { name: /^Cart/ }).click()
  await expectNarrow(page, page.getByRole('dialog').getByRole('form', { name: /^Changed/ }))

  await page.goto('/cart')
  await untilScriptsRest(button(page, 'Accept changes'))
  await button(page, `One more ${word}`).click()
  await expectNarrow(page, page.getByRole('alert').filter({ hasText: word }))
  await button(page, `Remove ${word}`).click()
  await expectNarrow(page, page.getByText(`${word} removed.`))
  await button(page, /^Undo/).click()
  await button(page, 'Accept changes').click()
  await expect(quantityOf(page, word)).toHaveValue('1')
  await page.getByRole('link', { name: 'Check out' }).click()
  await expectNarrow(page, placeOrder(page))

  for (const path of ['/orders', `/orders/${orderId}`]) {
    await page.goto(path)
    await expectNarrow(page, inMain)
  }
  await untilScriptsRest(button(page, /^Buy again/))
  await changeProduct(shop, 'long-word', { price: 23, availableStock: 9 })
  await button(page, /^Buy again/).click()
  await expectNarrow(page, page.locator('.toast').filter({ hasText: word }))
  expect((await basketOf(page)).items).toHaveLength(2)
  expect(await ordersOf(page)).toHaveLength(1)
  await removeProduct(shop, 'long-word')
})
