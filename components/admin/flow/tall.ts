import { type Flow, lanesOf, openBox, publishersOf } from '@/lib/flow/flow'
import { closes, copiesTo, type Label, type Layout, type Line, tablesOf, tellsOf } from './layout'
import { across, type Box, bottom, down, midX, midY, right, up } from './shape'

const width = 368
const lane = { apart: 126, box: 78, all: 104 }
const back = 30
const queueAt = { x: 76, w: 156 }
const functionAt = { x: 252, w: 88 }

/** For a phone: the bus runs down the left side. */
export function tallLayout(flow: Flow): Layout {
  const { lanes, behind } = lanesOf(flow)
  const publishers = publishersOf(flow)
  const telling = lanes.filter(({ consumer }) => consumer && publishers.includes(consumer.name))
  const site: Box = { x: 2, y: 20, w: 160, h: 84 }
  const open: Box = { x: 190, y: 20, w: 150, h: 84 }
  const bus: Box = { x: 2, y: 196, w: 36, h: 0 }
  const top = 236 + back * telling.length
  bus.h = top + lanes.length * lane.apart - 20 - bus.y

  const boxes = new Map([
    [flow.site, site],
    [openBox, open],
    [flow.bus, bus],
    [flow.busDeadLetters, { x: bus.x, y: bottom(bus) + 26, w: 70, h: 44 }],
  ])
  const lines: Line[] = []
  const labels: Label[] = []
  const steps: Layout['steps'] = []
  lines.push(
    { from: flow.site, to: openBox, points: across(site, open) },
    {
      from: flow.site,
      to: flow.bus,
      hue: 0,
      points: [
        [midX(bus), bottom(site)],
        [midX(bus), bus.y],
      ],
    },
  )
  const [told = ''] = flow.events.filter(({ by }) => by === flow.site).map(({ name }) => name)
  labels.push({ text: told, at: [midX(bus) + 16, 136], as: 'flow-name flow-start flow-hue-0' })
  steps.push({ step: 1, at: [(right(site) + open.x) / 2 - 3, midY(site)] }, { step: 2, at: [midX(bus), 131] })

  const again = flow.functions.find(({ publishesAgain }) => publishesAgain)
  if (again) {
    const place: Box = { x: midX(open) - 69, y: 122, w: 144, h: 62 }
    boxes.set(again.name, place)
    lines.push(
      { from: openBox, to: again.name, points: down(open, place) },
      {
        from: again.name,
        to: flow.bus,
        hue: 0,
        points: [
          [place.x, midY(place) + 14],
          [midX(bus) + 10, midY(place) + 14],
          [midX(bus) + 10, bus.y],
        ],
      },
    )
  }

  lanes.forEach(({ queue, consumer }, i) => {
    const y = top + i * lane.apart
    const waiting: Box = { ...queueAt, y, h: lane.box }
    boxes.set(queue.name, waiting)
    for (const { hue, offset } of copiesTo(flow, queue.name, 10)) {
      const points = across(bus, waiting, midY(waiting) + offset)
      lines.push({ from: flow.bus, to: queue.name, hue, points })
    }
    if (!consumer) return
    const taker: Box = { ...functionAt, y: y + 4, h: lane.box - 8 }
    boxes.set(consumer.name, taker)
    tablesOf(consumer).forEach((name, row) => {
      labels.push({
        text: name,
        at: [midX(taker), bottom(taker) + 14 + row * 13],
        as: 'flow-small flow-table',
      })
    })
    lines.push({ from: queue.name, to: consumer.name, points: across(waiting, taker) })
  })

  telling.forEach(({ consumer: { name } = { name: '' } }, i) => {
    const from = boxes.get(name)
    if (!from) return
    const y = top - 14 - back * i
    const gutter = right(from) + 7 + 8 * (i - 1)
    const out = up(from, y, i > 0 ? { x: midX(from) + 20, by: 11, gutter } : undefined)
    const hue = publishers.indexOf(name)
    lines.push({ from: name, to: flow.bus, hue, points: [...out, [right(bus), y]] })
    labels.push({
      text: tellsOf(flow, name).join(' · '),
      at: [right(bus) + 30, y - 8],
      as: `flow-small flow-start flow-hue-${hue}`,
    })
    steps.push({ step: 4, at: [right(bus) + 15, y] })
  })

  for (const { consumer } of lanes.filter(closes)) {
    const from = consumer && boxes.get(consumer.name)
    if (!from) continue
    const x = width - 6
    lines.push({
      from: consumer.name,
      to: openBox,
      points: [
        [right(from), midY(from) + 16],
        [x, midY(from) + 16],
        [x, midY(open)],
        [right(open), midY(open)],
      ],
    })
    steps.push({ step: 5, at: [right(from) + 8, midY(from) + 16] })
  }

  let y = top + lanes.length * lane.apart + 24
  for (const { queue, consumer } of behind) {
    const from = boxes.get(queue.filledBy ?? '')
    if (!from) continue
    const waiting: Box = { ...queueAt, y: y + 8, h: lane.box }
    boxes.set(queue.name, waiting)
    const x = from.x - 11
    lines.push({
      from: queue.filledBy ?? '',
      to: queue.name,
      points: [
        [from.x, midY(from) + 16],
        [x, midY(from) + 16],
        [x, y - 6],
        [midX(waiting), y - 6],
        [midX(waiting), waiting.y],
      ],
    })
    if (consumer) {
      const taker: Box = { ...functionAt, y: y + 12, h: lane.box - 8 }
      boxes.set(consumer.name, taker)
      lines.push({ from: queue.name, to: consumer.name, points: across(waiting, taker) })
    }
    y += lane.apart + 8
  }
  for (const { name } of flow.functions.filter(
    ({ schedule, publishesAgain }) => schedule && !publishesAgain,
  )) {
    boxes.set(name, { x: queueAt.x, y: y + 4, w: right({ ...functionAt, y, h: 0 }) - queueAt.x, h: 48 })
    y += 60
  }
  return { name: 'tall', width, height: y + 4, boxes, lines, labels, steps, rates: new Map() }
}
