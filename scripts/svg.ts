export type Box = { x: number; y: number; w: number; h: number }
export const mid = ({ y, h }: Box) => y + h / 2
export const end = ({ x, w }: Box) => x + w

export const text = (x: number, y: number, words: string, of: string) =>
  words && `<text x="${x}" y="${y}" class="${of}">${words}</text>`
export const line = (d: string, of = 'none', head = ` marker-end="url(#to-${of})"`) =>
  `<path d="${d}" class="line ${of}"${head}/>`
export const badge = (x: number, y: number, step: number) =>
  `<circle cx="${x}" cy="${y}" r="11" class="badge"/>${text(x, y + 4.5, `${step}`, 'step')}`
/** Two lines are closer in a low one. */
export const card = ({ x, y, w, h }: Box, name: string, more: string, of = '', low = h < 40) =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="9" class="box ${of}"/>` +
  text(x + w / 2, y + h / 2 + (name && more ? (low ? -2.5 : -4) : 4.5), name, 'name') +
  text(x + w / 2, y + h / 2 + (name ? (low ? 11 : 14) : 4), more, 'more')
export const curve = (from: Box, to: Box, of?: string) => {
  const bend = (end(from) + to.x) / 2
  return line(`M${end(from)} ${mid(from)}C${bend} ${mid(from)} ${bend} ${mid(to)} ${to.x - 3} ${mid(to)}`, of)
}

/** What each class is drawn in, by light and by night; of `names` each has a colour of its own, three at most. */
export function headOf(names: string[]) {
  const hues = (...colours: string[]) => names.map((_, i) => `--p${i}:${colours[i]}`).join(';')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 744" font-family="system-ui, sans-serif" role="img" aria-label="From the site over bus, rules and queues to functions and tables, and back to the bus">
<style>
svg{${hues('#7c3aed', '#0f766e', '#b45309')};--page:#ffffff;--ink:#1f2328;--dim:#59636e;--edge:#c3cad3;--line:#8b949e;--fill:#f6f8fa}
@media(prefers-color-scheme:dark){svg{${hues('#b79cff', '#3fcabb', '#f0a94b')};--page:#0d1117;--ink:#f0f6fc;--dim:#9aa4af;--edge:#414a55;--line:#6e7884;--fill:#161b22}}
text{fill:var(--ink);text-anchor:middle;font-size:13px}.page{fill:var(--page)}.title{font-size:15px;font-weight:700}.name{font-weight:600}
.more{font-size:11px;fill:var(--dim)}.tale{text-anchor:start}.told{font-size:12px;fill:var(--c,var(--dim))}.badge{fill:var(--ink)}
.step{fill:var(--page);font-size:12px;font-weight:700}.box{fill:var(--fill);stroke:var(--c,var(--edge));stroke-width:1.5}.dead{stroke-dasharray:4 4}
.line{fill:none;stroke:var(--c,var(--line));stroke-width:1.5}.head{fill:var(--c,var(--line))}${names.map((name, i) => `.${name}{--c:var(--p${i})}`).join('')}
</style>
<defs>${['none', ...names].map((of) => `<marker id="to-${of}" class="head ${of}" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`).join('')}</defs>
<rect width="1280" height="744" rx="16" class="page"/>`
}
