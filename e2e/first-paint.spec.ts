import { expect, fillBasket, test } from './shop'

/** Runs in the page before anything of it: notes how far it was when it took what came before the first paint to be over. */
function noteFirstPaint() {
  new MutationObserver((_, observer) => {
    const root = document.documentElement
    if (!document.querySelector('header') || root.hasAttribute('data-painting')) return
    observer.disconnect()
    const header = document.querySelector('header') ?? root
    Object.assign(window, {
      firstPaint: {
        painted: performance.getEntriesByName('first-contentful-paint').length > 0,
        started: Object.keys(header).some((name) => name.startsWith('__react')),
      },
    })
  }).observe(document, { attributes: true, subtree: true })
}

for (const path of ['/', '/products/halo-headphones', '/cart', '/orders'])
  test(`${path} is painted before React starts`, async ({ page }) => {
    await fillBasket(page, { productId: 'morning-cup', quantity: 1 })
    await page.addInitScript(noteFirstPaint)
    await page.goto(path)
    await page.waitForFunction('window.firstPaint')
    expect(await page.evaluate('window.firstPaint')).toEqual({ painted: true, started: false })
  })

test('a page that is not painted starts all the same', async ({ page }) => {
  await page.addInitScript('PerformanceObserver = class { observe() {} }')
  await page.goto('/products/morning-cup')
  await page.waitForFunction(
    "Object.keys(document.querySelector('header')).some((name) => name.startsWith('__react'))",
  )
})
