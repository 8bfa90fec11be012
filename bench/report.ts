import type { Bench, Use } from './bench'
import { type Figure, judge, shown, tableOf } from './figures'
import type { Machine } from './machine'
import type { SectionName } from './options'
import { mean, median } from './statistics'

/** What one section measured, how long that took, and how long a GetItem took before and after it. */
export type Measurement = {
  name: SectionName
  date: string
  seconds: number
  getItemMs: [before: number, after: number]
  figures: Figure[]
}

export type Results = {
  machine: Machine
  quick: boolean
  runs: number
  sections: Measurement[]
  processes: Use[]
  series: Bench['series']
}

const processTable = (uses: readonly Use[]) =>
  [
    '| process | during | CPU ms a purchase | memory MB, mean | highest |',
    '|:---|:---|---:|---:|---:|',
    ...uses.flatMap(({ during, purchases, processes }) =>
      processes.map(
        ({ name, cpuSeconds, memoryMb }) =>
          `| ${name} | ${during} | ${shown((1000 * cpuSeconds) / purchases)} | ${shown(mean(memoryMb))} | ${shown(Math.max(...memoryMb))} |`,
      ),
    ),
  ].join('\n')

/** The whole result as Markdown, for the terminal and for the documentation. */
export function reportOf(results: Results) {
  const { machine, quick, runs, sections, processes } = results
  const { cores, processor, memoryGb, system, node, next, sdk, dynoxide, fauxqs } = machine
  // A host may be another one some minutes later, so each section has the measure of its own minutes.
  const figures = sections.flatMap((section) =>
    section.figures.map((figure) => judge(figure, mean(section.getItemMs))),
  )
  const minutes = sections.reduce((total, { seconds }) => total + seconds, 0) / 60
  const range = sections.flatMap((section) => section.getItemMs)
  return [
    `\`npm run bench${quick ? ' -- --quick' : ''}\` on ${sections.at(-1)?.date.slice(0, 10)}: ${cores} cores (${processor}), ${memoryGb} GB, ${system}; Node ${node.slice(1)}, Next ${next}, AWS SDK ${sdk}, dynoxide ${dynoxide}, fauxqs ${fauxqs}; ${runs} run(s), ${Math.round(minutes)} minutes.`,
    '',
    `One GetItem through the SDK took ${shown(median(range))} ms at the median, ${shown(Math.min(...range))} to ${shown(Math.max(...range))} in the course of the run; the targets for times and rates of a section are scaled by what it took before and after that section.`,
    '',
    tableOf(figures),
    ...(processes.length > 0 ? ['', processTable(processes)] : []),
    ...(machine.procfs
      ? []
      : ['', 'CPU and memory of the processes are measured only where there is a /proc.']),
  ].join('\n')
}
