import { chaptersOf, delayText, type Timeline as Happened, type Step, textOf } from '@/lib/timeline/timeline'
import { DataCell, DataRow, DataTable } from './data-table'
import { LogTime } from './log-time'

type Props = Happened & { orderId: string }

/** Every receive, write and publish of one order in the order of time, each with a bar that shows how long it took. */
export function Timeline({ orderId, placedAt, steps, lines, unread, isCut }: Props) {
  const chapters = chaptersOf(steps)
  return (
    <section aria-labelledby="timeline" className="grid grid-cols-1 gap-4">
      <h2 id="timeline" className="panel-title">
        What happened
      </h2>
      <Lacking {...{ lines, unread, isCut }} />
      {chapters.map((chapter) => (
        <Chapter key={chapter[0]?.at} steps={chapter} placedAt={placedAt} />
      ))}
      <details className="panel p-5">
        <summary className="cursor-pointer font-semibold">As text, for a ticket</summary>
        <pre className="mt-4 whitespace-pre-wrap text-sm wrap-anywhere">
          {textOf(orderId, placedAt, steps)}
        </pre>
      </details>
    </section>
  )
}

function Lacking({ lines, unread, isCut }: Pick<Props, 'lines' | 'unread' | 'isCut'>) {
  const said = [
    unread.length > 0 && `The lines of ${unread.join(', ')} could not be read: their part may be missing.`,
    isCut && 'There was no time to look through all lines: some may be missing.',
    lines === 0 &&
      'No line of the log tells of this order, which are kept for 30 days: this is what its own history says.',
  ].filter((one) => one !== false)
  return said.length > 0 && <p className="max-w-[80ch] text-soft">{said.join(' ')}</p>
}

function Chapter({ steps, placedAt }: { steps: Step[]; placedAt: number }) {
  const [first] = steps
  if (!first) return null
  const begins = Math.min(...steps.map(({ at, since = at }) => since))
  const ends = Math.max(...steps.map(({ at }) => at))
  return (
    <DataTable
      caption={
        <>
          From <LogTime iso={new Date(begins).toISOString()} />, {Math.round(ends - begins)} ms in all. Pale
          is waiting in a queue, dark is work.
        </>
      }
      columns={[
        { name: 'After checkout', isNumber: true },
        'Service',
        'What',
        { name: 'Waited or took', isNumber: true },
        'Course',
      ]}
    >
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two steps may be alike in all else
        <Row key={index} step={step} {...{ placedAt, begins, ends }} />
      ))}
    </DataTable>
  )
}

type RowProps = { step: Step; placedAt: number; begins: number; ends: number }

const words: Partial<Record<Step['kind'], string>> = { fact: 'known from the order’s history' }

function Row({ step, placedAt, begins, ends }: RowProps) {
  const { at, since, service, what, kind, receiveCount = 1, eventId } = step
  const note = [words[kind], receiveCount > 1 && `received for the ${receiveCount}. time`]
    .filter(Boolean)
    .join(', ')
  return (
    <DataRow heading={<time dateTime={new Date(at).toISOString()}>{delayText(at - placedAt)}</time>}>
      <DataCell label="Service">{service}</DataCell>
      <DataCell label="What" as="wide" className={kind === 'failure' ? 'font-semibold text-bad' : ''}>
        {what}
        {note && <span className="block text-sm text-soft">{note}</span>}
        {kind === 'publish' && eventId && (
          <span className="block text-sm text-soft wrap-anywhere">{eventId}</span>
        )}
      </DataCell>
      <DataCell label="Waited or took" as="number">
        {since === undefined ? '–' : delayText(at - since).slice(1)}
      </DataCell>
      <DataCell label="Course" as="wide" className="timeline-course">
        <Bar {...{ step, begins, ends }} />
      </DataCell>
    </DataRow>
  )
}

const width = 1_000
const thinnest = 6

/** What the other cells say, drawn: a bar from the beginning of what took so long, or a mark. */
function Bar({ step: { at, since = at, kind }, begins, ends }: Omit<RowProps, 'placedAt'>) {
  const scale = (width - thinnest) / Math.max(1, ends - begins)
  const x = (since - begins) * scale
  return (
    <svg
      viewBox={`0 0 ${width} 12`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className={`course-${kind}`}
    >
      <rect x="0" y="5.5" width={width} height="1" className="course-line" />
      <rect x={x} y="1" width={Math.max(thinnest, (at - since) * scale + thinnest)} height="10" rx="2" />
    </svg>
  )
}
