import type { Page } from '@playwright/test'
import { expect, fillBasket, test, untilSettled } from './shop'

/** What live regions say from now on, as a screen reader would read it out. */
async function announcements(page: Page): Promise<string[]> {
  const said: string[] = []
  await page.exposeBinding('reportAnnouncement', (_, text: string) => said.push(text))
  await page.addInitScript(reportAnnouncements)
  return said
}

/** Runs in the page. */
function reportAnnouncements() {
  const live = '[role=status]:not([aria-live=off]), [role=alert], [aria-live=polite], [aria-live=assertive]'
  new MutationObserver((mutations) => {
    const regions = new Set(
      mutations.map(({ target }) =>
        (target instanceof Element ? target : target.parentElement)?.closest(live),
      ),
    )
    for (const region of regions) {
      const text = region?.textContent?.trim()
      if (text) (Reflect.get(window, 'reportAnnouncement') as (text: string) => void)(text)
    }
  }).observe(document, { subtree: true, childList: true, characterData: true })
}

test('a purchase says what happens to who does not see it', async ({ page }) => {
  const said = await announcements(page)
  const heard = (text: RegExp | string) => expect.poll(() => said.join('\n')).toMatch(text)

  await page.goto('/products/olive-amphora', { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: 'Add Olive Amphora to cart' }).click()
  await heard('1 in your cart')
  await page.goto('/cart', { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: 'One more Olive Amphora' }).click()
  await heard(/updated|2/i)
  await page.getByRole('textbox', { name: 'Quantity of Olive Amphora' }).fill('90')
  await page.getByRole('textbox', { name: 'Quantity of Olive Amphora' }).press('Enter')
  await heard(/only 24/i)
  await page.getByRole('button', { name: 'Remove Olive Amphora' }).click()
  await page.getByRole('button', { name: /^undo/i }).click()
  await expect(page.getByRole('button', { name: 'Place order' })).toHaveAttribute('aria-disabled', 'false')
  await page.getByRole('button', { name: 'Place order' }).click()
  await heard('Placing your order')
  await expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()
  await heard(/order .* confirmed/i)
})

test('the pages read well: what is where, in which order, and what it is called', async ({ page }) => {
  await page.goto('/?q=teapot', { waitUntil: 'networkidle' })
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to content"
    - banner:
      - link "Swoon, home"
      - navigation "Main":
        - link "My orders"
      - search:
        - combobox "Search the shop"
      - link "Cart, empty"
    - main:
      - heading "“teapot”" [level=1]
      - paragraph: 1 thing
      - navigation "Categories":
        - list
      - navigation "Sort by":
        - list
      - article:
        - heading "Ember Teapot" [level=2]:
          - link "Ember Teapot"
        - paragraph: $54.00
        - button "Add Ember Teapot to cart"
    - contentinfo
  `)
  await page.goto('/products/olive-amphora', { waitUntil: 'networkidle' })
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - link "Home"
    - heading "Olive Amphora" [level=1]
    - paragraph: Hand-thrown stoneware, sealed inside.
    - paragraph: $64.00
    - paragraph: /in stock/
    - combobox "Quantity"
    - button "Add Olive Amphora to cart"
    - status
    - region "More Home":
      - heading "More Home" [level=2]
      - article
  `)
  await fillBasket(page, { productId: 'olive-amphora', quantity: 2 })
  await page.goto('/cart', { waitUntil: 'networkidle' })
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Your cart" [level=1]
    - list:
      - listitem:
        - heading "Olive Amphora" [level=2]
        - paragraph: $64.00 each
        - paragraph: $128.00
        - button "One fewer Olive Amphora"
        - textbox "Quantity of Olive Amphora": "2"
        - button "One more Olive Amphora"
        - button "Remove Olive Amphora"
    - region "Summary":
      - heading "Summary" [level=2]
      - paragraph:
        - text: Total
        - status "Total": $128.00
      - paragraph: 2 items
      - group "Pay with":
        - radio "Card" [checked]
      - button "Place order"
  `)
  await page.request.post('/basket/checkout')
  await untilSettled(page)
  await page.goto('/orders', { waitUntil: 'networkidle' })
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "My orders" [level=1]
    - button "Refresh now"
    - region:
      - heading [level=2]
      - article /^Order/:
        - heading /^Order/ [level=3]
        - list /^Progress of order/:
          - listitem
        - list
        - paragraph: /Total/
        - button /^Buy again/
        - link /^Order details/
  `)
})
