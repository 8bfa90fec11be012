import { button, untilScriptsRest } from './on-page'
import { test } from './shop'
import { buy, fillBasket, untilSettled } from './shopper'
import { changeProduct, storeProduct } from './tables'

const shots = '/tmp/cart-shots'
const six = {
  'gouache-set': 2,
  'tailor-scissors': 5,
  'wall-mirror': 1,
  'morning-cup': 1,
  'copper-pan': 3,
  'sea-salt': 2,
}
const word = 'Donaudampfschifffahrt'.repeat(10).slice(0, 200)

test('look', async ({ page, shop }) => {
  test.setTimeout(400_000)
  const at = async (name: string, width: number, height: number, dark = false) => {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
    await page.waitForTimeout(400)
    await page.screenshot({ path: `${shots}/${name}-${width}x${height}${dark ? '-dark' : ''}.png` })
  }
  await fillBasket(page, six)
  await page.goto('/cart')
  await untilScriptsRest(page.getByRole('contentinfo'))
  for (const [w, h] of [
    [320, 640],
    [390, 844],
    [768, 1024],
    [844, 390],
    [900, 500],
    [1280, 800],
    [1920, 1080],
  ] as const)
    await at('cart', w, h)
  await page.evaluate(() => scrollTo(0, 99999))
  await at('cart-end', 390, 844)
  await at('cart-end', 1280, 800)
  await changeProduct(shop, 'gouache-set', { price: 45 })
  await changeProduct(shop, 'tailor-scissors', { availableStock: 2 })
  await changeProduct(shop, 'wall-mirror', { availableStock: 0 })
  await page.goto('/cart')
  await untilScriptsRest(page.getByRole('contentinfo'))
  for (const [w, h] of [
    [320, 640],
    [390, 844],
    [1280, 800],
  ] as const) {
    await at('changed', w, h)
    await at('changed', w, h, true)
  }
  await page.goto('/')
  await untilScriptsRest(page.getByRole('contentinfo'))
  await page.getByRole('link', { name: /^Cart, / }).click()
  await button(page, 'Accept changes').waitFor()
  for (const [w, h] of [
    [320, 640],
    [390, 844],
    [844, 390],
    [1280, 800],
  ] as const)
    await at('drawer-changed', w, h)
  await button(page, 'Accept changes').click()
  await at('drawer', 390, 844)
  await at('drawer', 1280, 800, true)
  await storeProduct(shop, {
    id: 'long-word',
    name: word,
    description: `${word}.`,
    price: 21,
    availableStock: 9,
    category: 'Kept for long words',
    image: '/products/sea-salt.webp',
  })
  await buy(page, { 'long-word': 1 })
  const { orderId } = await untilSettled(page)
  await changeProduct(shop, 'long-word', { price: 23, availableStock: 1 })
  await fillBasket(page, { 'long-word': 3, 'sea-salt': 1 })
  await changeProduct(shop, 'long-word', { price: 25 })
  await page.waitForTimeout(6000)
  for (const path of [
    '/?category=Kept for long words',
    `/?q=${word.slice(0, 80)}`,
    '/products/long-word',
    '/cart',
    '/orders',
    `/orders/${orderId}`,
  ]) {
    await page.goto(path)
    await page.waitForTimeout(800)
    await at(`word${path.replaceAll(/\W/g, '-').slice(0, 20)}`, 390, 844)
    await at(`word${path.replaceAll(/\W/g, '-').slice(0, 20)}`, 320, 640)
  }
})
