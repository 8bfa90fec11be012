import { type Flow, lanesOf, openBox, publishersOf } from '@/lib/flow/flow'
import { closes, copiesTo, type Label, type Layout, type Line, tablesBox, tablesOf } from './layout'
import { across, type Box, bottom, down, midX, midY, type Point, right, up } from './shape'

const columns = {
  site: [16, 186],
  bus: [364, 46],
  queue: [520, 232],
  function: [846, 156],
  tables: [1050, 150],
} as const
const titles = {
  site: ['Site', 'Next.js'],
  bus: ['Bus', 'EventBridge'],
  queue: ['Queues', 'SQS'],
  function: ['Functions', 'Lambda'],
  tables: ['Tables', 'DynamoDB'],
} as const
const width = 1216
const lane = { apart: 124, box: 76, all: 102 }
/** Between the lines by which services tell what they decided. */
const back = 38

const box = (column: keyof typeof columns, y: number, h: number): Box => {
  const [x, w] = columns[column]
  return { x, y, w, h }
}

/** For a screen that is wide: from left to right, and back over the top. */
export function wideLayout(flow: Flow): Layout {
  const { lanes, behind } = lanesOf(flow)
  const publishers = publishersOf(flow)
  const telling = lanes.filter(({ consumer }) => consumer && publishers.includes(consumer.name))
  const top = 92 + back * telling.length
  const end = top + lanes.length * lane.apart - (lane.apart - lane.all)
  const below = end + 44

  const site = box('site', top + 4, 104)
  const open = box('site', end - 88, 88)
  const bus = box('bus', top - 14, end - top + 28)
  const boxes = new Map([
    [flow.site, site],
    [openBox, open],
    [flow.bus, bus],
    [flow.busDeadLetters, { x: bus.x - 144, y: midY(bus) + 22, w: 124, h: 36 }],
  ])
  const lines: Line[] = []
  const labels: Label[] = []
  const steps: Layout['steps'] = []
  const rates: Layout['rates'] = new Map()
  const mid = midY(site)
  lines.push(
    { from: flow.site, to: openBox, points: down(site, open) },
    { from: flow.site, to: flow.bus, hue: 0, points: across(site, bus, mid) },
  )
  const [told = '', ...others] = flow.events.filter(({ by }) => by === flow.site).map(({ name }) => name)
  const between = (right(site) + bus.x) / 2
  labels.push({ text: told, at: [between, mid - 20], as: 'flow-name flow-hue-0' })
  others.forEach((name, i) => {
    labels.push({ text: name, at: [between, mid + 28 + i * 18], as: 'flow-soft' })
  })
  steps.push(
    { step: 1, at: [midX(site), (bottom(site) + open.y) / 2 - 4] },
    { step: 2, at: [between - 8, mid] },
  )

  lanes.forEach(({ queue, consumer }, i) => {
    const y = top + i * lane.apart
    const waiting = box('queue', y, lane.box)
    boxes.set(queue.name, waiting)
    for (const { hue, offset } of copiesTo(flow, queue.name, 10)) {
      const points = across(bus, waiting, midY(waiting) + offset)
      lines.push({ from: flow.bus, to: queue.name, hue, points })
    }
    const taker = box('function', y + 6, lane.box - 12)
    rates.set(queue.name, {
      in: [(right(bus) + waiting.x) / 2, midY(waiting) - 22],
      out: [(right(waiting) + taker.x) / 2, midY(waiting) - 18],
    })
    if (!consumer) return
    boxes.set(consumer.name, taker)
    lines.push({ from: queue.name, to: consumer.name, points: across(waiting, taker) })
    steps.push({ step: 3, at: [(right(waiting) + taker.x) / 2 - 4, midY(waiting)] })
    if (tablesOf(consumer).length === 0) return
    const kept = box('tables', y + 6, lane.box - 12)
    boxes.set(tablesBox(consumer.name), kept)
    lines.push({ from: consumer.name, to: tablesBox(consumer.name), points: across(taker, kept) })
  })

  telling.forEach(({ consumer: { name } = { name: '' } }, i) => {
    const from = boxes.get(name)
    if (!from) return
    const y = top - 14 - back * (i + 1) + 6
    const x = midX(bus) + (i % 2 === 0 ? 1 : -1) * 9
    const gutter = right(from) + 20 + 12 * (i - 1)
    const out = up(from, y, i > 0 ? { x: midX(from) + 40, by: 20, gutter } : undefined)
    const hue = publishers.indexOf(name)
    lines.push({ from: name, to: flow.bus, hue, points: [...out, [x, y], [x, bus.y]] })
    const own = flow.events.filter(({ by }) => by === name).map((event) => event.name)
    labels.push({ text: own.join('  ·  '), at: [midX(box('queue', 0, 0)), y - 10], as: `flow-hue-${hue}` })
    steps.push({ step: 4, at: [midX(box('function', 0, 0)) - 46, y] })
  })

  const low = below + 88 + 22
  for (const { consumer } of lanes.filter(closes)) {
    const from = consumer && boxes.get(consumer.name)
    if (!from) continue
    const x = from.x - 44
    const points: Point[] = [
      [from.x, midY(from) + 20],
      [x, midY(from) + 20],
      [x, low],
      [midX(open), low],
      [midX(open), bottom(open)],
    ]
    lines.push({ from: consumer.name, to: openBox, points })
    labels.push({ text: 'settled: closes the purchase', at: [x - 150, low - 10], as: 'flow-soft' })
    steps.push({ step: 5, at: [x - 270, low] })
  }

  // What a service fills stands below it.
  behind.forEach(({ queue, consumer }) => {
    const from = boxes.get(queue.filledBy ?? '')
    if (!from) return
    const waiting: Box = { x: from.x, y: below, w: 176, h: lane.box }
    boxes.set(queue.name, waiting)
    lines.push({ from: queue.filledBy ?? '', to: queue.name, points: down(from, waiting) })
    if (!consumer) return
    const taker: Box = { x: 1062, y: below + 6, w: 138, h: lane.box - 12 }
    boxes.set(consumer.name, taker)
    lines.push({ from: queue.name, to: consumer.name, points: across(waiting, taker) })
  })

  const timed = flow.functions.filter(({ schedule }) => schedule)
  const again = timed.find(({ publishesAgain }) => publishesAgain)
  if (again) {
    const place: Box = { x: midX(bus) - 86, y: below + 6, w: 172, h: lane.box - 12 }
    boxes.set(again.name, place)
    lines.push(
      {
        from: openBox,
        to: again.name,
        points: [
          [right(open), midY(open)],
          [(right(open) + place.x) / 2, midY(open)],
          [(right(open) + place.x) / 2, midY(place)],
          [place.x, midY(place)],
        ],
      },
      {
        from: again.name,
        to: flow.bus,
        hue: 0,
        points: [
          [midX(place), place.y],
          [midX(place), bottom(bus)],
        ],
      },
    )
  }
  timed
    .filter((one) => one !== again)
    .forEach(({ name }, i) => {
      boxes.set(name, { x: 530 + i * 170, y: below + 6, w: 156, h: lane.box - 12 })
    })

  for (const [column, [title, kind]] of Object.entries(titles)) {
    const x = midX(box(column as keyof typeof columns, 0, 0))
    labels.push({ text: title, at: [x, 24], as: 'flow-title' }, { text: kind, at: [x, 42], as: 'flow-soft' })
  }
  return { name: 'wide', width, height: low + 24, boxes, lines, labels, steps, rates }
}
