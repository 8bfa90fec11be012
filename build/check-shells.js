import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { hashOf, inlineScriptHashes } from './inline-scripts.js'

const script = /<script([^>]*)>([\s\S]*?)<\/script>/g
const inlineStyle = /<style\b|<[^>]+\sstyle=/
/** Next's own page of last resort, which no shopper is sent: what it shows, it shows without scripts. */
const lastResort = '_global-error.html'

/**
 * Holds the static shells of a build to the policy that they are answered with (lib/request/policy.ts).
 * @param {string} distDir
 * @throws Error naming each inline script and style that the policy would stop
 */
export function checkShells(distDir) {
  const app = path.join(distDir, 'server', 'app')
  const shells = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.html') && file !== lastResort,
  )
  const wrong = shells.flatMap((file) =>
    stopped(readFileSync(path.join(app, file), 'utf8')).map((what) => `${file}: ${what}`),
  )
  if (shells.length === 0) throw new Error(`there are no shells in ${app}`)
  if (wrong.length > 0)
    throw new Error(
      `the content security policy would stop what these shells hold (build/inline-scripts.js):\n${wrong.join('\n')}`,
    )
}

/** @param {string} html */
function stopped(html) {
  const scripts = [...html.matchAll(script)].flatMap(([, attributes = '', text = '']) => {
    if (/\ssrc=/.test(attributes) || /type="application\//.test(attributes)) return []
    return inlineScriptHashes.includes(hashOf(text)) ? [] : [`script ${hashOf(text)} ${text.slice(0, 120)}`]
  })
  const [style] = inlineStyle.exec(html.replaceAll(script, '')) ?? []
  return style ? [...scripts, `style ${style}`] : scripts
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) checkShells(process.argv[2] ?? '.next')
