import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { Moved } from '@/lib/queue/queue'

const [width, height, edge] = [120, 28, 1]

/** What came to a queue minute by minute, filled, and what was done with, as a line. The numbers stand elsewhere. */
export function Sparkline({ minutes }: { minutes: readonly Moved[] }) {
  const most = Math.max(1, ...minutes.flatMap((minute) => [minute.in, minute.out]))
  const x = scaleLinear([0, minutes.length - 1], [edge, width - edge])
  const y = scaleLinear([0, most], [height - edge, edge])
  const came = area<Moved>()
    .x((_, index) => x(index))
    .y0(y(0))
    .y1((minute) => y(minute.in))
    .digits(1)
  const done = line<Moved>()
    .x((_, index) => x(index))
    .y((minute) => y(minute.out))
    .digits(1)
  return (
    <svg
      {...{ width, height }}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      className="min-[56rem]:ml-auto"
    >
      <path d={came(minutes) ?? undefined} className="fill-edge" />
      <path d={done(minutes) ?? undefined} className="fill-none stroke-ink" strokeWidth={1.25} />
    </svg>
  )
}
