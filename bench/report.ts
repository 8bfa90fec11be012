import type { Bench, Use } from './bench'
import { type Judged, shown, tableOf } from './figures'
import type { Machine } from './machine'
import { mean } from './statistics'

export type Results = {
  date: string
  machine: Machine
  seconds: number
  quick: boolean
  runs: number
  /** Median of one GetItem through the SDK, between the measurements, in milliseconds. */
  getItemMs: { median: number; each: number[] }
  figures: Judged[]
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
export function reportOf({ date, machine, seconds, quick, runs, getItemMs, figures, processes }: Results) {
  const { cores, processor, memoryGb, system, node, next, sdk, fauxqs } = machine
  return [
    `\`npm run bench${quick ? ' -- --quick' : ''}\` on ${date.slice(0, 10)}: ${cores} cores (${processor}), ${memoryGb} GB, ${system}; Node ${node.slice(1)}, Next ${next}, AWS SDK ${sdk}, fauxqs ${fauxqs}; ${runs} run(s), ${Math.round(seconds / 60)} minutes.`,
    '',
    `One GetItem through the SDK took ${shown(getItemMs.median)} ms at the median (${getItemMs.each.map(shown).join(', ')}); targets for times and rates are scaled by that.`,
    '',
    tableOf(figures),
    ...(processes.length > 0 ? ['', processTable(processes)] : []),
    ...(machine.procfs
      ? []
      : ['', 'CPU and memory of the processes are measured only where there is a /proc.']),
  ].join('\n')
}
