import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openBench, type Section } from './bench'
import { drawAll } from './charts/draw'
import { type Figure, judge } from './figures'
import { machine } from './machine'
import { optionsOf, type SectionName, sectionNames } from './options'
import { say } from './progress'
import { type Results, reportOf } from './report'
import { accept } from './sections/accept'
import { bundles } from './sections/bundles'
import { concurrency } from './sections/concurrency'
import { hot } from './sections/hot'
import { polling } from './sections/polling'
import { reading } from './sections/reading'
import { settle } from './sections/settle'
import { start } from './sections/start'
import { stored } from './sections/stored'
import { median } from './statistics'

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
const began = performance.now()
try {
  const measured: Figure[] = []
  for (const name of sectionNames.filter((name) => options.only.includes(name))) {
    await bench.gauge()
    say(`${name}: one GetItem takes ${bench.getItemMs.at(-1)?.toFixed(2)} ms`)
    measured.push(...(await sections[name](bench)))
  }
  await bench.gauge()
  const getItemMs = { median: median(bench.getItemMs), each: bench.getItemMs }
  finish({
    date: new Date().toISOString(),
    machine: machine(),
    seconds: (performance.now() - began) / 1000,
    quick: options.quick,
    runs: options.runs,
    getItemMs,
    figures: measured.map((figure) => judge(figure, getItemMs.median)),
    processes: bench.uses,
    series: bench.series,
  })
} finally {
  await bench.close()
}

/** Prints the table, keeps the numbers, and with `--write` puts both into the documentation. */
function finish(results: Results) {
  const report = reportOf(results)
  process.stdout.write(`\n${report}\n`)
  writeFileSync(path.join(root, 'bench/results.json'), `${JSON.stringify(results, null, 2)}\n`)
  if (!options.write) return
  mkdirSync(path.join(root, 'docs/charts'), { recursive: true })
  for (const [file, svg] of Object.entries(drawAll(results.series)))
    writeFileSync(path.join(root, 'docs/charts', file), `${svg}\n`)
  const document = path.join(root, 'docs/performance.md')
  const text = readFileSync(document, 'utf8')
  writeFileSync(document, text.replace(/(<!-- measured -->)[\s\S]*(<!-- end -->)/, `$1\n\n${report}\n\n$2`))
}
