import type { Page } from '@playwright/test'
import { announcements, atMyOrders, button, quantityOf, titled, untilScriptsRest } from './on-page'
import { expect, test } from './shop'
import { buy, fillBasket, fillContact } from './shopper'

/** Presses Tab (or Shift+Tab) and looks at what has the focus then. Nothing has it at the end of the page. */
async function tab(page: Page, key = 'Tab') {
  await page.keyboard.press(key)
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return undefined
    const last = Reflect.get(window, 'lastFocused') as Element | undefined
    Reflect.set(window, 'lastFocused', element)
    const box = element.getBoundingClientRect()
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    // The mark may be around what the element is part of, such as a card that is one large link.
    const family = [element, element.closest('article, label, fieldset, li') ?? element]
    // A link that spans its card is marked around what makes it span.
    const hasOutline = (each: Element) =>
      [undefined, '::after'].some((part) => {
        const { outlineStyle, outlineWidth, content } = getComputedStyle(each, part)
        const isDrawn = part === undefined || content !== 'none'
        return isDrawn && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
      })
    return {
      // What a screen reader calls it, roughly: its label or its text.
      name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
      marked: family.some(hasOutline),
      covered: !top || !(top.contains(element) || family.some((each) => each.contains(top))),
      // In the document than what had the focus before, and so for everyone.
      later:
        !last?.isConnected ||
        Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
    }
  })
}

type Focused = NonNullable<Awaited<ReturnType<typeof tab>>>

/** Tabs on until what is called `name` has the focus; every stop on the way must be seen to have it. */
async function tabTo(page: Page, name: RegExp) {
  for (let press = 0; press < 120; press++) {
    const focused = await tab(page)
    if (!focused) continue
    expect(focused, `${focused.name} on ${page.url()}`).toMatchObject({ marked: true, covered: false })
    if (name.test(focused.name)) return
  }
  throw new Error(`Tab does not lead to ${name} on ${page.url()}`)
}

const keepsFocus = (page: Page) => expect(page.locator(':focus:not(body)')).toHaveCount(1)

/** Notes what moves on the page from now on. Fading and changes of colour are not motion. */
async function motionsOf(page: Page): Promise<Set<string>> {
  const motions = new Set<string>()
  await page.exposeBinding('reportMotion', (_, motion: string) => motions.add(motion))
  await page.addInitScript(reportMotions)
  return motions
}

/** Runs in the page. */
function reportMotions() {
  const still = /^(opacity|visibility|color|.*-color|box-shadow|outline.*|text-decoration.*|fill|stroke)$/
  const isMotion = (animation: Animation) => {
    const effect = animation.effect as KeyframeEffect
    const properties = effect.getKeyframes().flatMap((keyframe) => Object.keys(keyframe))
    const changed = properties
      .filter((name) => !['offset', 'computedOffset', 'easing', 'composite'].includes(name))
      .map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
    return Number(effect.getComputedTiming().duration) > 10 && changed.some((name) => !still.test(name))
  }
  const note = ({ target }: Event) => {
    const element = target as Element
    const report = Reflect.get(window, 'reportMotion') as (motion: string) => void
    for (const animation of element.getAnimations().filter(isMotion)) {
      const name = Reflect.get(animation, 'animationName') ?? Reflect.get(animation, 'transitionProperty')
      report(`${element.tagName.toLowerCase()}.${element.getAttribute('class')}: ${name}`)
    }
  }
  addEventListener('animationstart', note, true)
  addEventListener('transitionrun', note, true)
}

