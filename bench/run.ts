import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBench, type Section } from './bench'
import { drawAll } from './charts/draw'
import { machine } from './machine'
import { optionsOf, type SectionName, sectionNames } from './options'
import { say } from './progress'
import { type Measurement, type Results, reportOf } from './report'
import { resultsFile, withEarlier } from './results'
import { accept } from './sections/accept'
import { bundles } from './sections/bundles'
import { concurrency } from './sections/concurrency'
import { hot } from './sections/hot'
import { polling } from './sections/polling'
import { reading } from './sections/reading'
import { settle } from './sections/settle'
import { start } from './sections/start'
import { stored } from './sections/stored'

const root = fileURLToPath(new URL('..', import.meta.url))
const sections: Record<SectionName, Section> = {
  bundles,
  start,
  accept,
  settle,
  hot,
  reading,
  polling,
  stored,
  concurrency,
}

const options = optionsOf(process.argv.slice(2))
const bench = await openBench(options)
try {
  const measured: Measurement[] = []
  for (const name of sectionNames.filter((name) => options.only.includes(name)))
    measured.push(await measure(name))
  finish({
    machine: machine(),
    quick: options.quick,
    runs: options.runs,
    sections: measured,
    processes: bench.uses,
    series: bench.series,
  })
} finally {
  await bench.close()
}

async function measure(name: SectionName): Promise<Measurement> {
  const before = await bench.gauge()
  say(`${name}: one GetItem takes ${before.toFixed(2)} ms`)
  const began = performance.now()
  const figures = await sections[name](bench)
  const seconds = (performance.now() - began) / 1000
  return { name, date: new Date().toISOString(), seconds, getItemMs: [before, await bench.gauge()], figures }
}

/** Prints the table, keeps the numbers of a full run, and with `--write` puts both into the documentation. */
function finish(now: Results) {
  const results = options.quick ? now : withEarlier(now)
  const report = reportOf(results)
  process.stdout.write(`\n${report}\n`)
  if (options.quick) return
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
  if (!options.write) return
  mkdirSync(path.join(root, 'docs/charts'), { recursive: true })
  for (const [file, svg] of Object.entries(drawAll(results.series)))
    writeFileSync(path.join(root, 'docs/charts', file), `${svg}\n`)
  const document = path.join(root, 'docs/performance.md')
  const text = readFileSync(document, 'utf8')
  writeFileSync(document, text.replace(/(<!-- measured -->)[\s\S]*(<!-- end -->)/, `$1\n\n${report}\n\n$2`))
}
