import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { configFor, isolation } from '../../local/connection.ts'
import { startAws } from '../../local/embedded.ts'
import { say } from '../../local/progress.ts'
import { siteEnvironment } from '../../local/resource-environment.ts'
import { seedTable } from '../../local/seed.ts'
import { readSettings } from '../../local/settings.ts'
import { createShutdown } from '../../local/shutdown.ts'
import { buildForLambda, offline } from './build.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
Object.assign(process.env, isolation)
const shutdown = createShutdown(say.error)

/** The shop of `npm start`, in memory, with the site as it is deployed: the function that OpenNext makes. */
async function start() {
  const { port } = readSettings(process.env)
  const url = `http://localhost:${port}`
  const [output, aws] = await Promise.all([
    buildForLambda(root),
    startAws({ root, siteUrl: url, functions: true, log: say.line, onExit: crash }),
  ])
  shutdown.add('AWS', aws.close)
  await seedTable(
    configFor(aws.connection, 'dynamodb'),
    'ProductTable',
    path.join(root, 'lib/product/seed.json'),
  )
  const site = fork(fileURLToPath(new URL('./serve.ts', import.meta.url)), [output, String(port)], {
    env: {
      // OpenNext sets it too late for what is loaded before it.
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      ...siteEnvironment(aws),
      SITE_URL: url,
      ...offline,
      AWS_LAMBDA_FUNCTION_NAME: 'Site',
      // A redirect renders the next page by fetching it from the shop's own address, which OpenNext takes for https.
      __NEXT_PRIVATE_ORIGIN: url,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  })
  site.once('exit', (code) => crash(`the site ended with ${code}`))
  shutdown.add('site', () => site.kill('SIGKILL'))
  await once(site, 'message')
  say.line(`ready ${url}`)
}

function crash(reason: string) {
  if (!shutdown.signal.aborted) say.error(reason)
  return shutdown.stop(1)
}

start().catch((error: Error) => crash(error.message))
