import Link from 'next/link'
import { consoleAddress } from '@/lib/console-address'
import { type QueuesState, type Rates, totalOf } from '@/lib/queue/queue'
import type { OpenNumbers, Trouble } from '@/lib/verdict/verdict'
import { Ago } from './ago'
import { FlowOfShop } from './flow/figure'
import { wideLayout } from './flow/wide'
import { Since } from './verdict'

type State = { at: string; queues: QueuesState; open: OpenNumbers; troubles: Trouble[] }

/** What there is to do, and how full the queues and the list of open checkouts are. */
export const Overview = ({
  state: { at, queues, open, troubles },
  rates,
}: {
  state: State
  rates: Rates
}) => (
  <div className="grid gap-5 lg:grid-cols-2">
    <section aria-labelledby="todo" className="panel grid content-start gap-4 p-5 sm:p-6 lg:col-span-2">
      <h2 id="todo" className="panel-title">
        What to do next
      </h2>
      {troubles.length === 0 ? (
        <p className="text-soft">Nothing. Whatever was lost is published again by itself, every minute.</p>
      ) : (
        <ol className="grid gap-4" data-steady>
          {troubles.map((trouble) => (
            <li key={trouble.key} className="grid gap-0.5">
              <span>
                <Link
                  href={consoleAddress(trouble.page)}
                  prefetch={false}
                  className="font-semibold underline"
                >
                  {trouble.words}
                </Link>
                <span className="text-sm text-soft">
                  <Since {...trouble} />
                </span>
              </span>
              <span className="text-sm text-soft">{trouble.todo}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
    <section aria-labelledby="flow" className="panel only-wide p-6 lg:col-span-2">
      <h2 id="flow" className="panel-title mb-5">
        <Link href={consoleAddress('flow')} prefetch={false} className="text-link">
          Flow
        </Link>
      </h2>
      <FlowOfShop state={{ queues, open, troubles, rates }} layoutOf={wideLayout} />
    </section>
    <section aria-labelledby="queues" className="panel grid content-start gap-4 p-5 sm:p-6">
      <h2 id="queues" className="panel-title">
        <Link href={consoleAddress('queues')} prefetch={false} className="text-link">
          Queues
        </Link>
      </h2>
      <dl className="figures">
        <Figure of="Waiting" is={sumOf(queues, ({ counts }) => counts?.waiting)} />
        <Figure of="In flight" is={sumOf(queues, ({ counts }) => counts?.inFlight)} />
        <Figure
          of="Dead letters"
          is={sumOf(queues, ({ dead }) => dead && totalOf(dead)) + (queues.bus ? totalOf(queues.bus) : 0)}
        />
      </dl>
    </section>
    <section aria-labelledby="open" className="panel grid content-start gap-4 p-5 sm:p-6">
      <h2 id="open" className="panel-title">
        <Link href={consoleAddress('checkouts')} prefetch={false} className="text-link">
          Open checkouts
        </Link>
      </h2>
      <dl className="figures">
        <Figure of="Open" is={open.open} isCut={open.isCut} />
        <Figure of="Given up" is={open.givenUp} />
        <div>
          <dt>Oldest</dt>
          <dd>{open.oldest ? <Ago since={open.oldest} at={at} /> : 'None'}</dd>
        </div>
      </dl>
    </section>
  </div>
)

const sumOf = ({ pairs }: QueuesState, of: (pair: QueuesState['pairs'][number]) => number | undefined) =>
  pairs.reduce((sum, pair) => sum + (of(pair) ?? 0), 0)

const Figure = ({ of, is, isCut = false }: { of: string; is: number; isCut?: boolean }) => (
  <div>
    <dt>{of}</dt>
    <dd>
      {is.toLocaleString('en')}
      {isCut && '+'}
    </dd>
  </div>
)
