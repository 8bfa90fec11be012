import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { configFor, services } from './connection.ts'
import { prepareDataFolder, writeToolEnvironment } from './data-folder.ts'
import { takeEnvironment } from './environment.ts'
import { type Lock, Locked, takeLock } from './lock.ts'
import { openLogFiles } from './log-files.ts'
import { type LogLines, sortLine } from './log-lines.ts'
import { assertFree } from './ports.ts'
import { say } from './progress.ts'
import { siteEnvironment } from './resource-environment.ts'
import { readSecrets } from './secrets.ts'
import { readSettings, type Settings } from './settings.ts'
import { createShutdown } from './shutdown.ts'
import { startSite } from './site.ts'
import { buildSite } from './site-build.ts'
import { adviceFor, assertWritable } from './writable.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const dev = process.argv.includes('--dev')
const healthTimeoutMs = dev ? 120_000 : 30_000

// The pinned SDK runs on this Node; its notice is about versions to come.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const shutdown = createShutdown(say.error)
const crash = (reason: string) => {
  if (!shutdown.signal.aborted) say.error(reason)
  return shutdown.stop(1)
}

async function start() {
  if (root.includes('#')) throw new Error(`Tailwind reads no folder with a # in its path: move ${root}`)
  if (dev) assertWritable(path.join(root, '.next'), 2)
  const settings = readSettings(takeEnvironment(root, { dev }))
  prepareDataFolder(settings.dataDir)
  const lock = await lockData(settings.dataDir)
  await assertFree(settings.port)
  const { write: keep, close: closeLogs } = openLogFiles(path.join(settings.dataDir, 'logs'))
  shutdown.add('logs', async () => closeLogs())

  const [aws, distDir] = await Promise.all([
    provisionedAws(settings, lock, keep),
    dev ? undefined : buildSite({ root, say: say.step, signal: shutdown.signal }),
  ])
  writeToolEnvironment(settings.dataDir, aws.env)

  say.step(dev ? 'starting the site with hot reload' : 'starting the site')
  const site = startSite({
    root,
    port: settings.port,
    dev,
    env: { ...siteEnvironment(aws), ...(distDir && { SWOON_BUILD: distDir }) },
    log: (line) => sortLine('site', line, { keep, show: say.line }),
    onExit: crash,
  })
  if (site.pid) lock.addChild(site.pid)
  shutdown.add('site', site.close)
  await site.whenHealthy(healthTimeoutMs)
  // Nobody needs them before the first page, which they would hold up.
  if (dev) await aws.runFunctions()
  say.step(`running ${aws.topology.functions.map(({ name }) => name).join(', ')}`)
  if (!shutdown.signal.aborted) say.line(`ready http://localhost:${settings.port}`)
}

async function lockData(dataDir: string) {
  try {
    const lock = await takeLock(path.join(dataDir, 'lock'))
    shutdown.add('lock', lock.release)
    return lock
  } catch (error) {
    if (!(error instanceof Locked)) throw error
    throw new Error(`another shop (process ${error.pid}) runs on ${dataDir}: stop it, or set SWOON_DATA`)
  }
}

async function provisionedAws(settings: Settings, lock: Lock, keep: LogLines['keep']) {
  const { dataDir, endpoints, region, credentials, port } = settings
  if (settings.sourced) say.step('this shell has the env file of a shop: its endpoints are left aside')
  const where = services.map(
    (service) => `${service} ${endpoints[service] ? `at ${endpoints[service]}` : 'here'}`,
  )
  say.step(`starting AWS: ${where.join(', ')}`)
  const [{ startAws }, { seedTable }] = await Promise.all([import('./embedded.ts'), import('./seed.ts')])
  const aws = await startAws({
    root,
    dataDir,
    endpoints,
    region,
    credentials,
    secrets: (names) => readSecrets(dataDir, names, { SessionSecret: settings.sessionSecret }),
    siteUrl: `http://localhost:${port}`,
    functions: !dev,
    watch: dev,
    log: say.line,
    keep,
    onExit: crash,
  })
  shutdown.add('AWS', aws.close)
  for (const pid of aws.pids) lock.addChild(pid)
  const { tables, queues, rules } = aws.topology
  say.step(`provisioned ${tables.length} tables, ${queues.length} queues, ${rules.length} rules`)
  const seeded = await seedTable(
    configFor(aws.connection, 'dynamodb'),
    'ProductTable',
    path.join(root, 'lib/product/seed.json'),
  )
  say.step(seeded > 0 ? `seeded ${seeded} products` : 'the catalogue is there already')
  return aws
}

process.once('uncaughtException', (error) => void crash(adviceFor(error).message))
start().catch((error: Error) => crash(adviceFor(error).message))
