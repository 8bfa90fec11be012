const { appendFileSync } = require('node:fs')
const { join } = require('node:path')

// Next lets go of the body of a client that went away, and says so.
const isGone = (error) => error?.message === 'aborted' && error.code === 'ECONNRESET'

const note = (error) =>
  isGone(error) ||
  appendFileSync(
    join(process.env.SWOON_DATA, 'unhandled'),
    `unhandled ${String(error?.stack ?? error).replaceAll('\n', ' ')}\n`,
  )

// Of Next's own process alone: it has a listener of its own, where others end.
if (process.env.SWOON_PARENT) process.on('unhandledRejection', note)
process.on('uncaughtExceptionMonitor', note)
