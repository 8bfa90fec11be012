import type { Alarm, AlarmState } from '@/lib/alarm/alarm'
import { piecesOf, runbook } from '@/lib/alarm/runbook'
import { DataCell, DataRow, DataTable } from './data-table'
import { LogTime } from './log-time'

const words: Record<AlarmState, string> = { ALARM: 'Rings', INSUFFICIENT_DATA: 'Not known', OK: 'Quiet' }

/** Every alarm with its state, what rings first, and below what each means and what to do. */
export function Alarms({ alarms }: { alarms: Alarm[] | undefined }) {
  if (!alarms)
    return (
      <p className="panel p-6 text-soft">
        CloudWatch does not say how the alarms are. See the log lines “Alarms not read” of the site.
      </p>
    )
  const known = runbook.filter((entry) =>
    entry.alarms.some((name) => alarms.some((one) => one.name === name)),
  )
  return (
    <div className="grid grid-cols-1 gap-5">
      <DataTable
        caption="As CloudWatch has judged them last. One that rings has told its topic; what is not known has no data to be judged by."
        columns={['Alarm', 'State', 'Since', 'Runbook']}
      >
        {alarms.map(({ name, state, since, reason }) => (
          <DataRow key={name} heading={name} note={state === 'OK' ? undefined : reason}>
            <DataCell label="State" className={state === 'ALARM' ? 'font-bold text-bad' : ''}>
              {words[state]}
            </DataCell>
            <DataCell label="Since">{since ? <LogTime iso={since} /> : '–'}</DataCell>
            <DataCell label="Runbook" as="wide">
              <a
                href={`#${anchorOf(name)}`}
                className="inline-flex min-h-6 items-center font-semibold underline"
              >
                What to do<span className="sr-only"> about {name}</span>
              </a>
            </DataCell>
          </DataRow>
        ))}
      </DataTable>
      <section aria-labelledby="runbook" className="panel grid gap-5 p-5 sm:p-6">
        <h2 id="runbook" className="panel-title">
          Runbook
        </h2>
        {known.map(({ alarms, means, todo }) => (
          <section
            key={means}
            id={anchorOf(alarms[0] ?? '')}
            className="grid max-w-[72ch] gap-1 scroll-mt-24"
          >
            <h3 className="font-semibold wrap-anywhere">{alarms.join(', ')}</h3>
            <p>
              It means: <Text of={means} />.
            </p>
            <p className="text-soft wrap-anywhere">
              What to do: <Text of={todo} />.
            </p>
          </section>
        ))}
      </section>
    </div>
  )
}

/** Alarms of one cause have one place. */
const anchorOf = (name: string) =>
  `runbook-${runbook.find(({ alarms }) => alarms.includes(name))?.alarms[0] ?? name}`

const Text = ({ of }: { of: string }) =>
  piecesOf(of).map(({ text, isCode }) =>
    isCode ? (
      <code key={text} className="text-sm text-ink">
        {text}
      </code>
    ) : (
      text
    ),
  )
