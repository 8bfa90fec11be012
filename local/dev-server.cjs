// Next with hot reload, without the command line of `next dev`, a process that takes half a second before it starts the
// one that serves: https://nextjs.org/docs/app/guides/custom-server. Its parent tells it the rest of its environment, and
// what is asked for before that waits.
const { watch } = require('node:fs')
const { createServer } = require('node:http')
const { updateInitialEnv } = require('@next/env')
const next = require('next')

/** Next reads its configuration once: with the exit code `configChanged` its parent starts it again. */
const [configChanged, port] = process.argv.slice(2).map(Number)
const server = createServer(async (request, response) => (await handler)(request, response)).listen(port)
const app = next({ dev: true, port, httpServer: server })

const told = new Promise((known) => {
  process.once('message', (variables) => {
    Object.assign(process.env, variables)
    // What Next goes back to when a .env file has changed.
    updateInitialEnv(variables)
    known()
  })
})
const handler = Promise.all([app.prepare(), told]).then(() => app.getRequestHandler())

/** Once Next has kept what it compiled. */
async function end(code) {
  server.close()
  server.closeAllConnections()
  await app.close()
  process.exit(code)
}
process.once('SIGTERM', () => void end(0))
watch('.', (_, file) => file === 'next.config.js' && void end(configChanged))
