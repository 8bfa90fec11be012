import { expect, type Locator, type Page } from '@playwright/test'
import { fillContact } from './shopper'

/**
 * Until then a button is its form's, and what it does is another page: a test of a page that stays waits for this. The
 * browser begins what is in the background once the scripts of the page have done all that they had to.
 */
export async function untilScriptsRest(element: Locator) {
  await element.waitFor()
  await element.evaluate(() => scheduler.postTask(() => undefined, { priority: 'background' }))
}

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
export const checkOut = (page: Page) => page.getByRole('link', { name: 'Check out' })
export const placeOrder = (page: Page) => button(page, 'Place order')
export const titled = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
export const quantityOf = (page: Page, name: string) =>
  page.getByRole('textbox', { name: `Quantity of ${name}` })
export const atMyOrders = (page: Page) => expect(titled(page, 'My orders')).toBeVisible()

/** By how many pixels the page is wider than what shows it; below nothing where a scrollbar stands beside it. */
export const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** Opens every settled order of My Orders, which lie folded up. */
export async function unfoldOrders(page: Page) {
  await page.locator('main summary').filter({ visible: true }).first().waitFor()
  const folded = page.locator('main details:not([open]) > summary').filter({ visible: true })
  while ((await folded.count()) > 0) await folded.first().click()
}

/** What is clicked on it is answered by the page and not by the server. */
export async function openCart(page: Page) {
  await page.goto('/cart')
  await untilScriptsRest(checkOut(page).or(button(page, 'Accept changes')))
}

/** With an address, so that nothing is left but to place the order. */
export async function openCheckout(page: Page) {
  await page.goto('/checkout')
  await untilScriptsRest(placeOrder(page))
  await fillContact(page)
}

/** Keeps what the page asks for waiting until it is released; `asked` is how often that was. */
export async function holdRequests(page: Page, method: string, path: string) {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const held = { asked: 0, release }
  await page.route(path, async (route) => {
    if (route.request().method() === method) {
      held.asked++
      await released
    }
    await route.continue()
  })
  return held
}

/** What live regions say from now on, as a screen reader would read it out. */
export async function announcements(page: Page): Promise<string[]> {
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
