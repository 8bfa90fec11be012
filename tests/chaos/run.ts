import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bundleWorker } from './bundle'
import { runPlans, workerEnvironment } from './pool'

const folder = await mkdtemp(path.join(tmpdir(), 'swoon-chaos-'))
const file = path.join(folder, 'worker.mjs')
await bundleWorker(file)
const from = Number(process.argv[2] ?? 1),
  n = Number(process.argv[3] ?? 4)
const t = Date.now()
let purchases = 0
await runPlans({
  file,
  env: await workerEnvironment(),
  plans: Array.from({ length: n }, (_, i) => ({ seed: from + i })),
  onResult: (r) => {
    purchases += r.purchases
    console.log(
      r.seed,
      r.purchases,
      r.deliveries,
      r.hash,
      JSON.stringify(r.faults),
      r.violations.length,
      r.violations.slice(0, 3),
    )
    if (process.argv[4]) console.log(r.story.join('\n'))
    return true
  },
})
console.log(purchases, (Date.now() - t) / 1000)
await rm(folder, { recursive: true })
