import { recorded } from '@/lib/flow/recorded'
import { lengthOf, type ReplayStep, replayOf } from '@/lib/flow/replay'
import type { HistoryEntry } from '@/lib/order/order'
import { LogTime } from '../log-time'
import { Dots } from './dots'
import { BothSizes } from './figure'
import { FlowPicture } from './picture'

type Props = {
  history: HistoryEntry[]
  /** Of the order's page. */
  address: string
  /** What the address asks for: how many times as fast, once it is to be played. */
  replay: string | undefined
}

const speeds = [
  { asked: '1', name: 'Play', of: 'as fast as it was' },
  { asked: '10', name: 'Play ×10', of: 'ten times as fast as it was' },
]

/** What happened to an order, as steps, and as hearts that move through the picture of the pipeline. */
export function Replay({ history, address, replay }: Props) {
  const speed = speeds.find(({ asked }) => asked === replay)
  const steps = replayOf(recorded, history, Number(speed?.asked ?? 1))
  if (steps.length === 0) return null
  return (
    <section aria-labelledby="replay" className="panel grid grid-cols-1 gap-4 p-5 sm:p-6">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="replay" className="panel-title mr-auto">
          Replay
        </h2>
        {speeds.map(({ asked, name, of }) => (
          <a
            key={asked}
            href={`${address}?replay=${asked}#replay`}
            className="button button-quiet motion-reduce:hidden"
          >
            {asked === speed?.asked ? `${name} again` : name}
            <span className="sr-only">, {of}</span>
          </a>
        ))}
        {speed && (
          <a href={`${address}#replay`} className="button button-plain">
            Stop
          </a>
        )}
      </div>
      {speed && (
        <div className="replay-stage">
          <p className="only-still">Nothing moves here, as your device asks for. The steps are below.</p>
          <p className="motion-reduce:hidden">
            It takes {Math.ceil(lengthOf(steps) / 1000)} seconds. A step too quick to be seen is shown for
            longer than it took.
          </p>
          <BothSizes>
            {(layoutOf) => {
              const layout = layoutOf(recorded)
              return (
                <FlowPicture flow={recorded} layout={layout}>
                  <Dots flow={recorded} layout={layout} steps={steps} />
                </FlowPicture>
              )
            }}
          </BothSizes>
        </div>
      )}
      <ol className="replay-steps">
        {steps.map((step) => (
          <Step key={step.what} {...step} />
        ))}
      </ol>
    </section>
  )
}

const Step = ({ what, at, after, by, hops }: ReplayStep) => (
  <li>
    <b>{after === 0 ? 'at once' : `+${spanText(after)}`}</b>
    <b>{what}</b>
    <span className="text-soft">
      {by ? `${by} tells ${hops.map(({ consumer }) => consumer).join(', ')}` : 'a newer release knows it'}
      {', '}
      <LogTime iso={at} />
    </span>
  </li>
)

function spanText(ms: number) {
  if (ms < 1_000) return `${ms}\u00a0ms`
  if (ms < 120_000) return `${(ms / 1_000).toFixed(1)}\u00a0s`
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)}\u00a0min` : `${Math.round(ms / 3_600_000)}\u00a0h`
}
