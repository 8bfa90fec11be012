import type { BrowserContext, Page } from '@playwright/test'

type Shift = { value: number; moved: string[] }

/** An aborted request is a prefetch or a poll whose page was left; csp stands for a script where none may run. */
const isExpected = (reason: string | undefined) => reason === 'net::ERR_ABORTED' || reason === 'csp'

/**
 * Notes what no page may do in any test: move what is on screen without being asked to, hold what its policy stops, write
 * an error to the console, throw, or fail to load something. The list that it answers grows as the test goes on.
 */
export async function watched(context: BrowserContext): Promise<string[]> {
  const complaints: string[] = []
  const note = (page: Page | null | undefined, what: string) =>
    complaints.push(`${page ? pathOf(page.url()) : '?'}: ${what}`)

  await context.exposeBinding('reportLayoutShift', ({ page }, { value, moved }: Shift) => {
    note(page, `layout shift ${value.toPrecision(2)} of ${moved.join(', ')}`)
  })
  await context.addInitScript(reportLayoutShifts)
  await context.exposeBinding('reportViolation', ({ page }, what: string) => note(page, `violation: ${what}`))
  await context.addInitScript(reportViolations)
  context.on('console', (message) => {
    if (message.type() === 'error') note(message.page(), `console: ${message.text()}`)
  })
  context.on('weberror', (error) => note(error.page(), `uncaught ${error.error().message}`))
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    if (!isExpected(reason)) note(undefined, `${request.method()} ${request.url()} failed: ${reason}`)
  })
  return complaints
}

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : url)

/** Runs in the page. */
function reportViolations() {
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
    const report = Reflect.get(window, 'reportViolation') as (what: string) => void
    report(`${effectiveDirective} stops ${blockedURI} ${sample}`)
  })
}

/**
 * Runs in the page. Shifts within half a second of input are the answer to it and are not counted, as in CLS; on a busy machine
 * the answer takes longer, so nor are those within five on the same page. Nor those that CLS, which has three decimals, shows
 * as 0: digits that change in their own place.
 */
function reportLayoutShifts() {
  type Entry = PerformanceEntry & {
    value: number
    hadRecentInput: boolean
    sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
  }
  const shown = ({ x, y, width, height }: DOMRect) => `${x},${y} ${width}x${height}`
  const nameOf = ({ node, previousRect, currentRect }: Entry['sources'][number]) => {
    const element = node instanceof Element ? node : node?.parentElement
    if (!element) return `something gone since at ${shown(previousRect)}`
    const { tagName, className } = element
    return `<${tagName.toLowerCase()} class="${className}"> from ${shown(previousRect)} to ${shown(currentRect)}`
  }
  let input = { at: Number.NEGATIVE_INFINITY, path: '' }
  for (const type of ['pointerup', 'keydown', 'input'])
    addEventListener(
      type,
      ({ timeStamp }) => {
        input = { at: timeStamp, path: location.pathname }
      },
      true,
    )
  const isAnswer = ({ startTime }: Entry) => input.path === location.pathname && startTime - input.at < 5_000
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Entry[]) {
      if (entry.hadRecentInput || isAnswer(entry) || entry.value < 0.0005) continue
      const report = Reflect.get(window, 'reportLayoutShift') as (shift: Shift) => void
      report({ value: entry.value, moved: entry.sources.map(nameOf) })
    }
  }).observe({ type: 'layout-shift', buffered: true })
}
