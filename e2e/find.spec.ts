import type { Page } from '@playwright/test'
import { holdRequests, titled, untilScriptsRest } from './on-page'
import { expect, sizes, test } from './shop'
import { changeProduct, removeProduct, storeProduct } from './tables'

const field = (page: Page) => page.getByRole('combobox', { name: 'Search the shop' })
const option = (page: Page, name: RegExp | string) => page.getByRole('option', { name })
const names = (page: Page) =>
  page.getByRole('article').getByRole('heading').filter({ visible: true }).allTextContents()
const found = (page: Page, heading: RegExp | string) => expect(titled(page, heading)).toBeVisible()

test('what is typed is suggested, and chosen by the keyboard alone', async ({ page }) => {
  await page.goto('/cart')
  do await page.keyboard.press('Tab')
  while (!(await field(page).evaluate((input) => input === document.activeElement)))
  await page.keyboard.type('fie')
  await expect(option(page, /Field Camera/)).toBeVisible()
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByText('2 found', { exact: false })).toBeAttached()

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const active = page.getByRole('option', { selected: true })
  await expect(active).toHaveCount(1)
  await expect(field(page)).toHaveAttribute('aria-activedescendant', (await active.getAttribute('id')) ?? '')
  const name = /Field \w+/.exec((await active.textContent()) ?? '')?.[0] ?? ''
  await page.keyboard.press('Enter')
  await found(page, name)
})

test('typing in the shop narrows it down, and one step back shows all of it again', async ({ page }) => {
  await page.goto('/')
  await found(page, /swooning/)
  await field(page).pressSequentially('tea', { delay: 120 })
  await found(page, '“tea”')
  await expect(page).toHaveURL('/?q=tea')
  await expect.poll(() => names(page)).toEqual(['Ember Teapot', 'Reading Chair'])
  await field(page).pressSequentially('pot')
  await found(page, '“teapot”')
  await expect.poll(() => names(page)).toEqual(['Ember Teapot'])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(field(page)).toHaveValue('teapot')

  await page.goBack()
  await found(page, /swooning/)
  await expect(page).toHaveURL('/')
})

test.describe('while the clock stands still', () => {
  // Results that follow a key after more than half a second are a shift to the browser.
  test.use({ complaint: /layout shift/ })

  test('what is typed while the first results come is no step of its own', async ({ page }) => {
    await page.clock.install()
    await page.goto('/')
    await found(page, /swooning/)
    await expect(field(page)).toHaveAttribute('aria-expanded', 'false')
    await page.clock.pauseAt(Date.now() + 60_000)
    const asked = page.waitForRequest(/\/\?q=t&_rsc/)
    await field(page).pressSequentially('t')
    await page.clock.runFor(300)
    await asked
    await field(page).pressSequentially('e')
    await expect(page).toHaveURL('/?q=t')
    await page.clock.runFor(300)
    await expect(page).toHaveURL('/?q=te')
    await page.clock.resume()
    await page.goBack()
    await found(page, /swooning/)
  })
})

test('what is typed before the page runs is suggested once it does', async ({ page }) => {
  const scripts = await holdRequests(page, 'GET', '**/_next/static/**/*.js')
  await page.goto('/cart', { waitUntil: 'commit' })
  await field(page).fill('fie')
  scripts.release()
  await expect(option(page, /Field Camera/)).toBeVisible()
})

test('an address with words, category and order can be shared', async ({ page, context }) => {
  await page.goto('/')
  await field(page).pressSequentially('c')
  await field(page).press('Enter')
  await found(page, '“c”')
  const categories = page.getByRole('navigation', { name: 'Categories' })
  await categories.getByRole('link', { name: 'Kitchen' }).first().click()
  await found(page, '“c” in Kitchen')
  const dearestFirst = page.getByRole('link', { name: 'Price, high to low' })
  await dearestFirst.click()
  await expect(page).toHaveURL('/?q=c&category=Kitchen&sort=price-desc')
  await expect(dearestFirst).toHaveAttribute('aria-current', 'page')
  const prices = page.getByRole('article').locator('p').filter({ hasText: '$' })
  await expect.poll(async () => isDescending(await prices.allTextContents())).toBe(true)

  const friend = await context.newPage()
  await friend.goto(page.url())
  await expect.poll(() => names(friend)).toEqual(await names(page))
  await expect(field(friend)).toHaveValue('c')
  await expect(friend).toHaveTitle('“c” in Kitchen | Swoon')
})

