import type { Page } from '@playwright/test'
import { expect, fillBasket, test } from './shop'

type Focused = {
  /** What a screen reader calls it, roughly: its label or its text. */
  name: string
  /** Whether its look says that it has the focus. */
  marked: boolean
  /** Whether something else lies over it. */
  covered: boolean
  /** Whether it comes after what had the focus before, in the document and so for everyone. */
  later: boolean
}

/** Presses Tab (or Shift+Tab) and looks at what has the focus then. Nothing has it at the end of the page. */
async function tab(page: Page, key = 'Tab'): Promise<Focused | undefined> {
  await page.keyboard.press(key)
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return undefined
    const last = Reflect.get(window, 'lastFocused') as Element | undefined
    Reflect.set(window, 'lastFocused', element)
    const box = element.getBoundingClientRect()
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    // The mark may be around what the element is part of, such as a card that is one large link.
    const family = [
      element,
      ...(element.closest('article, label, fieldset, li')
        ? [element.closest('article, label, fieldset, li') as Element]
        : []),
    ]
    // A link that spans its card is marked around what makes it span.
    const hasOutline = (each: Element) =>
      [undefined, '::after'].some((part) => {
        const { outlineStyle, outlineWidth, content } = getComputedStyle(each, part)
        const isDrawn = part === undefined || content !== 'none'
        return isDrawn && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
      })
    return {
      name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
      marked: family.some(hasOutline),
      covered:
        !top ||
        !(element.contains(top) || top.contains(element) || family.some((each) => each.contains(top))),
      later:
        !last?.isConnected ||
        Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
    }
  })
}

/** Tabs on until what is called `name` has the focus; every stop on the way must be seen to have it. */
async function tabTo(page: Page, name: string | RegExp, atMost = 120) {
  const isIt = (focused: Focused) =>
    typeof name === 'string' ? focused.name === name : name.test(focused.name)
  for (let press = 0; press < atMost; press++) {
    const focused = await tab(page)
    if (!focused) continue
    expect(focused, `focus on “${focused.name}” of ${page.url()}`).toMatchObject({
      marked: true,
      covered: false,
    })
    if (isIt(focused)) return
  }
  throw new Error(`Tab does not lead to ${name} on ${page.url()}`)
}

const hasFocus = (page: Page) =>
  page.evaluate(() => document.activeElement !== null && document.activeElement !== document.body)

test('a purchase is made with the keyboard alone', async ({ page }) => {
  await page.goto('/', { waitUntil: 'networkidle' })
  expect((await tab(page))?.name).toBe('Skip to content')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()

  await tabTo(page, 'Bento Box')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Bento Box' })).toBeVisible()
  // Until then the product is only to be seen.
  await expect(page.getByRole('button', { name: 'Add Bento Box to cart' })).toBeVisible()
  await expect.poll(() => hasFocus(page)).toBe(true)
  await tabTo(page, /^Add Bento Box/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Cart, 1 item' })).toBeVisible()
  expect(await hasFocus(page)).toBe(true)

  await page.getByRole('link', { name: 'Cart, 1 item' }).focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('button', { name: 'Place order' })).toBeVisible()
  await tabTo(page, /^Full page/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('heading', { name: 'Your cart' })).toBeVisible()
  await expect(drawer).toBeHidden()
  await expect.poll(() => hasFocus(page)).toBe(true)

  await tabTo(page, /^One more Bento Box/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Quantity of Bento Box' })).toHaveValue('2')
  expect(await hasFocus(page)).toBe(true)
  await page.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio').nth(1)).toBeChecked()
  await tabTo(page, 'Place order')
  await expect(page.getByRole('button', { name: 'Place order' })).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'My orders' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Order details/ })).toBeVisible()
  await expect.poll(() => hasFocus(page)).toBe(true)
  await tabTo(page, /^Order details/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: /^Order/ })).toBeVisible()
  await expect.poll(() => hasFocus(page)).toBe(true)
})

test('Tab goes through every page from its top to its end, and back', async ({ page }) => {
  await fillBasket(page, { productId: 'bento-box', quantity: 1 })
  await page.request.post('/basket/checkout')
  await fillBasket(page, { productId: 'bento-box', quantity: 1 }, { productId: 'sea-salt', quantity: 2 })
  for (const path of ['/products/bento-box', '/cart', '/orders', '/?q=nothing+of+the+kind'])
    await test.step(path, async () => {
      await page.goto(path, { waitUntil: 'networkidle' })
      const there: string[] = []
      for (let focused = await tab(page); focused; focused = await tab(page)) {
        expect(focused, `after “${there.at(-1)}” on ${path}`).toMatchObject({
          marked: true,
          covered: false,
          later: true,
        })
        there.push(focused.name)
        expect(there.length, 'no end in sight').toBeLessThan(120)
      }
      const back: string[] = []
      for (const _ of there) back.unshift((await tab(page, 'Shift+Tab'))?.name ?? 'nothing')
      expect(back).toEqual(there)
    })
})
