import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { mailPair, pairs, type QueueState } from '@/lib/queue/queue'
import { troublesIn } from '@/lib/verdict/verdict'
import { readTopology } from '@/local/topology'
import { flowOf } from '@/scripts/flow'
import { FlowPicture } from './picture'
import { tallLayout } from './tall'
import { wideLayout } from './wide'

const layouts = [
  ['wide', wideLayout],
  ['tall', tallLayout],
] as const
const topology = await readTopology()
const { queues, functions, targets, rules } = topology
const flow = flowOf(topology)

const none = { waiting: 0, inFlight: 0, delayed: 0 }
const rates = { PaymentQueue: { in: 12.4, out: 0.5 } }
function drawn(layoutOf: typeof wideLayout, change: Record<string, Partial<QueueState>> = {}) {
  const state = [...pairs, mailPair].map((pair) => ({
    ...pair,
    counts: none,
    dead: none,
    ...change[pair.name],
  }))
  const shown = { pairs: state, bus: none }
  const open = { open: 7, isCut: false, unreadable: 0, givenUp: 0 }
  const asked = { queues: shown, open, alarms: [], paused: { pauses: [], unread: false }, now: new Date() }
  const troubles = troublesIn(asked)
  return renderToStaticMarkup(
    <FlowPicture
      flow={flow}
      layout={layoutOf(flow)}
      state={{ queues: shown, open, troubles, rates }}
      addressOf={({ kind, name }) => (kind === 'queue' ? `/${name}` : undefined)}
    />,
  )
}
const boxOf = (page: string, name: string) =>
  new RegExp(`<a href="/${name}".*?</a>`, 's').exec(page)?.[0] ?? ''

test.each(
  layouts,
)('%s: every queue and function has a box, and every target of a rule a line of its publisher', (_, layoutOf) => {
  const page = drawn(layoutOf)
  const main = queues.filter(({ deadLetters }) => deadLetters)
  for (const { name } of [...main, ...functions]) expect(page).toContain(`>${name}</text>`)
  const { lines, boxes } = layoutOf(flow)
  expect(boxes.has('SwnEventBusDlq')).toBe(true)
  expect(targets.length).toBeGreaterThan(rules.length)
  for (const { rule, arn } of targets) {
    const [type = '', queue = ''] = [/(\w+)Rule\./, /(\w+)\./].map(
      (name, i) => name.exec(i ? arn : rule)?.[1],
    )
    const by = flow.events.find(({ name }) => name === type)?.by ?? ''
    const told = lines.find(({ from, to, hue }) => from === by && to === 'SwnEventBus' && hue !== undefined)
    expect(lines, `${type} to ${queue}`).toContainEqual(
      expect.objectContaining({ from: 'SwnEventBus', to: queue, hue: told?.hue }),
    )
  }
})

test.each(layouts)('%s: a queue that is added has a lane, and no box lies on another', (_, layoutOf) => {
  const arn = (name: string) => `\${${name}.arn}`
  const [order] = queues.filter(({ name }) => name === 'OrderQueue')
  const [payment] = functions.filter(({ name }) => name === 'payment')
  const [target] = targets
  if (!order || !payment || !target) throw new Error('no such topology')
  const grown = flowOf({
    ...topology,
    queues: [...queues, { ...order, name: 'ParcelQueue' }],
    functions: [
      ...functions,
      { ...payment, name: 'parcels', trigger: { ...payment.trigger, queue: 'ParcelQueue' } },
    ],
    targets: [...targets, { ...target, name: 'ToParcels', arn: arn('ParcelQueue') }],
  })
  const { boxes, lines, width, height } = layoutOf(grown)
  expect(lines).toContainEqual(expect.objectContaining({ from: 'SwnEventBus', to: 'ParcelQueue' }))
  expect(lines).toContainEqual(expect.objectContaining({ from: 'ParcelQueue', to: 'parcels' }))
  const all = [...boxes]
  for (const [name, { x, y, w, h }] of all) {
    expect(x >= 0 && y >= 0 && x + w <= width && y + h <= height, `${name} is within the picture`).toBe(true)
    for (const [other, box] of all)
      if (other !== name)
        expect(
          x + w <= box.x || box.x + box.w <= x || y + h <= box.y || box.y + box.h <= y,
          `${name} lies on ${other}`,
        ).toBe(true)
  }
})

test.each(layouts)('%s: a stuck queue is marked, by a sign and in words, and no other', (_, layoutOf) => {
  const calm = drawn(layoutOf)
  expect(calm).not.toContain('flow-mark')
  expect(boxOf(calm, 'OrderQueue')).toContain('aria-label="OrderQueue: 0 waiting, 0 in flight')
  const page = drawn(layoutOf, {
    PaymentQueue: { dead: { ...none, waiting: 3 } },
    OrderQueue: { counts: { ...none, waiting: 1_500 }, change: { perSecond: 4, seconds: 5 } },
  })
  const [payment, order] = ['PaymentQueue', 'OrderQueue'].map((name) => boxOf(page, name))
  expect(payment).toContain('3 dead letters')
  expect(payment).toContain('12 in, 0.5 out a minute')
  expect(order).toContain('+4/s')
  expect(page).toContain('>12/min</text>')
  expect(payment).toContain('>Dead letters</text>')
  expect(payment).toContain('Stuck: 3 messages failed ten times in payment')
  expect(order).toContain('>Backs up</text>')
  expect(order).toContain('1,500')
  expect(boxOf(page, 'InventoryQueue')).not.toContain('flow-mark')
})
