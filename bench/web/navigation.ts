import type { Locator, Page } from '@playwright/test'

/** Milliseconds from the click on `link` until the frame is painted in which the heading `name` is on the page. */
export async function timeToHeading(page: Page, link: Locator, name: string): Promise<number> {
  await link.scrollIntoViewIfNeeded()
  await page.waitForLoadState('networkidle')
  const shown = page.evaluate(awaitHeading, name)
  await link.click()
  return shown
}

/** Runs in the page. */
function awaitHeading(name: string) {
  return new Promise<number>((answer) => {
    let clicked: number | undefined
    addEventListener('click', ({ timeStamp }) => (clicked = timeStamp), { capture: true, once: true })
    const isShown = (heading: Element) => heading.textContent === name && heading.checkVisibility()
    const look = () => {
      if (clicked === undefined || ![...document.querySelectorAll('h1')].some(isShown)) {
        requestAnimationFrame(look)
        return
      }
      const start = clicked
      // The next frame begins when the one with the heading has been painted.
      requestAnimationFrame((now) => answer(now - start))
    }
    requestAnimationFrame(look)
  })
}
