import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from './ports'
import { startSite, withoutValues } from './site'

const root = mkdtempSync(path.join(tmpdir(), 'swoon-site-'))
const write = (file: string, text: string) => writeFileSync(path.join(root, file), text)

/** What a page says of the environment it finds. */
const page = `import { connection } from 'next/server'
export default async function Page() {
  await connection()
  return <p>{[process.env.SHOP, process.env.CONFIGURED, process.env.OWN].join(', ')}</p>
}`
const layout = `export default ({ children }) => <html lang="en"><body>{children}</body></html>`
const configuration = (configured: string) =>
  // Turbopack follows the link to the packages only within its root.
  `export default { turbopack: { root: ${JSON.stringify(path.parse(root).root)} }, env: { CONFIGURED: '${configured}' } }`

beforeAll(() => {
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'))
  mkdirSync(path.join(root, 'app'))
  write('package.json', '{ "private": true, "type": "module" }')
  write('next.config.js', configuration('once'))
  write('app/layout.jsx', layout)
  write('app/page.jsx', page)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a site with hot reload keeps its environment when its own files or its configuration change', async () => {
  const port = await freePort()
  const unexpected: string[] = []
  const site = startSite({
    root,
    port,
    dev: true,
    env: { SHOP: 'swoon' },
    log: () => {},
    onExit: (reason) => unexpected.push(reason),
  })
  const says = async () => (await (await fetch(`http://localhost:${port}`)).text()).match(/<p>(.*)<\/p>/)?.[1]
  const until = (text: string) => expect.poll(() => says().catch(() => ''), { timeout: 60_000 }).toBe(text)
  try {
    await site.whenHealthy(60_000)
    expect(await says()).toBe('swoon, once, ')

    write('.env.local', 'OWN=mine')
    await until('swoon, once, mine')
    write('next.config.js', configuration('twice'))
    await until('swoon, twice, mine')
  } finally {
    await site.close()
  }
  expect(unexpected).toEqual([])
}, 120_000)

test('a site that does not start says why, and not what stands behind it', async () => {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, listening))
  const { port } = server.address() as AddressInfo
  const site = startSite({ root, port, dev: true, env: {}, log() {}, onExit() {} })
  await expect(site.whenHealthy(30_000)).rejects.toThrow(
    new RegExp(`^the site ended unexpectedly \\(code 1\\): .*${port}.*$`),
  )
  server.close()
})

test.each([
  [
    '{"timestamp":"1","level":"ERROR","message":"Read failed"}',
    '{"timestamp":"1","level":"ERROR","message":"Read failed"}',
  ],
  ['⨯ Error: The basket of guest-01m8 changed', 'Next printed Error'],
  ['⨯ SyntaxError: Unexpected token M, "MY_SECRET" is not valid JSON', 'Next printed SyntaxError'],
  ["    at read (file.js:1:2) {  digest: '123' }", "digest: '123'"],
  ['  userName: "guest-01m8"', undefined],
  ['FATAL ERROR: Reached heap limit', 'FATAL ERROR: Reached heap limit'],
])('of what Next prints no value is kept: %s', (line, kept) => {
  expect(withoutValues(line)).toBe(kept)
})
