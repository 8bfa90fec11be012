import type { Server } from 'node:http'
import type { Instrumentation } from 'next'
import { contactEmail } from './lib/contact-email'
import { log } from './lib/observe/log'

/** For a whole request: the largest body takes nine seconds on a line of 56 kbit/s. */
const requestTimeoutMs = 15_000

/** What no page could be made with stops the server before it is asked for one. */
export async function register() {
  contactEmail(process.env)
  if (process.env.NEXT_RUNTIME === 'nodejs') await endSlowRequests()
}

/** Next waits for the end of a body before anything of ours runs, and its server for five minutes. Lambda has none. */
async function endSlowRequests() {
  const { subscribe } = await import('node:diagnostics_channel')
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server }
    server.requestTimeout = requestTimeoutMs
  })
}

/** Beside the line that Next prints: which page it was, without what was asked of it. */
export const onRequestError: Instrumentation.onRequestError = (
  error,
  { method },
  { routePath, routeType },
) => {
  const { digest } = error as { digest?: unknown }
  const requestId = typeof digest === 'string' && /^[\w@;.-]{1,80}$/.test(digest) ? digest : undefined
  log.error(routeType === 'action' ? 'Action failed' : 'Page failed', {
    method,
    path: routePath,
    requestId,
    error,
  })
}
