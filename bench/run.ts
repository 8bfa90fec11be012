import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { newData } from '../e2e/shop-process'
import { freePort } from '../local/ports'
import { rowsOfPurchase } from '../tests/many/stored-purchases'
import { writeAll } from '../tests/many/write-rows'
import { newGuest } from '../tests/purchases'
import { drawAll, type Series } from './charts'
import { type Figure, median, ofRuns, quantile, report, say } from './figures'
import { buy } from './purchases'
import { type Shop, startShop } from './shop'

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    /** A tenth of everything, once, to see that it runs. */
    quick: { type: 'boolean', default: false },
  },
})
const part = (count: number) => (values.quick ? Math.ceil(count / 10) : count)
const gauges: number[] = []
const series: Series = { throughput: [], 'stored-orders': [], 'settle-times': [] }

/** Buys, and tells how long one GetItem took before and after it: a host may be another minutes later. */
async function gauged(shop: Shop, name: string, count: number, shoppers: number) {
  const before = await shop.getItemMs()
  const bought = await buy(shop, name, part(count), shoppers)
  const after = await shop.getItemMs()
  gauges.push(before, after)
  return { ...bought, getItemMs: (before + after) / 2 }
}

async function repeat<T>(work: () => Promise<T>) {
  const results: T[] = []
  while (results.length < (values.quick ? 1 : Number(values.runs))) results.push(await work())
  return results
}

/** One purchase at a time; a thousand by a hundred shoppers; with more and more in flight. */
async function purchases(): Promise<Figure[]> {
  say('starting the shop, production build')
  const shop = await startShop()
  try {
    // Until then Node is still compiling, and a purchase takes half as long again.
    await buy(shop, 'warm-up', part(2000), 100)
    const alone = await repeat(() => gauged(shop, 'one at a time', 150, 1))
    const many = await repeat(() => gauged(shop, '100 at a time', 1000, 100))
    for (const shoppers of [1, 4, 16, 64, 256]) {
      const count = Math.min(600, Math.max(60, shoppers * 20))
      const { rate, getItemMs } = await gauged(shop, `${shoppers} in flight`, count, shoppers)
      series.throughput.push([shoppers, rate * getItemMs])
    }
    const settleMs = alone.flatMap((run) => run.settleMs)
    for (const share of [0, 10, 25, 50, 75, 90, 95, 99])
      series['settle-times'].push([quantile(settleMs, share / 100), share])
    const of = (times: 'acceptMs' | 'settleMs', share: number) =>
      ofRuns(alone.map((run) => quantile(run[times], share) / run.getItemMs))
    const rates = ofRuns(many.map(({ rate, getItemMs }) => rate * getItemMs))
    return [
      { name: 'POST /basket/checkout alone, p50', ...of('acceptMs', 0.5), unit: 'ms', atMost: 20 },
      { name: 'POST /basket/checkout alone, p99', ...of('acceptMs', 0.99), unit: 'ms' },
      { name: 'settled at low load, p50', ...of('settleMs', 0.5), unit: 'ms', atMost: 60 },
      { name: 'settled at low load, p99', ...of('settleMs', 0.99), unit: 'ms' },
      { name: `${part(1000)} purchases of two lines settled`, ...rates, unit: '/s', atLeast: 65 },
    ]
  } finally {
    await shop.close()
  }
}

/** The time of one purchase with few and with many of them stored, in a shop of its own. */
async function stored(): Promise<Figure[]> {
  const shop = await startShop()
  const sizes = [part(1_000), part(50_000)]
  try {
    let present = part(800)
    await buy(shop, 'warm-up', present, 100)
    for (const size of sizes) {
      say(`storing ${size} purchases`)
      await store(shop, size - present)
      const { rate, getItemMs } = await gauged(shop, `with ${size} stored`, 800, 100)
      series['stored-orders'].push([size, 1000 / rate / getItemMs])
      present = size + part(800)
    }
  } finally {
    await shop.close()
  }
  const [[, few = 1] = [], [, many = 0] = []] = series['stored-orders']
  const name = `cost with ${sizes[1]} stored orders to that with ${sizes[0]}`
  return [{ name, value: many / few, unit: 'x', atMost: 1.15 }]
}

/** `count` purchases of shoppers with twenty orders each, over the last months. */
async function store({ tables, products }: Shop, count: number) {
  let userName = ''
  for (let from = 0; from < count; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - from) }, (_, offset) => {
      const index = from + offset
      if (index % 20 === 0) userName = newGuest()
      return rowsOfPurchase(userName, products, { index, minutesAgo: (index * 7) % 100_000 })
    })
    await writeAll(tables, rows.flat())
  }
}

/** What tests/cost holds a purchase to, call by call. */
function units(): Figure[] {
  const args = ['vitest', 'run', 'tests/cost/purchase.test.ts', '-t', 'a purchase of two lines']
  const holds = spawnSync('npx', args, { stdio: 'ignore' }).status === 0
  return Object.entries({ write: 20, read: 6 }).map(([kind, count]) => {
    const value = holds ? count : Number.NaN
    return { name: `${kind} units of a purchase`, value, unit: '', atMost: count }
  })
}

/** `npm start` and `npm run dev` as they are typed, on an empty data folder, until `place` answers 200. */
async function start(script: 'start' | 'dev', place: string, atMost: number): Promise<Figure> {
  const seconds = await repeat(async () => {
    const [data, port] = [newData(), String(await freePort())]
    const env = { ...process.env, PORT: port, SWOON_DATA: data }
    const began = performance.now()
    const child = spawn('npm', ['run', script], { env, stdio: 'ignore', detached: true })
    while ((await fetch(`http://localhost:${port}${place}`).catch(() => undefined))?.status !== 200) {
      if (child.exitCode !== null) throw new Error(`npm run ${script} ended with ${child.exitCode}`)
      await wait(20)
    }
    const taken = (performance.now() - began) / 1000
    child.kill('SIGTERM')
    await once(child, 'exit')
    // npm ends before what it started has written its last.
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    say(`npm run ${script}: ${taken.toFixed(2)} s`)
    return taken
  })
  return { name: `npm run ${script} until ${place} answers`, ...ofRuns(seconds), unit: 's', atMost }
}

const figures = [...(await purchases()), ...(await stored()), ...units()]
figures.push(await start('start', '/api/health', 6), await start('dev', '/', 9))
const range = `${Math.min(...gauges).toFixed(2)} to ${Math.max(...gauges).toFixed(2)}`
const note = `Times and rates of purchases are scaled to a host on which one GetItem through the plain SDK takes 1.0 ms; here it took ${median(gauges).toFixed(2)} ms, ${range} in the course of the run.`
report('load', { figures, note, series }, values.write)
if (values.write) drawAll(series)
