import { runbook } from '../lib/alarm/runbook.ts'

const head = '| Alarm | Means | Do |\n|---|---|---|\n'
const cell = (text: string) => text.replaceAll('|', '\\|')

/** docs/operations.md with its table of alarms as lib/alarm/runbook.ts has it. */
export function alarmsTable(page: string): string {
  const [before, after = ''] = page.split(head)
  const rows = runbook.map(
    ({ alarms, means, todo }) =>
      `| ${alarms.map((name) => `\`${name}\``).join(', ')} | ${cell(means)} | ${cell(todo)} |\n`,
  )
  return `${before}${head}${rows.join('')}${after.replace(/^(\|.*\n)*/, '')}`
}
