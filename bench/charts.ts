import { mkdirSync, writeFileSync } from 'node:fs'

const charts = {
  throughput: { title: 'Purchases settled a second', x: 'purchases in flight', y: 'per second', log: true },
  'stored-orders': {
    title: 'Time of one purchase, by orders stored',
    x: 'orders stored',
    y: 'in GetItems',
    log: true,
  },
  'settle-times': {
    title: 'Purchases settled within a time, at low load',
    x: 'milliseconds',
    y: '% of purchases',
    log: false,
  },
}
/** Points, each an x and a y, by the name of their chart. */
export type Series = Record<keyof typeof charts, [x: number, y: number][]>

const folder = new URL('../docs/charts/', import.meta.url)
const [width, height] = [640, 320]
const inner = { left: 64, right: 616, top: 44, bottom: 264 }

/** Brings its ground along: a browser may prefer dark colours on a page that is light all the same. */
const style = `.ground{fill:#fff}text{font:12px system-ui,sans-serif;fill:#57606a}.title{font-size:14px;font-weight:600;fill:#24292f}
.grid{stroke:#d0d7de}.line{fill:none;stroke:#0969da;stroke-width:2}.mark{fill:#0969da}@media(prefers-color-scheme:dark){.ground{fill:#0d1117}
text{fill:#9198a1}.title{fill:#f0f6fc}.grid{stroke:#3d444d}.line{stroke:#4493f8}.mark{fill:#4493f8}}`

const element = (name: string, attributes: Record<string, string | number>, ...inside: string[]) => {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? Number(value.toFixed(2)) : value}"`,
  )
  return `<${name}${written.join('')}>${inside.join('')}</${name}>`
}

const text = (content: string, x: number, y: number, attributes: Record<string, string> = {}) =>
  element('text', { x, y, ...attributes }, content)

function scale(ticks: readonly number[], log: boolean, from: number, to: number) {
  const on = (value: number) => (log ? Math.log(value) : value)
  const [first, last] = [on(ticks[0] ?? 0), on(ticks.at(-1) ?? 1)]
  return (value: number) => from + ((on(value) - first) / (last - first)) * (to - from)
}

/** About five round numbers from 0 to at least `highest`. */
function ticksTo(highest: number) {
  const power = 10 ** Math.floor(Math.log10(highest / 5))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= highest / 5) ?? 1
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step)
}

function draw({ title, x, y, log }: (typeof charts)[keyof typeof charts], points: Series['throughput']) {
  const xs = points.map(([at]) => at)
  const ticks = {
    x: log ? xs : ticksTo(Math.max(...xs)),
    y: ticksTo(Math.max(...points.map(([, at]) => at))),
  }
  const atX = scale(ticks.x, log, inner.left, inner.right)
  const atY = scale(ticks.y, false, inner.bottom, inner.top)
  const shown = (value: number) => value.toLocaleString('en-US')
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, role: 'img', width, height },
    element('title', {}, title),
    element('style', {}, style),
    element('rect', { class: 'ground', width, height }),
    text(title, 16, 24, { class: 'title' }),
    ...ticks.y.flatMap((tick) => [
      element('line', { x1: inner.left, y1: atY(tick), x2: inner.right, y2: atY(tick), class: 'grid' }),
      text(shown(tick), inner.left - 8, atY(tick) + 4, { 'text-anchor': 'end' }),
    ]),
    ...ticks.x.map((tick) => text(shown(tick), atX(tick), inner.bottom + 18, { 'text-anchor': 'middle' })),
    text(x, (inner.left + inner.right) / 2, height - 14, { 'text-anchor': 'middle' }),
    text(y, inner.right, 24, { 'text-anchor': 'end' }),
    element('polyline', { class: 'line', points: points.map(([x, y]) => `${atX(x)},${atY(y)}`).join(' ') }),
    ...points.map(([x, y]) => element('circle', { class: 'mark', cx: atX(x), cy: atY(y), r: 3.5 })),
  )
}

/** Draws what was measured into docs/charts. */
export function drawAll(series: Series) {
  mkdirSync(folder, { recursive: true })
  for (const name of Object.keys(charts) as (keyof typeof charts)[])
    writeFileSync(new URL(`${name}.svg`, folder), `${draw(charts[name], series[name])}\n`)
}
