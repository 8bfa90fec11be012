import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { test as base, expect, request } from '@playwright/test'
import { freePort } from '../local/ports'
import { newData, startShop } from './shop-process'
import { buy, untilSettled } from './shopper'

/** The lowest Node that the shop runs on, and the lines that people have. */
const versions = ['20.9.0', '22.23.3', '24.9.0']

/** That Node, brought by the npm package `node` and kept for the next time. */
async function nodeOf(version: string) {
  const folder = path.resolve('node_modules/.cache/node-versions', version)
  const program = path.join(folder, 'node_modules/node/bin/node')
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'package.json'), '{}')
  const install = ['install', '--no-save', '--no-audit', '--no-fund', `node@${version}`]
  await promisify(execFile)('npm', install, { cwd: folder })
  return program
}

for (const version of versions)
  base(`the shop starts on Node ${version} and sells`, async () => {
    base.setTimeout(300_000)
    const node = await nodeOf(version)
    expect((await promisify(execFile)(node, ['--version'])).stdout.trim()).toBe(`v${version}`)
    const data = newData()
    const settings = { PORT: String(await freePort()), SWOON_DATA: data, PAYMENT_SUCCESS_RATE: '1' }
    const shop = startShop(settings, { node })
    await shop.ready
    const baseURL = `http://localhost:${settings.PORT}`
    const shopper = { request: await request.newContext({ baseURL }) }
    await buy(shopper, { 'morning-cup': 1 })
    expect((await untilSettled(shopper)).status).toBe('CONFIRMED')
    expect((await shopper.request.get('/')).status()).toBe(200)
    expect(await shop.stop()).toBe(0)
    rmSync(data, { recursive: true })
  })
