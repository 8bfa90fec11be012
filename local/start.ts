import inspector from 'node:inspector'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkShells } from '../build/check-shells.js'
import { configFor, services } from './connection.ts'
import { prepareDataFolder, writeToolEnvironment } from './data-folder.ts'
import { takeEnvironment } from './environment.ts'
import { createEventLines } from './event-lines.ts'
import { Locked, takeLock } from './lock.ts'
import { keepLines, sortLine } from './log-lines.ts'
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
const colour = process.stdout.isTTY && process.stdout.hasColors()
const eventLines = process.argv.includes('--quiet')
  ? undefined
  : createEventLines({ print: say.line, colour })
const healthTimeoutMs = dev ? 120_000 : 30_000

// The pinned SDK runs on this Node; its notice is about versions to come.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const shutdown = createShutdown(say.error)
const crash = (reason: string) => {
  if (!shutdown.signal.aborted) say.error(reason)
  return shutdown.stop(1)
}

async function start() {
  if (process.argv.includes('--inspect')) inspector.open()
  if (root.includes('#')) throw new Error(`Tailwind reads no folder with a # in its path: move ${root}`)
  if (dev) assertWritable(path.join(root, '.next'), 2)
  const settings = readSettings(takeEnvironment(root, { dev }))
  const { dataDir, port } = settings
  prepareDataFolder(dataDir)
  const lock = await lockData(dataDir)
  await assertFree(port)
  const keep = keepLines(path.join(dataDir, 'logs'))

  const [aws, distDir] = await Promise.all([
    provisionedAws(settings, { keep, addChild: lock.addChild }),
    dev ? undefined : buildSite({ root, say: say.step, signal: shutdown.signal, check: checkShells }),
  ])
  writeToolEnvironment(dataDir, aws.env)

  say.step(dev ? 'starting the site with hot reload' : 'starting the site')
  const site = startSite({
    root,
    port,
    dev,
    env: { ...siteEnvironment(aws), ...(distDir && { SWOON_BUILD: distDir }) },
    log: (line) => {
      aws.metrics.note(line)
      sortLine('site', line, { keep, show: say.line })
    },
    onExit: crash,
  })
  if (site.pid) lock.addChild(site.pid)
  shutdown.add('site', site.close)
  await site.whenHealthy(healthTimeoutMs)
  // Nobody needs them before the first page, which they would hold up.
  if (dev) await aws.runFunctions()
  say.step(`running ${aws.topology.functions.map(({ name }) => name).join(', ')}`)
  if (!shutdown.signal.aborted) say.line(`ready http://localhost:${port}`)
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

type Kept = { keep: ReturnType<typeof keepLines>; addChild: (pid: number) => void }

async function provisionedAws({ endpoints, sourced, ...settings }: Settings, { keep, addChild }: Kept) {
  if (sourced) say.step('this shell has the env file of a shop: its endpoints are left aside')
  const where = services.map(
    (service) => `${service} ${endpoints[service] ? `at ${endpoints[service]}` : 'here'}`,
  )
  say.step(`starting AWS: ${where.join(', ')}`)
  const [{ startAws }, { seedTable }, { addFirstOperator }] = await Promise.all([
    import('./embedded.ts'),
    import('./seed.ts'),
    import('./operator.ts'),
  ])
  const aws = await startAws({
    ...settings,
    root,
    endpoints,
    secrets: (names) =>
      readSecrets(settings.dataDir, names, {
        SessionSecret: settings.sessionSecret,
        OperatorPassword: settings.operatorPassword,
      }),
    siteUrl: `http://localhost:${settings.port}`,
    functions: !dev,
    watch: dev,
    log: say.line,
    keep,
    onBatch: eventLines?.took,
    onMail: (file) => say.line(`mail | ${path.join(settings.dataDir, 'mail', file)}`),
    onExit: crash,
  })
  shutdown.add('AWS', aws.close)
  for (const pid of aws.pids) addChild(pid)
  const { tables, queues, rules } = aws.topology
  say.step(`provisioned ${tables.length} tables, ${queues.length} queues, ${rules.length} rules`)
  const seed = path.join(root, 'lib/product/seed.json')
  const seeded = await seedTable(configFor(aws.connection, 'dynamodb'), 'ProductTable', seed)
  say.step(seeded > 0 ? `seeded ${seeded} products` : 'the catalogue is there already')
  const password = aws.known.get('OperatorPassword.value') ?? ''
  if (await addFirstOperator(configFor(aws.connection, 'dynamodb'), password))
    say.line(
      `operator: sign in as operator, with ${settings.operatorPassword ? 'OPERATOR_PASSWORD' : password}`,
    )
  return aws
}

process.once('uncaughtException', (error) => void crash(adviceFor(error).message))
start().catch((error: Error) => crash(adviceFor(error).message))
