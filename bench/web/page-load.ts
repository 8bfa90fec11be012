import { gzipSync } from 'node:zlib'
import type { Page, Response } from '@playwright/test'

/** Bytes as they travel, scripts gzipped; times in milliseconds from the start of the navigation. */
export type PageLoad = Awaited<ReturnType<typeof loadPage>>

/**
 * Loads `url` and waits until it has asked for nothing more for a second: prefetches and pictures near the screen are
 * part of it, and a slow processor begins with them only after `networkidle`.
 */
export async function loadPage(page: Page, url: string) {
  const responses: Response[] = []
  page.on('response', (response) => responses.push(response))
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.waitForFunction(hasBeenQuiet, 1_000)
  const [sizes, scripts, timing] = await Promise.all([
    Promise.all(responses.map((response) => response.request().sizes())),
    Promise.all(responses.filter(isScript).map(async (response) => gzipSync(await response.body()).length)),
    page.evaluate(readTiming),
  ])
  const bytes = sizes.map(
    ({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize,
  )
  return { scriptBytes: sum(scripts), totalBytes: sum(bytes), requests: responses.length, ...timing }
}

const isScript = (response: Response) => response.request().resourceType() === 'script'
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

/** Runs in the page. */
const hasBeenQuiet = (ms: number) =>
  performance
    .getEntriesByType('resource')
    .every((resource) => performance.now() - (resource as PerformanceResourceTiming).responseEnd > ms)

/** Runs in the page. */
async function readTiming() {
  const observed = <T extends PerformanceEntry>(type: string) =>
    new Promise<T[]>((answer) => {
      new PerformanceObserver((list) => answer(list.getEntries() as T[])).observe({ type, buffered: true })
      // Without entries the observer is never called.
      setTimeout(() => answer([]), 200)
    })
  const [largest, shifts] = await Promise.all([
    observed<PerformanceEntry>('largest-contentful-paint'),
    observed<PerformanceEntry & { value: number; hadRecentInput: boolean }>('layout-shift'),
  ])
  return {
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    largestPaint: largest.at(-1)?.startTime ?? Number.NaN,
    layoutShift: shifts.reduce((sum, { value, hadRecentInput }) => sum + (hadRecentInput ? 0 : value), 0),
  }
}

/** Milliseconds from the click on the link `name` until the frame is painted in which the heading of that name is there. */
export async function timeToHeading(page: Page, url: string, name: string): Promise<number> {
  await page.goto(url, { waitUntil: 'networkidle' })
  const link = page.getByRole('link', { name, exact: true })
  await link.scrollIntoViewIfNeeded()
  await page.waitForLoadState('networkidle')
  const shown = page.evaluate(awaitHeading, name)
  await link.click()
  return shown
}

/** Runs in the page. The frame after the one in which the heading is found begins when that has been painted. */
function awaitHeading(name: string) {
  const isShown = (heading: Element) => heading.textContent === name && heading.checkVisibility()
  return new Promise<number>((answer) => {
    const clicked = ({ timeStamp }: Event) => {
      const look = () =>
        requestAnimationFrame(
          [...document.querySelectorAll('h1')].some(isShown) ? (now) => answer(now - timeStamp) : look,
        )
      look()
    }
    addEventListener('click', clicked, { capture: true, once: true })
  })
}
