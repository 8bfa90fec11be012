import Link from 'next/link'
import { deadLettersAddress, redriveAddress } from '@/lib/console-address'
import type { Job } from '@/lib/dead-letter/job'
import { busDeadLetters, type QueuesState, totalOf } from '@/lib/queue/queue'
import { CalmState } from './calm-state'
import { Causes, type ShownCause } from './causes'
import { DataCell, DataRow, DataTable } from './data-table'
import { LogTime } from './log-time'
import { jobInWords } from './redrive-progress'

type Props = { causes: ShownCause[]; queues: QueuesState; jobs: Job[] }

/** What has failed by cause, where its messages wait, and what was done about it. */
export function Failures({ causes, queues, jobs }: Props) {
  const places = [
    ...queues.pairs.map(({ deadLetters, consumer, dead }) => ({ name: deadLetters, of: consumer, dead })),
    { name: busDeadLetters, of: 'the bus, which could not deliver them', dead: queues.bus },
  ].map(({ dead, ...place }) => ({ ...place, count: dead && totalOf(dead) }))
  const isCalm = causes.length === 0 && places.every(({ count }) => count === 0)
  return (
    <div className="grid grid-cols-1 gap-5">
      {isCalm ? <NothingFailed /> : causes.length > 0 && <Causes causes={causes} />}
      {!isCalm && (
        <DataTable
          caption="Dead letters: messages that were given up after ten tries. Each waits for fourteen days."
          columns={['Queue', 'Given up by', { name: 'Messages', isNumber: true }]}
        >
          {places.map(({ name, of, count }) => (
            <DataRow
              key={name}
              heading={
                <Link href={deadLettersAddress(name)} prefetch={false} className="underline">
                  {name}
                </Link>
              }
            >
              <DataCell label="Given up by">{of}</DataCell>
              <DataCell label="Messages" as="number" className={count ? 'font-bold text-bad' : ''}>
                {count?.toLocaleString('en') ?? '?'}
              </DataCell>
            </DataRow>
          ))}
        </DataTable>
      )}
      {jobs.length > 0 && <Jobs jobs={jobs} />}
    </div>
  )
}

const Jobs = ({ jobs }: { jobs: Job[] }) => (
  <DataTable caption="The latest redrives" columns={['Redrive', 'Queue', 'By', 'State']}>
    {jobs.map((job) => (
      <DataRow
        key={job.id}
        heading={
          <Link href={redriveAddress(job.id)} prefetch={false} className="underline">
            <LogTime iso={job.beganAt} />
          </Link>
        }
      >
        <DataCell label="Queue">{job.queue}</DataCell>
        <DataCell label="By">{job.by}</DataCell>
        <DataCell label="State" as="wide">
          {jobInWords(job)}
        </DataCell>
      </DataRow>
    ))}
  </DataTable>
)

const NothingFailed = () => (
  <CalmState heading="Nothing has failed">
    No message has failed in fifteen days, and none waits among the dead letters. What fails shows here at its
    first try, long before it is given up.
  </CalmState>
)
