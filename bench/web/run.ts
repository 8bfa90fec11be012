import { rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { newData, startShop } from '../../e2e/shop-process.ts'
import { freePort } from '../../local/ports.ts'
import { ensureBrowser } from '../../tests/browser.ts'
import { startBrowser } from './browser.ts'
import { startEmptySite } from './empty-site.ts'
import { type Audit, audit } from './lighthouse.ts'
import { tableOf } from './report.ts'
import { shopperWithOrderAndCart, shown } from './shopper.ts'
import { isMet, lighthouseRows, speedRows } from './targets.ts'
import { type Visits, visitAll } from './visits.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    /** Of Lighthouse, whose scores of performance vary. */
    audits: { type: 'string', default: '5' },
  },
})
const say = (text: string) => console.log(`[bench:web] ${text}`)

process.env.PLAYWRIGHT_CHROMIUM_PATH = ensureBrowser()
const closing: (() => unknown)[] = []

async function startSites() {
  const data = newData()
  const port = await freePort()
  closing.push(() => rmSync(data, { recursive: true, force: true }))
  say('building and starting the shop')
  const shop = startShop({ PORT: String(port), SWOON_DATA: data, PAYMENT_SUCCESS_RATE: '1' })
  closing.push(shop.stop)
  await shop.ready
  say('building and starting an empty app')
  const empty = await startEmptySite(root)
  closing.push(empty.close)
  return { shop: `http://localhost:${port}`, empty: empty.url }
}

async function measureSpeed(sites: { shop: string; empty: string; cookies: Cookies }) {
  const browser = await startBrowser()
  closing.push(() => browser.close())
  const runs: Visits[] = []
  await warmUp(sites)
  // What a first visit finds cold does not count.
  await visitAll(browser, sites)
  while (runs.length < Number(values.runs)) {
    runs.push(await visitAll(browser, sites))
    say(`run ${runs.length} of ${values.runs}`)
  }
  const version = browser.version()
  await browser.close()
  return { rows: speedRows(runs), version }
}

const warmUps = 50

/** A site that has been up for a minute has compiled what it runs most. */
async function warmUp({ empty, shop }: { empty: string; shop: string }) {
  for (let time = 0; time < warmUps; time++)
    for (const url of [empty, shop, `${shop}/products/${shown.id}`, `${shop}/cart`, `${shop}/orders`])
      await (await fetch(url)).text()
}

type Cookies = Awaited<ReturnType<typeof shopperWithOrderAndCart>>

async function auditPages(shop: string, cookies: Cookies) {
  const port = await freePort()
  const browser = await startBrowser(port)
  closing.push(() => browser.close())
  const cookie = { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
  const audited = [
    { name: '/', path: '/', headers: {} },
    { name: 'product', path: `/products/${shown.id}`, headers: {} },
    { name: '/cart, empty', path: '/cart', headers: {} },
    { name: '/cart', path: '/cart', headers: cookie },
  ].map((page) => ({ ...page, taken: [] as Audit[] }))
  // By turns: a busy minute of the machine is then one audit of each page and not most of one page's.
  for (let round = 1; round <= Number(values.audits); round++) {
    for (const { path, headers, taken } of audited) taken.push(await audit(`${shop}${path}`, port, headers))
    say(`Lighthouse has seen every page, ${round} of ${values.audits}`)
  }
  await browser.close()
  return audited.map(({ name, taken }) => [name, medianOf(taken)] as const)
}

/** The one whose performance is in the middle. */
function medianOf(audits: Audit[]): Audit {
  const sorted = audits.toSorted((a, b) => a.scores.performance - b.scores.performance)
  const median = sorted[Math.floor(sorted.length / 2)]
  if (!median) throw new Error('--audits must be 1 or more')
  return median
}

async function run() {
  const sites = await startSites()
  const cookies = await shopperWithOrderAndCart(sites.shop)
  const load = loadavg()[0] ?? 0
  const { rows: speed, version } = await measureSpeed({ ...sites, cookies })
  const audits = await auditPages(sites.shop, cookies)
  const rows = [...speed, ...audits.flatMap(([page, seen]) => lighthouseRows(page, seen))]
  console.log(`\n${tableOf(rows)}\n`)
  for (const [page, { failing }] of audits)
    for (const line of failing) console.log(`Lighthouse on ${page}: ${line}`)
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    load,
    node: process.version,
    chromium: version,
  }
  const results = {
    at: new Date().toISOString(),
    machine,
    rows: rows.map((row) => ({ ...row, met: isMet(row) })),
  }
  writeFileSync(new URL('./results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`)
  const missed = rows.filter((row) => !isMet(row))
  console.log(
    missed.length === 0 ? 'every target is met' : `${missed.length} of ${rows.length} targets missed`,
  )
  process.exitCode = missed.length === 0 ? 0 : 1
}

try {
  await run()
} finally {
  for (const close of closing.reverse()) await close()
}
