const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

type Attributes = Record<string, string | number>

export const element = (name: string, attributes: Attributes, ...inside: string[]) => {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? Number(value.toFixed(2)) : value}"`,
  )
  return `<${name}${written.join('')}>${inside.join('')}</${name}>`
}

export const text = (content: string, x: number, y: number, attributes: Attributes = {}) =>
  element('text', { x, y, ...attributes }, escaped(content))

/** Brings its ground along: a browser may prefer dark colours on a page that is light all the same. */
const style = `.ground{fill:#fff}text{font:12px system-ui,sans-serif;fill:#57606a}.title{font-size:14px;font-weight:600;fill:#24292f}
.grid{stroke:#d0d7de}.line{fill:none;stroke:#0969da;stroke-width:2}.mark{fill:#0969da}.target{stroke:#bc4c00;stroke-dasharray:5 4}
.of-target{fill:#bc4c00}@media(prefers-color-scheme:dark){.ground{fill:#0d1117}text{fill:#9198a1}.title{fill:#f0f6fc}.grid{stroke:#3d444d}
.line{stroke:#4493f8}.mark{fill:#4493f8}.target{stroke:#db6d28}.of-target{fill:#db6d28}}`

export const drawing = (width: number, height: number, title: string, ...inside: string[]) =>
  element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, role: 'img', width, height },
    element('title', {}, escaped(title)),
    element('style', {}, style),
    element('rect', { class: 'ground', width, height }),
    text(title, 16, 24, { class: 'title' }),
    ...inside,
  )
