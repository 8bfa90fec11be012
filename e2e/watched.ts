import type { BrowserContext, Page } from '@playwright/test'

type Shift = { value: number; moved: string[] }

/** An aborted request is a prefetch or a poll whose page was left. */
const isAbort = (reason: string | undefined) => reason === 'net::ERR_ABORTED'

/**
 * Notes what no page may do in any test: move what is on screen without being asked to, write an error to the console,
 * throw, or fail to load something. The list that it answers grows as the test goes on.
 */
export async function watched(context: BrowserContext): Promise<string[]> {
  const complaints: string[] = []
  const note = (page: Page | null | undefined, what: string) =>
    complaints.push(`${page ? pathOf(page.url()) : '?'}: ${what}`)

  await context.exposeBinding('reportLayoutShift', ({ page }, { value, moved }: Shift) => {
    note(page, `layout shift ${value.toFixed(4)} of ${moved.join(', ') || 'something gone since'}`)
  })
  await context.addInitScript(reportLayoutShifts)
  context.on('console', (message) => {
    if (message.type() === 'error') note(message.page(), `console: ${message.text()}`)
  })
  context.on('weberror', (error) => note(error.page(), `uncaught ${error.error().message}`))
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    if (!isAbort(reason)) note(undefined, `${request.method()} ${request.url()} failed: ${reason}`)
  })
  return complaints
}

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : url)

/** Runs in the page. Shifts within half a second of input are the answer to it and are not counted, as in CLS. */
function reportLayoutShifts() {
  type Entry = PerformanceEntry & {
    value: number
    hadRecentInput: boolean
    sources: { node: Node | null }[]
  }
  const nameOf = (node: Node | null) => {
    const element = node instanceof Element ? node : node?.parentElement
    return element ? `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">` : ''
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Entry[]) {
      if (entry.hadRecentInput) continue
      const report = Reflect.get(window, 'reportLayoutShift') as (shift: Shift) => void
      report({ value: entry.value, moved: entry.sources.map(({ node }) => nameOf(node)).filter(Boolean) })
    }
  }).observe({ type: 'layout-shift', buffered: true })
}
