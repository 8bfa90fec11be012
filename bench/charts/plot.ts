import { drawing, element, text } from './svg'

export type Point = { x: number; y: number }
type Axis = { label: string; ticks: readonly number[]; log?: boolean }
type Target = { y: number; label: string }
type Frame = { title: string; x: Axis; y: Axis; target?: Target | undefined }

const width = 640
const height = 320
const inner = { left: 64, right: 616, top: 44, bottom: 264 }

/** Where values lie between the first and the last tick, along `from` to `to`. */
function scale({ ticks, log }: Axis, from: number, to: number) {
  const on = (value: number) => (log ? Math.log(value) : value)
  const [first, last] = [on(ticks[0] ?? 0), on(ticks.at(-1) ?? 1)]
  return (value: number) => from + ((on(value) - first) / (last - first)) * (to - from)
}

function frame({ title, x, y, target }: Frame, draw: (at: { x: Scale; y: Scale }) => string[]) {
  const at = { x: scale(x, inner.left, inner.right), y: scale(y, inner.bottom, inner.top) }
  const line = (x1: number, y1: number, x2: number, y2: number, kind: string) =>
    element('line', { x1, y1, x2, y2, class: kind })
  const shown = (value: number) => value.toLocaleString('en-US')
  return drawing(
    width,
    height,
    title,
    ...y.ticks.flatMap((tick) => [
      line(inner.left, at.y(tick), inner.right, at.y(tick), 'grid'),
      text(shown(tick), inner.left - 8, at.y(tick) + 4, { 'text-anchor': 'end' }),
    ]),
    ...x.ticks.map((tick) => text(shown(tick), at.x(tick), inner.bottom + 18, { 'text-anchor': 'middle' })),
    text(x.label, (inner.left + inner.right) / 2, height - 14, { 'text-anchor': 'middle' }),
    text(y.label, inner.right, 24, { 'text-anchor': 'end' }),
    ...(target
      ? [
          line(inner.left, at.y(target.y), inner.right, at.y(target.y), 'target'),
          text(target.label, inner.right, at.y(target.y) - 6, { 'text-anchor': 'end', class: 'of-target' }),
        ]
      : []),
    ...draw(at),
  )
}

type Scale = (value: number) => number

/** Points joined by straight lines. */
export const lineChart = (points: readonly Point[], given: Frame) =>
  frame(given, (at) => [
    element('polyline', {
      class: 'line',
      points: points.map(({ x, y }) => `${at.x(x)},${at.y(y)}`).join(' '),
    }),
    ...points.map(({ x, y }) => element('circle', { class: 'mark', cx: at.x(x), cy: at.y(y), r: 3.5 })),
  ])

/** Bars as wide as `step`, from `x` of each point on. */
export const barChart = (points: readonly Point[], step: number, given: Frame) =>
  frame(given, (at) =>
    points.map(({ x, y }) =>
      element('rect', {
        class: 'mark',
        x: at.x(x) + 0.5,
        y: at.y(y),
        width: at.x(x + step) - at.x(x) - 1,
        height: at.y(0) - at.y(y),
      }),
    ),
  )

/** About five round numbers from 0 to at least `highest`. */
export function ticksTo(highest: number) {
  const rough = highest / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 1
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step)
}
