import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Half-faded text has too little contrast. What never ends, or stands still because it is out of sight, is not waited for:
 * each is looked at anew, since what is out of sight is not known before the first frame.
 */
const untilStill = (page: Page) => page.waitForFunction(isStill, undefined, { polling: 50 })

/** Runs in the page. */
const isStill = () =>
  document
    .getAnimations()
    .every(
      ({ effect, playState }) =>
        playState !== 'running' ||
        !(effect instanceof KeyframeEffect) ||
        effect.getComputedTiming().endTime === Number.POSITIVE_INFINITY ||
        !effect.target?.checkVisibility({ contentVisibilityAuto: true }),
    )

async function violationsOf(page: Page, audit: AxeBuilder) {
  await untilStill(page)
  // Legacy mode stays in this page; the other opens one more for every audit.
  const { violations } = await audit.setLegacyMode(true).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

/** Fails with everything axe finds on the page as it is now: by all rules of WCAG 2.2 AA, then by colour in the other theme. */
export async function expectAccessible(page: Page, except: string[] = []) {
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const [theme, other] = dark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)
  const found = await violationsOf(page, new AxeBuilder({ page }).withTags(tags).disableRules(except))
  await page.emulateMedia({ colorScheme: other })
  const inOther = await violationsOf(page, new AxeBuilder({ page }).withRules(['color-contrast']))
  await page.emulateMedia({ colorScheme: theme })
  expect({ [theme]: found, [other]: inOther }, page.url()).toEqual({ [theme]: [], [other]: [] })
}

/**
 * As expectAccessible, where no script may run, not even axe: audits what a visitor sees there as a page of its own, with
 * what is meant for them in the place of `noscript`. What was streamed stands beside `main` there: only a script can move
 * it in.
 */
export async function expectAccessibleWithoutScript(page: Page) {
  // Between two pages there is an empty one.
  await expect(page).toHaveTitle(/./)
  await page.waitForLoadState()
  const html = (await page.content())
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
    .replace(/<(\/?)noscript\b[^>]*>/g, '')
  const context = await page.context().browser()?.newContext({ javaScriptEnabled: true })
  if (!context) throw new Error('the browser is gone')
  const copy = await context.newPage()
  await copy.route(page.url(), (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await copy.goto(page.url())
  await expectAccessible(copy, ['region'])
  await context.close()
}
