import type { APIRequestContext, Page } from '@playwright/test'
import { demonstrationText, information } from '../components/site/information'
import { productAddress } from '../lib/address'
import seed from '../lib/product/seed.json' with { type: 'json' }
import { titled } from './on-page'
import { expect, test } from './shop'

/** Of the first one: a link's address, or what a meta tag says. */
const content = async (page: Page, selector: string) =>
  (await page
    .locator(selector)
    .first()
    .getAttribute(selector.startsWith('meta') ? 'content' : 'href')) ?? ''

const textOf = async (request: APIRequestContext, path: string, headers: Record<string, string> = {}) =>
  (await request.get(path, { headers })).text()

test('a product tells search engines and friends what it is', async ({ page, baseURL, request }) => {
  await page.goto('/products/ember-teapot')
  await expect(page).toHaveTitle('Ember Teapot | Swoon')
  const description = 'Cast iron, enamelled, holds four good cups.'
  expect(await content(page, 'meta[name=description]')).toBe(description)
  expect(await content(page, 'link[rel=canonical]')).toBe(`${baseURL}/products/ember-teapot`)
  expect(await content(page, 'meta[property="og:title"]')).toBe('Ember Teapot')

  const picture = await content(page, 'meta[property="og:image"]')
  expect(new URL(picture).origin).toBe(baseURL)
  expect((await request.get(picture)).headers()['content-type']).toBe('image/jpeg')
  const size = await page.evaluate(async (src) => {
    const image = Object.assign(new Image(), { src })
    await image.decode()
    return [image.naturalWidth, image.naturalHeight]
  }, picture)
  expect(size).toEqual([1200, 630])

  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '')
  const offers = { price: '54.00', priceCurrency: 'USD', availability: 'https://schema.org/InStock' }
  const product = { '@type': 'Product', name: 'Ember Teapot', description, image: [picture], offers }
  expect(data).toMatchObject(product)

  const shown = page.locator('meta[name=description]')
  await expect(shown).toHaveAttribute('content', description)
  await page.getByRole('link', { name: 'Swoon, home' }).click()
  await expect(shown).toHaveAttribute('content', /^Well-made things/)
  await page.getByRole('link', { name: 'Fountain Pen' }).click()
  await expect(shown).toHaveAttribute('content', /^A steel nib/)
})

test('who reads the head alone finds the same there', async ({ request }) => {
  const headOf = async (path: string) =>
    (await textOf(request, path, { 'user-agent': 'Twitterbot/1.0' })).split('</head>')[0]
  for (const part of ['<title>Library Stack | Swoon</title>', 'rel="canonical"', 'property="og:image"'])
    expect(await headOf('/products/library-stack')).toContain(part)
  expect(await headOf('/?category=Desk')).toContain('<title>Desk | Swoon</title>')
  expect(await headOf('/products/nothing')).toContain('<meta name="robots" content="noindex"/>')
})

test('whatever host a request names, the shop is called as configured', async ({ request, baseURL }) => {
  for (const headers of [
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { 'x-forwarded-proto': 'data:text/html' },
    { host: 'evil.example' },
  ] as Record<string, string>[]) {
    const html = await textOf(request, '/products/sea-salt', headers)
    expect(html).toContain(`${baseURL}/products/sea-salt`)
    expect(html).not.toContain('evil.example')
    for (const path of ['/robots.txt', '/sitemap.xml'])
      expect(await textOf(request, path, headers)).toContain(`${baseURL}/`)
    const written = await request.put('/api/basket', { headers, data: { items: [] } })
    expect(written.headers()['set-cookie']).not.toContain('Secure')
  }
})

test('the sitemap lists every product, and robots are told where it is', async ({ request, baseURL }) => {
  expect(await textOf(request, '/robots.txt')).toContain(`Sitemap: ${baseURL}/sitemap.xml`)
  const sitemap = await textOf(request, '/sitemap.xml')
  const addresses = [...sitemap.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address = '']) => address)
  // Others may have stored more.
  const expected = [...seed.map(({ id }) => productAddress(id)), ...information.map(({ address }) => address)]
  expect(addresses).toEqual(expect.arrayContaining(expected.map((path) => `${baseURL}${path}`)))
  for (const address of [addresses[0], addresses[1], addresses.at(-1)])
    expect((await request.get(address ?? '')).status(), address).toBe(200)
})

test('the footer of every page leads to what the shop tells about itself', async ({ page }) => {
  const descriptions = new Set<string>()
  await page.goto('/cart')
  for (const { label, address } of information)
    await test.step(label, async () => {
      const footer = page.getByRole('contentinfo')
      await expect(footer).toContainText(demonstrationText)
      await footer.getByRole('link', { name: label, exact: true }).click()
      await expect(page).toHaveURL(address)
      await expect(titled(page, label)).toBeVisible()
      await expect(page).toHaveTitle(`${label} | Swoon`)
      const about = page.getByRole('main').getByRole('navigation', { name: 'Pages about the shop' })
      await expect(about.getByRole('link', { name: label })).toHaveAttribute('aria-current', 'page')
      descriptions.add(await content(page, 'meta[name=description]'))
    })
  expect(descriptions.size).toBe(information.length)
})

test.describe('where nothing is', () => {
  test.use({ complaint: /404/ })

  test('the shop says so and shows the way back', async ({ page, request }) => {
    const answer = await page.goto('/nowhere')
    expect(answer?.status()).toBe(404)
    await expect(titled(page, 'There is nothing here')).toBeVisible()
    for (const path of ['/helper', '/help/me', '/orders/x/receipts'])
      expect((await request.get(path)).status(), path).toBe(404)
    await page.goto('/products/nothing')
    await expect(titled(page, 'There is nothing here')).toBeVisible()
    await expect(page.locator('meta[name=robots]').first()).toHaveAttribute('content', 'noindex')
    await page.getByRole('link', { name: 'Go to the shop' }).click()
    await expect(titled(page, /swooning/)).toBeVisible()

    await test.step('which can be put on a home screen', async () => {
      const manifest = await (await request.get(await content(page, 'link[rel=manifest]'))).json()
      expect(manifest).toMatchObject({ name: 'Swoon', start_url: '/', display: 'standalone' })
      for (const { src, type } of manifest.icons)
        expect((await request.get(src)).headers()['content-type'], src).toBe(type)
      for (const rel of ['icon', 'apple-touch-icon'])
        expect((await request.get(await content(page, `link[rel="${rel}"]`))).status(), rel).toBe(200)
    })
  })
})

test.describe('with scripts switched off', () => {
  test.use({ javaScriptEnabled: false, complaint: /failed: csp/ })

  test('the page says in one line that it needs them', async ({ page }) => {
    await page.goto('/')
    await expect(page.locator('noscript p')).toBeVisible()
  })
})
