const { appendFileSync } = require('node:fs')
const { join } = require('node:path')

const note = (error) =>
  appendFileSync(
    join(process.env.SWOON_DATA, 'unhandled'),
    `unhandled ${String(error?.stack ?? error).replaceAll('\n', ' ')}\n`,
  )

// Of Next's own process alone: it has a listener of its own, where others end.
if (process.env.SWOON_PARENT) process.on('unhandledRejection', note)
process.on('uncaughtExceptionMonitor', note)
