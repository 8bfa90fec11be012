import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { NextRequest } from 'next/server'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { sealedClaim } from '../app/_server/claim'
import { newUserName } from '../lib/account/user-name'
import { nowhere } from '../lib/request/nowhere'
import config from '../next.config.js'
import { proxy } from '../proxy'

vi.mock('server-only', () => ({}))

const site = 'http://localhost:3000'
const secret = (value: string) => ({ type: 'sst.sst.Secret', value })
beforeAll(() => {
  process.env.SST_RESOURCE_App = JSON.stringify({ name: 'swoon', stage: 'test' })
  process.env.SST_RESOURCE_SessionSecret = JSON.stringify(secret('s'.repeat(40)))
})
beforeEach(() => {
  vi.stubEnv('SITE_URL', site)
  vi.stubEnv('ROOMS', config.env?.ROOMS ?? '')
  return () => vi.unstubAllEnvs()
})

const sid = () => randomBytes(16).toString('base64url')
type Claim = Parameters<typeof sealedClaim>[0]
async function cookieOf(claim: Partial<Claim> = {}) {
  const { name, seal } = await sealedClaim({ userName: newUserName(), ...claim })
  return `${name}=${seal}`
}

const form = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0', origin: site }
async function answerTo(path: string, cookie?: string, { method = 'GET', headers = {} } = {}) {
  const given = { ...(method === 'POST' && form), ...headers, ...(cookie && { cookie }) }
  const answer = await proxy(new NextRequest(`${site}${path}`, { method, headers: given }))
  // The nonce of each answer is another.
  const shown = [...answer.headers].map(([name, value]) => [name, value.replace(/nonce-[\w-]+/g, 'nonce')])
  return { status: answer.status, headers: Object.fromEntries(shown) }
}
const leadsTo = async (...asked: Parameters<typeof answerTo>) =>
  (await answerTo(...asked)).headers['x-middleware-rewrite']

const paths = ['', '/queues', '/orders/ORD-1', '/orders/x.json', '/pulse', '/nothing', '/audit?who=ann']
/** Another address of nothing, as long as the console's: what names the path names as much. */
const elsewhere = (text: string) => text.replaceAll('/nadmi', '/admin')

test('to guests, to whoever is nobody, to shoppers and with a forged mark each address of the console is one of nothing', async () => {
  const guest = await cookieOf()
  const shopper = await cookieOf({ sid: sid() })
  const forged = 'swoon_session=Fe26.2*1*forged'
  for (const cookie of [undefined, guest, shopper, forged])
    for (const method of ['GET', 'POST', 'HEAD', 'DELETE'])
      for (const headers of [{}, { rsc: '1' }])
        for (const path of paths) {
          const answer = await answerTo(`/admin${path}`, cookie, { method, headers })
          const nothing = await answerTo(`/nadmi${path}`, cookie, { method, headers })
          expect(JSON.stringify(answer), `${method} ${path}`).toBe(elsewhere(JSON.stringify(nothing)))
          if (answer.status === 200) expect(answer.headers['x-middleware-rewrite']).toContain(nowhere)
        }
})

test('an operator’s cookie is let through, as the shop’s own addresses are for everybody', async () => {
  const operator = await cookieOf({ sid: sid(), operator: true })
  for (const path of paths) expect(await leadsTo(`/admin${path}`, operator), path).toBeUndefined()
  for (const path of [
    '/',
    '/cart',
    '/products/a.png',
    '/robots.txt',
    '/_next/static/x.js',
    '/api/health',
    '/orders/x/y/z',
  ])
    expect(await leadsTo(path), path).toBeUndefined()
})

test('however the console’s address is written, it leads to nothing', async () => {
  for (const path of [
    '//admin',
    '/%61dmin',
    '/admin/',
    '/Admin',
    '/admin.rsc',
    '/cart/../admin',
    '/cart/%2e%2e/admin/queues',
    '/admin%2Fqueues',
  ])
    expect(await leadsTo(path), path).toContain(nowhere)
})

test('every folder of the app is an address of the shop, but for the operators’', () => {
  const rooms = (config.env?.ROOMS ?? '').split(' ')
  const folders = readdirSync('app', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const expected = folders.map(({ name }) => name).filter((name) => !['admin', '_server'].includes(name))
  expect(rooms).toEqual(expect.arrayContaining(expected))
  expect(rooms).not.toContain('admin')
})
