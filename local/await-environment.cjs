// Preloaded into `next dev`: requests wait until the rest of its environment is there, see late-environment.ts. Next's own
// memory of the environment, which it goes back to when a .env file changes, learns of it too.
const { existsSync, readFileSync, rmSync } = require('node:fs')
const { Server } = require('node:http')

const file = process.env.SWOON_LATE_ENVIRONMENT
const pollMs = 20
let known = file === undefined
let arriving

function arrival(done) {
  if (!existsSync(file)) return setTimeout(arrival, pollMs, done)
  const variables = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(file)
  Object.assign(process.env, variables)
  require('@next/env').updateInitialEnv(variables)
  known = true
  done()
}

const { emit } = Server.prototype
Server.prototype.emit = function (event, ...values) {
  if (known || event !== 'request') return emit.call(this, event, ...values)
  arriving ??= new Promise(arrival)
  arriving.then(() => emit.call(this, event, ...values))
  return true
}
