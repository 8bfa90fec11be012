import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asAnotherUser } from '../tests/another-user'
import { freePort } from './ports'

const root = mkdtempSync(path.join(tmpdir(), 'swoon-builds-'))
const write = (file: string, text: string) => writeFileSync(path.join(root, file), text)
const page = (text: string) => write('app/page.jsx', `export default () => <p>${text}</p>`)
const builds = () => readdirSync(path.join(root, '.builds')).filter((name) => name !== 'lock')

beforeAll(() => {
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'))
  mkdirSync(path.join(root, 'app'))
  write('package.json', '{ "private": true, "type": "module" }')
  // Turbopack follows the link to the packages only within its root.
  const turbopack = JSON.stringify({ root: path.parse(root).root })
  write('next.config.js', `export default { distDir: process.env.SWOON_BUILD, turbopack: ${turbopack} }`)
  write('app/layout.jsx', `export default ({ children }) => <html lang="en"><body>{children}</body></html>`)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const urlOf = (file: string) => JSON.stringify(pathToFileURL(path.resolve(file)).href)

/** As `npm start` builds and starts the site, in a process of its own. */
async function startShop() {
  const port = await freePort()
  const program = `import { buildSite } from ${urlOf('local/site-build.ts')}
    import { startSite } from ${urlOf('local/site.ts')}
    const root = ${JSON.stringify(root)}
    const distDir = await buildSite({ root, say: console.log, signal: new AbortController().signal })
    startSite({ root, port: ${port}, dev: false, env: { SWOON_BUILD: distDir }, log() {}, onExit() {} })`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  const shop = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  createInterface({ input: shop.stdout }).on('line', (line) => said.push(line))
  const get = (address: string) => fetch(`http://localhost:${port}${address}`)
  await expect
    .poll(
      () =>
        get('/').then(
          ({ status }) => status,
          () => shop.exitCode,
        ),
      { timeout: 120_000 },
    )
    .toBe(200)
  const html = await (await get('/')).text()
  const scripts = [...new Set(html.match(/\/_next\/static\/[^"\\]+\.js/g))]
  return {
    said,
    html,
    statuses: async () => Promise.all(scripts.map(async (script) => (await get(script)).status)),
    ok: scripts.map(() => 200),
    async crash() {
      const ended = once(shop, 'exit')
      shop.kill('SIGKILL')
      await ended
    },
  }
}

test('a start after an edit takes nothing from under the shop before, whose build goes once it has ended', async () => {
  page('first')
  const first = await startShop()
  expect(first.html).toContain('first')
  const [firstBuild] = builds()

  page('second')
  const second = await startShop()
  expect(second.html).toContain('second')
  expect(first.ok.length).toBeGreaterThan(0)
  expect(await first.statuses()).toEqual(first.ok)
  expect(builds()).toHaveLength(2)

  await first.crash()
  const third = await startShop()
  expect(third.said).toEqual(['site is built already'])
  expect(builds()).toHaveLength(1)
  expect(builds()).not.toContain(firstBuild)
  expect(await second.statuses()).toEqual(second.ok)
  await Promise.all([second.crash(), third.crash()])
}, 300_000)

test('builds that another user made are one line that says what to do', async () => {
  const theirs = mkdtempSync(path.join(tmpdir(), 'swoon-builds-'))
  mkdirSync(path.join(theirs, '.builds'), { mode: 0o500 })
  const build = `it.buildSite({ root: ${JSON.stringify(theirs)}, say() {}, signal: new AbortController().signal })`
  chmodSync(theirs, 0o755)
  expect(await asAnotherUser('local/site-build.ts', build)).toBe(
    `${path.join(theirs, '.builds')} may not be written (EACCES): make it yours with chown, or delete it as its owner`,
  )
  rmSync(theirs, { recursive: true })
})