function isDescending(prices: string[]) {
  const amounts = prices.map((price) => Number(price.replace(/[^\d.]/g, '')))
  return amounts.length > 1 && amounts.every((amount, at) => at === 0 || amount <= (amounts[at - 1] ?? 0))
}

test('a search that finds nothing says so and shows ways on', async ({ page }) => {
  await page.goto('/?q=teapot&category=Tech')
  await found(page, '“teapot” in Tech')
  await page.getByRole('link', { name: 'See 1 result in all categories' }).click()
  await expect.poll(() => names(page)).toEqual(['Ember Teapot'])

  await page.goto('/?q=hedfones')
  await expect(page.getByRole('heading', { name: 'Close to it' })).toBeVisible()
  await expect.poll(() => names(page)).toContain('Halo Headphones')
  // Below the fold, where the browser complains of what was preloaded and is not needed yet.
  await expect(page.locator('link[rel=preload][imagesrcset*=halo-headphones]')).toHaveCount(0)
  await page.getByRole('link', { name: 'Clear the search' }).click()
  await found(page, /swooning/)

  await page.goto('/?category=Shoes')
  await expect(page.getByRole('heading', { name: 'No category is called “Shoes”' })).toBeVisible()
  await page.goto('/?min=50&max=20&stock=in')
  await expect(page.getByText('Nothing costs at least $50.00 and at most $20.00.')).toBeVisible()
  await page.getByRole('link', { name: 'Show $20.00 to $50.00' }).click()
  await expect(page).toHaveURL('/?min=20&max=50&stock=in')
  await page.goto('/?q=saxophone&max=3')
  await page.getByRole('link', { name: 'See 1 result without filters' }).click()
  await expect.poll(() => names(page)).toEqual(['Last Saxophone'])
})

test('a misspelt word is taken for the likeliest that is there, and both are named', async ({ page }) => {
  await page.goto('/?q=saxaphone')
  await found(page, 'Showing results for “saxophone”')
  await expect(page.getByText('1 thing instead of “saxaphone”')).toBeVisible()
  await expect.poll(() => names(page)).toEqual(['Last Saxophone'])
  await page.goto('/?q=teapto&category=Tech')
  await found(page, 'Showing results for “teapot” in Tech')
  await page.getByRole('link', { name: 'See 1 result in all categories' }).click()
  await found(page, '“teapot”')

  await page.goto('/cart')
  await field(page).pressSequentially('guittar')
  await expect(option(page, 'Showing results for “guitar”')).toBeVisible()
  await option(page, /Redline Guitar/).click()
  await found(page, 'Redline Guitar')
})

for (const [size, use] of sizes)
  test.describe(`on a ${size}`, () => {
    test.use(use)

    test('prices and stock narrow results down, singly, together and beside all else', async ({
      page,
      shop,
    }) => {
      const id = 'walnut-puzzle'
      const { price, availableStock } = await (await page.request.get(`/api/products/${id}`)).json()
      const filters = page.getByRole('list', { name: 'Filters' })
      const form = page.getByRole('form', { name: 'Filter' })
      await changeProduct(shop, id, { availableStock: 0 })
      await page.goto('/?category=Play')
      await untilScriptsRest(form)
      await expect.poll(() => names(page)).toContain('Walnut Puzzle')
      const inStock = page.getByRole('checkbox', { name: 'In stock' })
      await inStock.check()
      await expect(page).toHaveURL('/?category=Play&stock=in')
      await expect.poll(() => names(page)).not.toContain('Walnut Puzzle')
      await expect(page.getByText('7 things, 8 without filters')).toBeVisible()
      await expect(inStock).toBeFocused()
      await changeProduct(shop, id, { availableStock })

      await page.getByLabel('Highest price').fill(String(price))
      await page.getByLabel('Highest price').press('Enter')
      await expect(page).toHaveURL(`/?category=Play&max=${price}&stock=in`)
      await expect.poll(() => names(page)).toContain('Walnut Puzzle')
      const amounts = await page.getByRole('article').locator('p').filter({ hasText: '$' }).allTextContents()
      expect(
        amounts.map((text) => Number(text.replace(/[^\d.]/g, ''))).filter((each) => each > price),
      ).toEqual([])

      await filters.getByRole('link', { name: /In stock/ }).click()
      await expect(page).toHaveURL(`/?category=Play&max=${price}`)
      await expect(inStock).not.toBeChecked()
      await page.getByRole('link', { name: 'Price, low to high' }).click()
      await expect(page).toHaveURL(`/?category=Play&max=${price}&sort=price-asc`)
      await page.getByRole('link', { name: 'Clear filters' }).click()
      await expect(page).toHaveURL('/?category=Play&sort=price-asc')
      await expect(page.getByLabel('Highest price')).toHaveValue('')
      await expect(filters).toHaveCount(0)

      await page.getByLabel('Lowest price').fill('cheap')
      await page.getByRole('button', { name: 'Show' }).click()
      await expect(page.getByText('“cheap” is not a price and was left out.')).toBeVisible()
      await expect(page.getByText('8 things')).toBeVisible()
    })
  })

