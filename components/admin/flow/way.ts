import type { Layout } from './layout'
import { midX, midY, type Point, right } from './shape'

/** From who publishes over the bus into a queue and to who takes from it; nothing where no line leads there. */
export function wayOf({ lines, boxes }: Layout, bus: string, by: string, queue: string, consumer: string) {
  const told = lines.find(({ from, to, hue }) => from === by && to === bus && hue !== undefined)
  const copied = lines.find(({ from, to, hue }) => from === bus && to === queue && hue === told?.hue)
  const taken = lines.find(({ from, to }) => from === queue && to === consumer)
  const station = boxes.get(bus)
  const [waiting, taker] = [boxes.get(queue), boxes.get(consumer)]
  const last = told?.points.at(-1)
  const next = copied?.points[0]
  if (!told || !copied || !taken || !station || !waiting || !taker || !last || !next) return undefined
  const x = last[1] > station.y ? midX(station) : last[0]
  const toQueue: Point[] = [...told.points, [x, last[1]], [x, next[1]], next, [midX(waiting), next[1]]]
  const points: Point[] = [
    ...toQueue,
    [midX(waiting), midY(waiting)],
    [right(waiting), midY(waiting)],
    [midX(taker), midY(taker)],
  ]
  return { points, queueAt: lengthOf(toQueue) / lengthOf(points) }
}

const lengthOf = (points: readonly Point[]) =>
  points.reduce((sum, [x, y], i) => {
    const [fromX, fromY] = points[i - 1] ?? [x, y]
    return sum + Math.hypot(x - fromX, y - fromY)
  }, 0)
