import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { type Browser, chromium, type Page } from '@playwright/test'
import { freePort } from '../../local/ports'
import { ensureBrowser, launchOptions } from '../../tests/browser'
import { type Figure, median, report, say } from '../figures'
import { startShop, welcome } from '../shop'
import { startEmptySite } from './empty-site'
import { scoresOf } from './lighthouse'
import { loadPage, type PageLoad, timeToHeading } from './page-load'

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    runs: { type: 'string', default: '7' },
    /** Of Lighthouse, whose scores of performance vary. */
    audits: { type: 'string', default: '5' },
  },
})
process.env.PLAYWRIGHT_CHROMIUM_PATH = ensureBrowser()
const closing: (() => unknown)[] = []

/** On the front page, whatever else is sold. */
const product = { name: 'Arcade Pad', path: '/products/arcade-pad' }
const pages = { '/': '/', product: product.path, '/cart': '/cart', '/orders': '/orders' }
const pageNames = Object.keys(pages) as (keyof typeof pages)[]
/** KB of JavaScript that a page may add to the empty app's. */
const scriptAllowance = { '/': 30, product: 30, '/cart': 30, '/orders': 45 }
const least = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 }
const categories = Object.keys(least) as (keyof typeof least)[]

/** The cookie of a shopper who has bought once and has two lines in the cart again. */
async function shopperWithOrderAndCart(shop: Awaited<ReturnType<typeof startShop>>) {
  const shopper = welcome(shop)
  const wanted = shop.products.slice(0, 2).map((each): [typeof each, number] => [each, 1])
  const { orderId } = await shopper.checkOut(await shopper.fill(wanted))
  const headers = { cookie: shopper.cookie() }
  while (!(await (await fetch(`${shop.url}/api/orders/${orderId}`, { headers })).json()).settled);
  await shopper.fill(wanted)
  return shopper.cookie()
}

async function startBrowser(port = 0) {
  const { args, ...options } = launchOptions()
  const browser = await chromium.launch({ ...options, args: [...args, `--remote-debugging-port=${port}`] })
  closing.push(() => browser.close())
  return browser
}

/** Runs `look` on a page of that shopper, who has nothing cached, on a processor slowed down four times. */
async function visit<T>(browser: Browser, url: string, cookie: string, look: (page: Page) => Promise<T>) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url }])
    // tsx wraps functions in this to keep their names; those that run in the page find it there.
    await context.addInitScript('globalThis.__name = (named) => named')
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    return await look(page)
  } finally {
    await context.close()
  }
}

/** The empty app and the shop in turn, a first round aside, which finds everything cold. */
async function speedFigures(shop: string, empty: string, cookie: string): Promise<Figure[]> {
  const browser = await startBrowser()
  const urls = { empty, ...Object.fromEntries(pageNames.map((name) => [name, shop + pages[name]])) }
  const loads: Record<string, PageLoad[]> = {}
  const navigations: Record<string, number[]> = {}
  const keep = <T>(kept: Record<string, T[]>, name: string, value: T) => {
    kept[name] = [...(kept[name] ?? []), value].slice(-Number(values.runs))
  }
  for (let round = 0; round <= Number(values.runs); round++) {
    for (const [name, url] of Object.entries(urls))
      keep(loads, name, await visit(browser, url, cookie, (page) => loadPage(page, url)))
    for (const [name, url] of Object.entries({ 'Second page': empty, [product.name]: shop }))
      keep(navigations, name, await visit(browser, url, cookie, (page) => timeToHeading(page, url, name)))
    say(`round ${round} of ${values.runs}`)
  }
  await browser.close()
  const of = (name: string, what: keyof PageLoad) => median((loads[name] ?? []).map((load) => load[what]))
  const empties = { script: of('empty', 'scriptBytes') / 1000, paint: of('empty', 'firstPaint') }
  const [toSecond = 0, toProduct = 0] = Object.values(navigations).map(median)
  const ofPage = (page: (typeof pageNames)[number]): Figure[] => {
    const script = of(page, 'scriptBytes') / 1000
    const paint = of(page, 'largestPaint') / empties.paint
    const shift = Math.max(...(loads[page] ?? []).map(({ layoutShift }) => layoutShift))
    const most = empties.script + scriptAllowance[page]
    return [
      { name: `JavaScript of ${page}, gzip`, unit: 'KB', value: script, empty: empties.script, atMost: most },
      { name: `largest paint of ${page} to the empty app's first`, unit: 'x', value: paint, atMost: 2.25 },
      { name: `layout shift of ${page}`, unit: '', value: shift, atMost: 0 },
    ]
  }
  const click = { value: toProduct, empty: toSecond, atMost: Math.max(150, 1.75 * toSecond) }
  return [
    ...pageNames.flatMap(ofPage),
    { name: 'all bytes of /', unit: 'KB', value: of('/', 'totalBytes') / 1000, atMost: 260 },
    { name: 'requests of /', unit: '', value: of('/', 'requests'), atMost: 40 },
    { name: 'catalogue to product, click to heading', unit: 'ms', ...click },
  ]
}

/** Lighthouse as a phone on a slow network, by turns: a busy minute is then one audit of each page. */
async function auditFigures(shop: string, cookie: string): Promise<Figure[]> {
  const port = await freePort()
  const browser = await startBrowser(port)
  const audited = [
    { name: '/', path: '/' },
    { name: 'product', path: product.path },
    { name: '/cart, empty', path: '/cart' },
    { name: '/cart', path: '/cart', headers: { cookie } },
  ].map((page) => ({ ...page, scores: categories.map((): number[] => []) }))
  for (let round = 1; round <= Number(values.audits); round++) {
    for (const { path, headers, scores } of audited) {
      const found = await scoresOf(`${shop}${path}`, { port, categories, headers })
      found.forEach((score, at) => {
        scores[at]?.push(score)
      })
    }
    say(`Lighthouse has seen every page, ${round} of ${values.audits}`)
  }
  await browser.close()
  return audited.flatMap(({ name, scores }) =>
    categories.map((category, at) => {
      const value = median(scores[at] ?? [])
      return { name: `Lighthouse ${category} of ${name}`, unit: '', value, atLeast: least[category] }
    }),
  )
}

try {
  say('building and starting the shop and an empty app')
  const shop = await startShop(2)
  closing.push(shop.close)
  const empty = await startEmptySite()
  closing.push(empty.close)
  const cookie = await shopperWithOrderAndCart(shop)
  const note = `A processor slowed down four times; the machine's load was ${(loadavg()[0] ?? 0).toFixed(1)}.`
  const figures = await speedFigures(shop.url, empty.url, cookie)
  report('web', { figures: [...figures, ...(await auditFigures(shop.url, cookie))], note }, values.write)
} finally {
  for (const close of closing.reverse()) await close()
}
