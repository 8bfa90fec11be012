import { mkdirSync, writeFileSync } from 'node:fs'

const charts = {
  throughput: { title: 'Purchases settled a second', x: 'purchases in flight', y: 'per second', log: true },
  'stored-orders': { title: 'Time of one purchase', x: 'orders stored', y: 'in GetItems', log: true },
  'settle-times': { title: 'Purchases settled, low load', x: 'milliseconds', y: '% of all', log: false },
}
/** Points, each an x and a y, by the name of their chart. */
export type Series = Record<keyof typeof charts, [x: number, y: number][]>

const folder = new URL('../docs/charts/', import.meta.url)
const [width, height] = [640, 320]
const [left, right, top, bottom] = [64, 616, 44, 264]

/** Brings its ground along: a browser may prefer dark colours on a page that is light all the same. */
const style = `.ground{fill:#fff}text{font:12px system-ui,sans-serif;fill:#57606a}.title{font-size:14px;font-weight:600;fill:#24292f}
.grid{stroke:#d0d7de}.line{fill:none;stroke:#0969da;stroke-width:2}.mark{fill:#0969da}@media(prefers-color-scheme:dark){.ground{fill:#0d1117}
text{fill:#9198a1}.title{fill:#f0f6fc}.grid{stroke:#3d444d}.line{stroke:#4493f8}.mark{fill:#4493f8}}`

/** About five round numbers from 0 to at least `highest`. */
function ticksTo(highest: number) {
  const power = 10 ** Math.floor(Math.log10(highest / 5))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= highest / 5) ?? 1
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step)
}

function scale(ticks: number[], log: boolean, from: number, to: number) {
  const on = (value: number) => (log ? Math.log(value) : value)
  const [first, last] = [on(ticks[0] ?? 0), on(ticks.at(-1) ?? 1)]
  return (value: number) => Number((from + ((on(value) - first) / (last - first)) * (to - from)).toFixed(2))
}

const text = (content: string | number, x: number, y: number, anchor: string) =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${content.toLocaleString('en-US')}</text>`

function draw({ title, x, y, log }: (typeof charts)[keyof typeof charts], points: Series['throughput']) {
  const xs = points.map(([at]) => at)
  const ticksX = log ? xs : ticksTo(Math.max(...xs))
  const ticksY = ticksTo(Math.max(...points.map(([, at]) => at)))
  const atX = scale(ticksX, log, left, right)
  const atY = scale(ticksY, false, bottom, top)
  const placed = points.map(([x, y]) => [atX(x), atY(y)] as const)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${title}</title><style>${style}</style><rect class="ground" width="${width}" height="${height}"/>`,
    `<text class="title" x="16" y="24">${title}</text>`,
    ...ticksY.map((tick) => `<path class="grid" d="M${left} ${atY(tick)}H${right}"/>`),
    ...ticksY.map((tick) => text(tick, left - 8, atY(tick) + 4, 'end')),
    ...ticksX.map((tick) => text(tick, atX(tick), bottom + 18, 'middle')),
    text(x, (left + right) / 2, height - 14, 'middle'),
    text(y, right, 24, 'end'),
    `<polyline class="line" points="${placed.join(' ')}"/>`,
    ...placed.map(([x, y]) => `<circle class="mark" cx="${x}" cy="${y}" r="3.5"/>`),
    '</svg>\n',
  ].join('\n')
}

/** Draws what was measured into docs/charts. */
export function drawAll(series: Series) {
  mkdirSync(folder, { recursive: true })
  for (const name of Object.keys(charts) as (keyof typeof charts)[])
    writeFileSync(new URL(`${name}.svg`, folder), draw(charts[name], series[name]))
}
