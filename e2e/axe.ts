import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Longer than any transition: what lasts longer is a countdown, or never ends, and changes no colour. */
const longestTransitionMs = 1_000

/**
 * Half-faded text has too little contrast, and a title streams in after its page. What stands still because it is out
 * of sight is not waited for.
 */
const untilStill = (page: Page) => page.waitForFunction(isStill, longestTransitionMs, { polling: 50 })

/** Runs in the page. */
const isStill = (longest: number) =>
  document.title !== '' &&
  !document.getAnimations().some(({ effect, playState }) => {
    if (playState !== 'running' || !(effect instanceof KeyframeEffect)) return false
    const isSeen = effect.target?.checkVisibility({ contentVisibilityAuto: true })
    return isSeen && Number(effect.getComputedTiming().endTime) <= longest
  })

async function violationsOf(page: Page, audit: AxeBuilder) {
  await untilStill(page)
  // Legacy mode stays in this page; the other opens one more for every audit.
  const { violations } = await audit.setLegacyMode(true).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

/** Fails with everything axe finds on the page as it is now, by all rules of WCAG 2.2 AA. */
export async function expectAccessible(page: Page) {
  expect(await violationsOf(page, new AxeBuilder({ page }).withTags(tags)), page.url()).toEqual([])
}

/** Fails where a colour of the page as it is now has too little contrast in the theme that is not on. */
async function expectContrastInOtherTheme(page: Page) {
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await page.emulateMedia({ colorScheme: dark ? 'light' : 'dark' })
  const found = await violationsOf(page, new AxeBuilder({ page }).withRules(['color-contrast']))
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  expect(found, `${page.url()} in the other theme`).toEqual([])
}

/**
 * Runs in the page: all that axe judges it by but for words, numbers and addresses. Two pages of the same structure
 * are audited alike.
 */
function structureOf() {
  const judged = /^(class|role|type|tabindex|disabled|lang|aria-(?!label|describedby|controls|owns|value).*)$/
  const elements = Array.from(document.querySelectorAll('*'), ({ tagName, attributes, textContent }) => [
    textContent?.trim() ? tagName : `${tagName} without text`,
    ...Array.from(attributes, ({ name, value }) =>
      judged.test(name) ? `${name}=${value}` : `${name}${value ? '' : ' is empty'}`,
    ),
  ])
  return [innerWidth, ...elements].join()
}

const audited = new Set<string>()

/** As expectAccessible, in both themes, but for a page of a structure that this process has audited already. */
export async function expectAccessibleOnce(page: Page) {
  await untilStill(page)
  const structure = await page.evaluate(structureOf)
  if (audited.has(structure)) return
  await expectAccessible(page)
  await expectContrastInOtherTheme(page)
  audited.add(structure)
}