/** Alone in a category of their own, for as long as a test needs them. */
async function withMany(page: Page, shop: { data: string }, count: number, use: () => Promise<void>) {
  const ids = Array.from({ length: count }, (_, index) => `filler-${index + 1}`)
  const total = async () => (await (await page.request.get('/api/products?category=Filler')).json()).total
  await Promise.all(
    ids.map((id, index) =>
      storeProduct(shop, {
        ...{ id, name: `Filler ${index + 1}`, description: 'One of many', category: 'Filler' },
        ...{ price: index + 1, availableStock: 9, image: '/products/sky-kite.webp' },
      }),
    ),
  )
  try {
    await use()
  } finally {
    await Promise.all(ids.map((id) => removeProduct(shop, id)))
    await expect.poll(total, { timeout: 15_000 }).toBe(0)
  }
}

const widths = [320, 390, 768, 1280, 1920]

/** Runs in the page: the share of the quilt that its cards cover, seams with them, and its columns. */
function coverOf(quilt: Element) {
  const { columnGap, gridTemplateColumns } = getComputedStyle(quilt)
  const seam = Number.parseFloat(columnGap)
  const areaOf = ({ width, height }: DOMRect) => (width + seam) * (height + seam)
  const covered = [...quilt.children].reduce((sum, card) => sum + areaOf(card.getBoundingClientRect()), 0)
  return {
    share: covered / areaOf(quilt.getBoundingClientRect()),
    columns: gridTemplateColumns.split(' ').length,
  }
}

test('every row of cards is full, and pages are numbered in order, on every screen', async ({
  page,
  shop,
}) => {
  test.setTimeout(120_000)
  await withMany(page, shop, 245, async () => {
    const quilt = page.locator('.quilt').filter({ visible: true })
    await expect
      .poll(async () => {
        await page.goto('/?category=Filler')
        return page.getByText('245 things').isVisible()
      })
      .toBe(true)
    for (const count of [24, 19, 7]) {
      await page.goto(`/?category=Filler&max=${count}`)
      await expect(quilt.locator('article')).toHaveCount(count)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 })
        const { share, columns } = await quilt.evaluate(coverOf)
        expect(columns, `${width} px`).toBe(width < 768 ? 2 : width < 1024 ? 3 : 4)
        expect(share, `${count} cards at ${width} px`).toBeCloseTo(1, 2)
      }
    }

    const numbers = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: /^Page / })
    await page.goto('/?category=Filler&page=10')
    await expect(numbers).toHaveText(['1', '9', '10', '11'])
    await expect(page.getByRole('link', { name: 'Page 10' })).toHaveAttribute('aria-current', 'page')
    for (const at of [6, 10])
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(`/?category=Filler&page=${at}`)
        await expect(numbers.first()).toBeVisible()
        const boxes = await numbers.evaluateAll((links) =>
          links.map((link) => link.getBoundingClientRect().toJSON()),
        )
        expect(new Set(boxes.map(({ y }) => y)).size, 'one row').toBe(1)
        for (const [index, box] of boxes.entries()) {
          expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
          expect(box.x).toBeGreaterThanOrEqual(boxes[index - 1]?.right ?? 0)
          expect(box.right).toBeLessThanOrEqual(width)
        }
        const [back, more] = [
          page.getByRole('link', { name: 'Back', exact: true }),
          page.getByRole('link', { name: 'More things' }),
        ]
        const [backAt, moreAt] = [await back.boundingBox(), await more.boundingBox()]
        expect(backAt?.y).toBe(moreAt?.y)
        expect(backAt?.x ?? 0).toBeLessThan(moreAt?.x ?? 0)
        expect(backAt?.y ?? 0).toBeGreaterThanOrEqual(boxes[0]?.y ?? 0)
      }
    await page.getByRole('link', { name: 'Page 11' }).click()
    await expect(page).toHaveURL('/?category=Filler&page=11')
    await expect(page.getByRole('article')).toHaveCount(5)
    await page.goto('/?category=Filler&page=99')
    await expect(page.getByText('245 things. No page 99: this is the last.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Page 11' })).toHaveAttribute('aria-current', 'page')
  })
})

