import { parseArgs } from 'node:util'
import { attack } from './attack'
import { watchedShop } from './unhandled'

// npm run fuzz -- --cases 10000 --seed 1: hostile requests and events to a shop of its own, on this machine alone.
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
})
const shop = await watchedShop()
const report = await attack(shop, { cases: Number(values.cases), seed: Number(values.seed) })
console.table(report.statuses)
for (const [name, found] of [
  ['fault', report.faults],
  ['slow', report.slow],
] as const)
  for (const { kind, status, ms, sent } of found) console.log(name, kind, status, `${ms.toFixed()} ms`, sent)
for (const damage of report.damage) console.log('damage', damage)
await shop.close()
process.exitCode = report.faults.length + report.slow.length + report.damage.length > 0 ? 1 : 0
