import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { newData, startShop } from '../../e2e/shop-process'
import { freePort } from '../../local/ports'
import { attack } from './attack'

// npm run fuzz -- --cases 12000 --seed 1: hostile requests to a shop of its own, on this machine alone.
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '12000' }, seed: { type: 'string', default: '1' } },
})
const data = newData()
const port = await freePort()
const shop = startShop({ PORT: String(port), SWOON_DATA: data })
await shop.ready
const report = await attack({
  url: `http://localhost:${port}`,
  cases: Number(values.cases),
  seed: Number(values.seed),
})
console.table(report.statuses)
for (const [name, found] of [
  ['fault', report.faults],
  ['slow', report.slow],
] as const)
  for (const { status, ms, sent } of found)
    console.log(name, status, `${ms.toFixed()} ms`, JSON.stringify(sent).slice(0, 300))
await shop.stop()
rmSync(data, { recursive: true, force: true })
process.exitCode = report.faults.length + report.slow.length > 0 ? 1 : 0