test('a purchase by keyboard alone is heard, and nothing moves for who asked for that', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const motions = await motionsOf(page)
  const said = await announcements(page)
  const heard = (text: RegExp | string) => expect.poll(() => said.join('\n')).toMatch(text)
  const pressOn = async (name: RegExp) => {
    await tabTo(page, name)
    await page.keyboard.press('Enter')
  }
  await page.goto('/')
  await untilScriptsRest(button(page, 'Add Bento Box to cart'))
  expect((await tab(page))?.name).toBe('Skip to content')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()

  await pressOn(/^Bento Box$/)
  await expect(titled(page, 'Bento Box')).toBeVisible()
  // Until then the product is only to be seen.
  await expect(button(page, 'Add Bento Box to cart')).toBeVisible()
  await keepsFocus(page)
  await pressOn(/^Add Bento Box/)
  const cart = page.getByRole('link', { name: 'Cart, 1 item' })
  await expect(cart).toBeVisible()
  await keepsFocus(page)
  await heard('1 in your cart')

  await cart.focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('link', { name: 'Check out' })).toBeVisible()
  await pressOn(/^Full page/)
  await expect(page.getByRole('main').getByRole('heading', { name: 'Your cart' })).toBeVisible()
  await expect(drawer).toBeHidden()
  await keepsFocus(page)

  await pressOn(/^One more Bento Box/)
  await expect(quantityOf(page, 'Bento Box')).toHaveValue('2')
  await keepsFocus(page)
  await heard(/updated|2/i)
  await quantityOf(page, 'Bento Box').fill('99')
  await page.keyboard.press('Enter')
  await heard(/only \d+/i)
  await button(page, 'Remove Bento Box').press('Enter')
  await button(page, /^undo/i).press('Enter')
  // Whoever goes on while a change is on its way stays where one is refused.
  await expect(page.getByRole('main').getByText('Updating your cart…')).toHaveCount(0)
  await pressOn(/^Check out$/)
  await expect(titled(page, 'Checkout')).toBeVisible()
  await keepsFocus(page)
  await pressOn(/^Place order$/)
  await expect(page.getByRole('alert').getByText('look at what is marked')).toBeVisible()
  await expect(page.getByLabel('E-mail')).toBeFocused()
  await fillContact(page)
  await page.getByRole('radio', { name: 'Card' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: 'PayPal' })).toBeChecked()
  await pressOn(/^Place order$/)
  await heard('Placing your order')
  await atMyOrders(page)
  await expect(page.getByRole('link', { name: /^Order details/ })).toBeVisible()
  await keepsFocus(page)
  await heard(/order .* confirmed/i)
  await pressOn(/^Order details/)
  await expect(titled(page, /^Order/)).toBeVisible()
  await keepsFocus(page)
  expect([...motions]).toEqual([])

  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await page.goto('/')
  await button(page, 'Add Bento Box to cart').click()
  await expect.poll(() => motions.size).toBeGreaterThan(1)
})

test('Tab goes through every page from its top to its end, and back', async ({ page }) => {
  await buy(page, { 'bento-box': 1 })
  await fillBasket(page, { 'bento-box': 1, 'sea-salt': 2 })
  for (const path of ['/products/bento-box', '/cart', '/checkout', '/orders', '/?q=nothing+of+the+kind'])
    await test.step(path, async () => {
      await page.goto(path)
      await untilScriptsRest(page.getByRole('contentinfo'))
      // What streams in later would be passed on the way back alone.
      await expect(page.locator('.bone:visible')).toHaveCount(0)
      await expect(page.getByRole('link', { name: 'Account', exact: true })).toHaveCount(0)
      const there: string[] = []
      // From the last a browser goes on to the first, some by way of nothing.
      const isEnd = (focused: Focused) => !focused.later && focused.name === there[0]
      for (let focused = await tab(page); focused && !isEnd(focused); focused = await tab(page)) {
        expect(focused, `on ${path} after ${there.at(-1)}`).toMatchObject({
          marked: true,
          covered: false,
          later: true,
        })
        there.push(focused.name)
        expect(there.length, 'no end in sight').toBeLessThan(120)
      }
      const back: string[] = []
      for (let press = 0; press <= there.length && back.length < there.length; press++) {
        const focused = await tab(page, 'Shift+Tab')
        if (focused) back.unshift(focused.name)
      }
      expect(back).toEqual(there)
    })
})