test.describe('on a phone', () => {
  // A browser without a window lays a mobile page out as a wide one first, and has chosen pictures by then.
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, deviceScaleFactor: 3 })

  test('what came of adding covers no name, and no picture is larger than its place needs', async ({
    page,
  }) => {
    // A phone's lies over the page.
    await page.addInitScript(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('html { scrollbar-width: none }')
      document.adoptedStyleSheets = [sheet]
    })
    await page.goto('/?category=Tech')
    await page.getByRole('button', { name: 'Add Halo Headphones to cart' }).click()
    const card = page.getByRole('article').filter({ hasText: 'Halo Headphones' })
    const outcome = await card.getByText('1 in your cart').boundingBox()
    const name = await card.getByRole('heading').boundingBox()
    expect((outcome?.y ?? 0) + (outcome?.height ?? 0)).toBeLessThanOrEqual(name?.y ?? 0)

    const widthsOf = (images: Element[]) =>
      images.map((image) => ({
        fetched: Number(/\/products\/(\d+)\//.exec((image as HTMLImageElement).currentSrc)?.[1]),
        drawn: image.getBoundingClientRect().width,
      }))
    const pictures = card.page().getByRole('article').locator('img')
    await expect.poll(async () => (await pictures.evaluateAll(widthsOf))[1]?.fetched).toBeGreaterThan(0)
    for (const { fetched, drawn } of (await pictures.evaluateAll(widthsOf)).filter(({ fetched }) => fetched))
      expect(fetched).toBeLessThanOrEqual(drawn * 3)
  })
})

test('addresses that make no sense show what can be shown', async ({ request }) => {
  const nonsense = [
    'q=%00%ff',
    'sort=cheapest&page=-3',
    'page=999999999999',
    'category=<script>alert(1)</script>',
    'min=-1&max=%00&stock=out',
    'min=1e999&min=2&max[]=3&stock=in&stock=in',
    'min=999999999&max=0',
  ]
  for (const search of [`q=${'x'.repeat(2000)}`, ...nonsense, 'q=a&q=b&category=Desk&category=Play']) {
    const answer = await request.get(`/?${search}`)
    expect(answer.status(), search).toBe(200)
    const page = await answer.text()
    expect(page).toContain('<h1')
    expect(page).not.toContain('That did not work')
  }
})

test('the list does not outlive the words, and keeps what was typed', async ({ page }) => {
  await page.goto('/orders')
  await field(page).fill('guitar')
  await expect(option(page, /Redline Guitar/)).toBeVisible()
  await field(page).press('ArrowDown')
  await field(page).press('ArrowUp')
  await expect(page.getByRole('option', { selected: true })).toHaveCount(0)
  await field(page).press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(field(page)).toHaveValue('guitar')
  await field(page).press('ArrowDown')
  await expect(page.getByRole('option', { selected: true })).toHaveText(/Redline Guitar/)
  await field(page).fill('')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(page).toHaveURL('/orders')
})
