import type { Flow } from '@/lib/flow/flow'
import { type Hop, type ReplayStep, shortestHop } from '@/lib/flow/replay'
import { Heart } from './ink'
import type { Layout } from './layout'
import { lineThrough } from './shape'
import { wayOf } from './way'

type Props = { flow: Flow; layout: Layout; steps: ReplayStep[] }

const seconds = (ms: number) => `${ms / 1000}s`

/** A heart for each copy of each event. It moves by itself, without a script, from the moment that the picture is shown. */
export const Dots = ({ flow, layout, steps }: Props) => (
  <g className="flow-dots" aria-hidden>
    {steps.map(({ what, by, hops }) =>
      hops.map((hop) => <Dot key={`${what} ${hop.queue}`} {...{ flow, layout, what, hop }} by={by ?? ''} />),
    )}
  </g>
)

type DotProps = { flow: Flow; layout: Layout; what: string; by: string; hop: Hop }

function Dot({ flow, layout, what, by, hop: { queue, consumer, begins, ends } }: DotProps) {
  const way = wayOf(layout, flow.bus, by, queue, consumer)
  const taker = layout.boxes.get(consumer)
  if (!way || !taker) return null
  const lasts = ends - begins
  // It waits in the queue for as long as nothing happened to it.
  const arrives = (shortestHop * way.queueAt) / lasts
  const leaves = 1 - (shortestHop * (1 - way.queueAt)) / lasts
  const times = [0, arrives, Math.max(arrives, leaves), 1].map((time) => Math.round(time * 10_000) / 10_000)
  const points = [0, way.queueAt, way.queueAt, 1].map((point) => Math.round(point * 10_000) / 10_000)
  const { x, y, w, h } = taker
  return (
    <>
      <g className="flow-dot" visibility="hidden">
        <set attributeName="visibility" to="visible" begin={seconds(begins)} dur={seconds(lasts)} />
        <animateMotion
          path={lineThrough(way.points)}
          begin={seconds(begins)}
          dur={seconds(lasts)}
          calcMode="linear"
          keyTimes={times.join(';')}
          keyPoints={points.join(';')}
        />
        <Heart x={0} y={0} size={26} as="flow-dot-heart" />
        <text y={-20} className="flow-dot-name">
          {what}
        </text>
      </g>
      <rect
        {...{ x: x - 4, y: y - 4, width: w + 8, height: h + 8 }}
        rx={Math.min(h / 2, 26) + 4}
        className="flow-reached"
        visibility="hidden"
      >
        <set attributeName="visibility" to="visible" begin={seconds(ends)} dur="0.7s" />
      </rect>
    </>
  )
}
