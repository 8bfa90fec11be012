import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const source = fileURLToPath(new URL('../components/site/first-paint.ts', import.meta.url))

const bundled = () =>
  buildSync({
    entryPoints: [source],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    write: false,
  })

/** What every shell runs before its first paint, as text, so that its hash is the same wherever it is written. */
export const firstPaint = bundled().outputFiles[0].text.trim()

/** React's own, in every shell that has a boundary: react-dom/server, 19.3. */
const revealTime = 'requestAnimationFrame(function(){$RT=performance.now()});'

/** @param {string} script */
export const hashOf = (script) => `sha256-${createHash('sha256').update(script).digest('base64')}`

/** Of the scripts written into the static shells, which no nonce of a request reaches. */
export const inlineScriptHashes = [firstPaint, revealTime].map(hashOf)
