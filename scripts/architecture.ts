import { type EventType, events, isEventType } from '../lib/events.ts'
import type { Topology } from '../local/topology.ts'
import { type Box, badge, card, curve, end, headOf, line, mid, text } from './svg.ts'

const columns = {
  site: [28, 130, 'Site', 'Next.js'],
  bus: [272, 64, 'Bus', 'EventBridge'],
  rules: [376, 160, 'Rules', 'one for each event'],
  queues: [650, 152, 'Queues', 'SQS, each with its dead letters'],
  functions: [864, 146, 'Functions', 'Lambda'],
  tables: [1086, 146, 'Tables', 'DynamoDB'],
} as const
const legend = `The site saves the purchase and / empties the basket in one transaction.
It tells of it with one event. A rule / copies that to each who listens.
The services work side by side, and / every effect happens exactly once.
What each decided is an event again: it / settles the order, or undoes a half.`

const box = (column: keyof typeof columns, y: number, h = 52): Box => {
  const [x, w] = columns[column]
  return { x, y, w, h }
}

/** `${OrderQueue.arn}` is the OrderQueue's. */
const nameIn = (reference = '') => /\$\{(\w+)\./.exec(reference)?.[1] ?? ''
/** `com.swn.payment` is what `payment` publishes, and the colour of its lines; the site speaks for orders too. */
const publisherOf = (type: EventType) =>
  events[type].source.replace('.ordering', '.basket').split('.')[2] ?? ''
const publishers = [...new Set((Object.keys(events) as EventType[]).map(publisherOf))]
const [first = ''] = publishers

/** What sst.config.ts describes, as an SVG. A function, a queue and a line have the colour of who publishes. */
export function drawArchitecture({ app, tables, queues, buses, rules, targets, functions, sites }: Topology) {
  const [bus] = buses
  const [site] = sites
  if (!bus || !site) throw new Error(`${app.name} has no site, or no bus`)
  const places = new Map([
    [site.name, box('site', 172, 60)],
    [bus.name, box('bus', 124, 452)],
  ])
  const place = (name: string) => places.get(name) ?? box('site', 0)

  const rank = (type: EventType) => publishers.indexOf(publisherOf(type))
  const types = rules.map(({ name }) => name.replace(/Rule$/, '')).filter(isEventType)
  types.sort((a, b) => rank(a) - rank(b))
  for (const [i, type] of types.entries())
    places.set(`${type}Rule`, box('rules', 185 + i * 40 + rank(type) * 16, 34))
  const ordered = functions.map((one) => ({ ...one, queue: 'queue' in one.trigger ? one.trigger.queue : '' }))
  // By a schedule beside the bus, by a queue, by a schedule alone.
  const row = ({ queue, links }: (typeof ordered)[number]) => (queue ? 1 : links.includes(bus.name) ? 0 : 2)
  ordered.sort((a, b) => row(a) - row(b))
  for (const [i, { name, queue }] of ordered.entries())
    places.set(name, box('functions', 124 + i * 96)).set(queue, box('queues', 124 + i * 96))
  const height = (table: string) => {
    const users = ordered.filter(({ links }) => links.includes(table))
    return users.reduce((sum, { name }) => sum + place(name).y, 0) / Math.max(1, users.length)
  }
  const sorted = [...tables].sort((a, b) => height(a.name) - height(b.name))
  // All of them above the legend, however many they are.
  const step = Math.min(76, Math.floor(500 / (sorted.length - 1)))
  for (const [i, { name }] of sorted.entries())
    places.set(name, box('tables', 124 + i * step, Math.min(52, step - 4)))
  const linked = (links: string[]) => sorted.flatMap(({ name }) => (links.includes(name) ? place(name) : []))
  const dead = (of: Box, reference = '') =>
    card({ ...of, y: end({ ...of, x: of.y, w: of.h }) + 8, h: 28 }, '', nameIn(reference), 'dead')

  const shop = place(site.name)
  const read = linked(site.links)
  const lines = [
    line(`M93 ${shop.y}V104q0 -8 8 -8H1248q8 0 8 8V${Math.max(...read.map(mid))}`, 'none', ''),
    ...read.map((table) => line(`M1256 ${mid(table)}H${end(table) + 3}`)),
    line(`M93 300V${shop.y + shop.h + 3}`),
    curve(shop, { ...place(bus.name), y: shop.y, h: shop.h }, first),
    ...types.map((type) =>
      curve({ ...place(`${type}Rule`), x: 176 }, place(`${type}Rule`), publisherOf(type)),
    ),
    ...targets.map(({ rule, arn }) =>
      curve(
        place(nameIn(rule)),
        place(nameIn(arn)),
        types.filter((type) => `${type}Rule` === nameIn(rule)).map(publisherOf)[0],
      ),
    ),
    ...ordered.flatMap(({ name, queue, links }) => [
      queue && curve(place(queue), place(name)),
      ...linked(links).map((table) => curve(place(name), table)),
    ]),
  ]
  // Back to the bus: below, who publishes events of its own; straight, who publishes the site's again.
  for (const { name } of ordered.filter(({ links }) => links.includes(bus.name))) {
    const i = publishers.indexOf(name)
    const y = i < 0 ? mid(place(name)) : 572 + i * 34
    const x = 824 + i * 12
    const around = `M864 ${mid(place(name)) + 16}H${x}V${y - 8}q0 8 -8 8H${360 - i * 32}q-8 0 -8 -8V579`
    const own = types.filter((type) => publisherOf(type) === name)
    lines.push(
      line(i < 0 ? `M864 ${y}H339` : around, i < 0 ? first : name),
      text(
        i < 0 ? 600 : 500,
        y - 8,
        own.join(' · ') || 'publishes again what has not settled',
        `told ${name} ${own.length > 0 ? '' : first}`,
      ),
    )
  }
  // Down to a queue that the bus does not fill.
  for (const { name, queue } of ordered.filter(
    ({ queue }) => queue && !targets.some(({ arn }) => nameIn(arn) === queue),
  )) {
    const [filler] = ordered.filter(({ links }) => links.includes(queue))
    if (!filler) throw new Error(`nobody fills ${queue}`)
    lines.push(
      line(
        `M864 ${mid(place(filler.name)) + 16}H826q-8 0 -8 8V${place(queue).y + 10}q0 4 -4 4H${end(place(queue)) + 3}`,
      ),
      text(950, place(name).y + 72, 'mails the shopper, by SES', 'told'),
    )
  }
  for (const { name } of ordered.filter((one) => row(one) === 2))
    lines.push(text(950, place(name).y + 68, 'mails who waited, by SES', 'told'))
  const words = [
    card(shop, site.name, '/basket/checkout', first),
    '<circle cx="93" cy="320" r="9" class="badge"/><path d="M75 354a18 18 0 0 1 36 0z" class="badge"/>',
    text(93, 374, 'Shopper', 'name'),
    card(place(bus.name), '', ''),
    `<text transform="translate(309 350) rotate(-90)" class="name">${bus.name}</text>`,
    ...types.map((type) => card(place(`${type}Rule`), type, '', publisherOf(type))),
    dead(box('rules', 494, 40), targets[0]?.deadLetterArn),
    ...ordered.flatMap(({ name, file, queue, trigger }) => [
      card(place(name), name, 'schedule' in trigger ? trigger.schedule : file, name),
      queue &&
        card(place(queue), queue, '', name) +
          dead(place(queue), queues.find((one) => one.name === queue)?.deadLetters?.arn),
    ]),
    ...sorted.map((table) =>
      card(place(table.name), table.name, [table.hashKey, table.rangeKey].filter(Boolean).join(', ')),
    ),
    ...Object.values(columns).flatMap(([x, w, title, kind]) => [
      text(x + w / 2, 34, title, 'title'),
      text(x + w / 2, 52, kind, 'more'),
    ]),
    text(660, 88, 'saves purchases, reads products and orders', 'told'),
    ...[
      badge(180, 96, 1),
      badge(215, mid(shop), 2),
      badge(833, mid(place('ordering')), 3),
      badge(812, 606, 4),
    ],
    ...legend
      .split('\n')
      .flatMap((tale, i) => [
        badge(40 + i * 308, 696, i + 1),
        ...tale.split(' / ').map((half, row) => text(60 + i * 308, 692 + row * 18, half, 'tale')),
      ]),
  ]
  return `${[headOf(publishers), ...lines, ...words, '</svg>'].filter(Boolean).join('\n')}\n`
}
