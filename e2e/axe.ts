import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

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

/** Axe tells of each thing that is as it should be, too, unless it is asked not to. */
const auditOf = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ['violations'] })

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
  expect(await violationsOf(page, auditOf(page).withTags(tags)), page.url()).toEqual([])
}

/** Fails where a colour of the page as it is now has too little contrast in the theme that is not on. */
async function expectContrastInOtherTheme(page: Page) {
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await page.emulateMedia({ colorScheme: dark ? 'light' : 'dark' })
  const found = await violationsOf(page, auditOf(page).withRules(['color-contrast']))
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
  expect(found, `${page.url()} in the other theme`).toEqual([])
}

/**
 * Runs in the page: all that axe judges it by but for words, numbers and addresses. Two pages of the same structure
 * are audited alike: what is not drawn is not judged, and a row more of the same kind is no other structure.
 */
function structureOf() {
  const judged = /^(class|role|type|tabindex|disabled|lang|aria-(?!label|describedby|controls|owns|value).*)$/
  const isJudged = (element: Element) =>
    element.matches('head, title, meta') || getComputedStyle(element).display !== 'none'
  const isRow = (described: string) => /^(LI|ARTICLE|TR|OPTION)\b/.test(described)
  const described = ({ tagName, attributes, textContent, children }: Element): string => {
    const own = Array.from(attributes, ({ name, value }) =>
      judged.test(name) ? `${name}=${value}` : `${name}${value ? '' : ' is empty'}`,
    )
    const within = [...children]
      .filter(isJudged)
      .map(described)
      .filter((one, at, all) => !isRow(one) || all.indexOf(one) === at)
    return `${tagName}${textContent?.trim() ? '' : ' without text'} ${own}(${within})`
  }
  return described(document.documentElement)
}

/** Runs an audit, unless this run, which begins with an empty folder, has it noted by one of its workers. */
async function once(name: string, audit: () => Promise<void>) {
  const file = createHash('sha256').update(name).digest('hex')
  const note = join(test.info().project.outputDir, 'audited', file)
  if (existsSync(note)) return
  await audit()
  mkdirSync(dirname(note), { recursive: true })
  writeFileSync(note, '')
}

/** As expectAccessible, in both themes, but for what this run has audited already: a structure, at a width in one of them. */
export async function expectAccessibleOnce(page: Page) {
  await untilStill(page)
  const structure = await page.evaluate(structureOf)
  const width = page.viewportSize()?.width
  await once(`${width} ${structure}`, () => expectAccessible(page))
  await once(structure, () => expectContrastInOtherTheme(page))
}
