import { expect, fillBasket, stockOf, test } from './shop'

test('a product shows its picture, price and stock, and its neighbours', async ({ page }) => {
  // Other tests sell it and change its price.
  const answer = await page.request.get('/api/products/field-camera')
  const { price, availableStock } = await answer.json()
  await page.goto('/products/field-camera')
  await expect(page.getByRole('heading', { level: 1, name: 'Field Camera' })).toBeVisible()
  await expect(page.getByText(`$${price.toFixed(2)}`).first()).toBeVisible()
  await expect(page.getByText(new RegExp(`^(Only )?${availableStock} (left|in stock)$`))).toBeVisible()
  const picture = page.getByRole('main').locator('img').first()
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  const more = page.getByRole('region', { name: 'More Tech' })
  await expect(more.getByRole('article')).toHaveCount(4)
  await more.getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Halo Headphones' })).toBeVisible()
})

test('a quantity is added from the product, one piece from its card', async ({ page }) => {
  await page.goto('/products/morning-cup')
  await page.getByRole('combobox', { name: 'Quantity' }).selectOption('3')
  await page.getByRole('button', { name: 'Add Morning Cup to cart' }).click()
  await expect(page.getByRole('link', { name: /cart.*3/i })).toBeVisible()
  await page.goto('/?q=cup')
  await page.getByRole('button', { name: 'Add Morning Cup to cart' }).click()
  await expect(page.getByRole('link', { name: /cart.*4/i })).toBeVisible()
  await expect(page.getByRole('article').filter({ hasText: 'Morning Cup' })).toContainText('4 in your cart')
})

test('the way to a product is taken at once, though the shop has not answered yet', async ({ page }) => {
  await page.goto('/', { waitUntil: 'networkidle' })
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/products/halo-headphones?_rsc=*', (route) => answered.then(() => route.continue()))
  await page.getByRole('link', { name: 'Halo Headphones', exact: true }).click()
  await expect(page).toHaveURL('/products/halo-headphones')
  await expect(page.getByRole('article')).toHaveCount(0)
  answer()
  await expect(page.getByRole('heading', { level: 1, name: 'Halo Headphones' })).toBeVisible()
})

test('what a card cannot add it says on the card', async ({ page }) => {
  const left = await stockOf(page, 'last-saxophone')
  await fillBasket(page, { productId: 'last-saxophone', quantity: left })
  await page.goto('/?q=saxophone')
  const card = page.getByRole('article').filter({ hasText: 'Last Saxophone' })
  await expect(card).toContainText(`Only ${left} left`)
  await card.getByRole('button').click()
  await expect(card.getByRole('alert')).toContainText(/only 3/i)
})

test('what is sold out is called so, everywhere, and cannot be added', async ({ page }) => {
  await page.goto('/products/library-stack')
  await expect(page.getByRole('button', { name: 'Sold out' })).toBeDisabled()
  await expect(page.getByRole('button', { name: /add library/i })).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Search the shop' }).fill('library')
  await expect(page.getByRole('option', { name: /Library Stack.*Sold out/ })).toBeVisible()
})

test.describe('in another country', () => {
  test.use({ locale: 'de-DE' })

  test('prices are written as its people write them', async ({ page }) => {
    await page.goto('/products/slate-laptop-14')
    await expect(page.getByText('1.299,00 $').first()).toBeVisible()
    await page.goto('/?q=laptop')
    await expect(page.getByRole('article')).toContainText('1.299,00 $')
    await page.getByRole('combobox', { name: 'Search the shop' }).fill('slate')
    await expect(page.getByRole('option', { name: /1\.299,00\s\$/ })).toBeVisible()
  })
})
