import type { LastHour as Hour, Moved } from '@/lib/queue/queue'
import { DataCell, DataRow, DataTable } from './data-table'

const step = 5

/** The numbers behind the pictures of the last hour, the latest first; nothing where CloudWatch knows nothing yet. */
export function LastHour({ hour }: { hour: Hour }) {
  const queues = Object.entries(hour)
  const [first] = queues
  if (!first) return null
  const latest = Array.from({ length: first[1].length / step }, (_, nth) => nth)
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">The last hour in numbers</summary>
      <DataTable
        caption="Messages that came in, and messages done with, in each five minutes."
        columns={['Minutes ago', ...queues.map(([name]) => ({ name, isNumber: true as const }))]}
      >
        {latest.map((nth) => (
          <DataRow key={nth} heading={`${nth * step} to ${(nth + 1) * step}`}>
            {queues.map(([name, minutes]) => (
              <DataCell key={name} label={name} as="number">
                {sumOf(minutes.slice(minutes.length - (nth + 1) * step, minutes.length - nth * step))}
              </DataCell>
            ))}
          </DataRow>
        ))}
      </DataTable>
    </details>
  )
}

function sumOf(minutes: readonly Moved[]) {
  const total = (direction: keyof Moved) =>
    minutes.reduce((sum, minute) => sum + minute[direction], 0).toLocaleString('en')
  return `${total('in')} / ${total('out')}`
}
