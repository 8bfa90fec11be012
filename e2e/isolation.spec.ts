import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, request, test } from '@playwright/test'
import { freePort } from '../local/ports'
import { buildSite } from '../local/site-build'
import { newData, startShop } from './shop-process'
import { buy, untilSettled } from './shopper'

const endpointsAside =
  'ignore_configured_endpoint_urls = true\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true\n'
const key = { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }

/** Files and variables of somebody who works with AWS all day, each of which would lead a shop there. */
const awsFiles = {
  config: `[default]\nregion = eu-west-1\n${endpointsAside}[profile work]\nregion = eu-west-1\ncredential_process = echo '${JSON.stringify(
    { Version: 1, AccessKeyId: key.id, SecretAccessKey: key.secret },
  )}'\n${endpointsAside}`,
  credentials: `[default]\naws_access_key_id = ${key.id}\naws_secret_access_key = ${key.secret}\n`,
}
const ways = {
  AWS_PROFILE: 'work',
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: key.id,
  AWS_SECRET_ACCESS_KEY: key.secret,
  AWS_SESSION_TOKEN: 'token',
  AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/work',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/dev/null',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.2/credentials',
  AWS_EC2_METADATA_DISABLED: 'false',
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
  AWS_USE_FIPS_ENDPOINT: 'true',
  AWS_USE_DUALSTACK_ENDPOINT: 'true',
  AWS_DEFAULTS_MODE: 'auto',
}

/** The project, built, in a folder where it may have a `.env`. */
async function projectWith(folder: string, env: Record<string, string>) {
  const distDir = await buildSite({ root: resolve('.'), say: () => {}, signal: new AbortController().signal })
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  const files = listed.toString().split('\0')
  for (const file of files.filter((name) => name && existsSync(name))) cpSync(file, join(folder, file))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const isWanted = (file: string) => !/[\\/](cache|users)$/.test(file)
  cpSync(dirname(distDir), join(folder, dirname(distDir)), { recursive: true, filter: isWanted })
  const lines = Object.entries(env).map(([name, value]) => `${name}='${value}'\n`)
  writeFileSync(join(folder, '.env'), lines.join(''))
}

for (const [where, variables] of [
  ['in .env', ways],
  ['in the shell', {}],
] as const)
  test(`whatever AWS settings lie about, ${where} and in the home folder, a shop asks this machine alone`, async () => {
    test.setTimeout(240_000)
    const folder = newData()
    const project = join(folder, 'project')
    const network = join(folder, 'network')
    const port = String(await freePort())
    mkdirSync(join(folder, '.aws'))
    for (const [name, text] of Object.entries(awsFiles)) writeFileSync(join(folder, '.aws', name), text)
    writeFileSync(network, '')
    const data = join(folder, 'data')
    await projectWith(project, { ...variables, PORT: port, SWOON_DATA: data, PAYMENT_SUCCESS_RATE: '1' })
    const settings = {
      HOME: folder,
      USERPROFILE: folder,
      NETWORK_LOG: network,
      NODE_OPTIONS: `--require ${JSON.stringify(resolve('e2e/watch-network.cjs'))}`,
      ...(where === 'in the shell' && ways),
    }
    const shop = startShop(settings, { cwd: project })
    try {
      await shop.ready
      const shopper = await request.newContext({ baseURL: `http://localhost:${port}` })
      await buy({ request: shopper }, { 'morning-cup': 2 })
      expect((await untilSettled({ request: shopper })).status).toBe('CONFIRMED')
      await shopper.dispose()
    } finally {
      await shop.stop()
      const asked = readFileSync(network, 'utf8')
      rmSync(folder, { recursive: true, force: true })
      expect(asked).toBe('')
    }
  })
