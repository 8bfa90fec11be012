export type Point = readonly [x: number, y: number]
export type Box = { x: number; y: number; w: number; h: number }

export const midX = ({ x, w }: Box) => x + w / 2
export const midY = ({ y, h }: Box) => y + h / 2
export const right = ({ x, w }: Box) => x + w
export const bottom = ({ y, h }: Box) => y + h

/** From under `from` straight to `to` below it. */
export const down = (from: Box, to: Box): Point[] => [
  [midX(from), bottom(from)],
  [midX(from), to.y],
]

/** From beside `from` straight to `to`, which is right of it. */
export const across = (from: Box, to: Box, y = midY(from)): Point[] => [
  [right(from), y],
  [to.x, y],
]

/** From over `from` up to `y`: straight, or out at `x` and along a gutter beside what stands above it. */
export const up = (from: Box, y: number, around?: { x: number; by: number; gutter: number }): Point[] =>
  around
    ? [
        [around.x, from.y],
        [around.x, from.y - around.by],
        [around.gutter, from.y - around.by],
        [around.gutter, y],
      ]
    : [
        [midX(from), from.y],
        [midX(from), y],
      ]

/** From `from` towards `to`, by `by`, or to the middle between them. */
function towards([x, y]: Point, [toX, toY]: Point, by: number): Point {
  const length = Math.hypot(toX - x, toY - y)
  const part = length === 0 ? 0 : Math.min(by, length / 2) / length
  return [round(x + (toX - x) * part), round(y + (toY - y) * part)]
}

const round = (value: number) => Math.round(value * 100) / 100

/** A line through the points, round at its corners, as a path's `d`. */
export function lineThrough(points: readonly Point[], radius = 14): string {
  const steps = points.map((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]]
    if (!before) return `M${point}`
    if (!after) return `L${point}`
    return `L${towards(point, before, radius)}Q${point} ${towards(point, after, radius)}`
  })
  return steps.join('')
}

/** The head of an arrow that ends at the last of the points. */
export function headAt(points: readonly Point[], size: number): string {
  const [[fromX, fromY] = [0, 0], [x, y] = [0, 0]] = points.slice(-2)
  const length = Math.hypot(x - fromX, y - fromY) || 1
  const [dx, dy] = [((x - fromX) / length) * size, ((y - fromY) / length) * size]
  const half = 0.6
  const sides = [
    [x - dx - dy * half, y - dy + dx * half],
    [x - dx + dy * half, y - dy - dx * half],
  ].map((side) => side.map(round))
  return `M${x} ${y}L${sides[0]}L${sides[1]}Z`
}

/** The points without their end, so that a line does not show beside the tip of its head. */
export function shortened(points: readonly Point[], by: number): Point[] {
  const last = points.at(-1)
  const before = points.at(-2)
  if (!last || !before) return [...points]
  return [...points.slice(0, -1), towards(last, before, by)]
}
