import { readFileSync, writeFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { FlowPicture } from '../components/admin/flow/picture.tsx'
import { wideLayout } from '../components/admin/flow/wide.ts'
import type { Flow } from '../lib/flow/flow.ts'

const themed = /(--[\w-]+):\s*light-dark\(([^,]+), ((?:[^()]|\([^()]*\))+)\);/g

/** The console's picture as a file: the same drawing and colours, by itself. */
export function drawFlow(flow: Flow) {
  const css = readFileSync('app/admin/flow.css', 'utf8')
  const named = [...`${css}${readFileSync('app/tokens.css', 'utf8')}`.matchAll(themed)].filter(
    ([, name = '']) => css.includes(`var(${name})`),
  )
  const values = (at: 2 | 3) => named.map((found) => `${found[1]}:${found[at]}`).join(';')
  const rules = css
    .replace(/\/\*.*?\*\//g, '')
    .replace(themed, '')
    .replace(/\s+/g, ' ')
    .trim()
  const style = `svg{font-family:system-ui,sans-serif;${values(2)}}@media(prefers-color-scheme:dark){svg{${values(3)}}}${rules}.page{fill:var(--color-surface)}`
  const layout = wideLayout(flow)
  const picture = renderToStaticMarkup(<FlowPicture flow={flow} layout={layout} numbered />)
  const page = `<rect width="${layout.width}" height="${layout.height}" rx="18" class="page"/>`
  return `${picture.replace('>', `>\n<style>${style}</style>\n${page}\n`).replaceAll(/(<(?:g|a|path|rect)[ >])/g, '\n$1')}\n`
}

/** What the site draws it from: it may not read sst.config.ts. */
export const recordFlow = (flow: Flow) =>
  `import type { Flow } from './flow'

/** Written by \`npm run docs\` from sst.config.ts. */
export const recorded: Flow = ${JSON.stringify(flow, null, 2)}
`

export function writeFlow(flow: Flow) {
  writeFileSync('docs/flow.svg', drawFlow(flow))
  writeFileSync('lib/flow/recorded.ts', recordFlow(flow))
}
