import { expect, type Page } from '@playwright/test'

/** 320 px is 400 % zoom of a 1280 px window: WCAG 1.4.10. */
const narrowest = 320
const desktop = 1280

const sideways = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const reaching = [...document.querySelectorAll('main *, header *, footer *')]
      .filter((element) => element.checkVisibility() && !element.closest('[class*=overflow-x-auto]'))
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map(({ tagName, className }) => `${tagName.toLowerCase()}.${className}`)
    return scrollWidth > clientWidth ? { scrollWidth, clientWidth, reaching: reaching.slice(0, 5) } : 'fits'
  })

/** Fails where the page must be scrolled sideways: in the narrowest window, or on a desktop with text twice as large. */
export async function expectNoSidewaysScroll(page: Page) {
  // What moves from here on was asked to.
  await page.evaluate(() => Reflect.set(window, 'reportLayoutShift', () => undefined))
  const size = page.viewportSize()
  await page.setViewportSize({ width: narrowest, height: 640 })
  expect(await sideways(page), `${page.url()} at ${narrowest} px`).toBe('fits')
  if (!size || size.width < desktop) return
  await page.setViewportSize(size)
  const enlarged = await page.addStyleTag({ content: 'html { font-size: 200% !important }' })
  expect(await sideways(page), `${page.url()} with text twice as large`).toBe('fits')
  await enlarged.evaluate((style) => style.parentNode?.removeChild(style))
}
