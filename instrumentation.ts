import type { Instrumentation } from 'next'
import { contactEmail } from './lib/contact-email'
import { log } from './lib/observe/log'

/** What no page could be made with stops the server before it is asked for one. */
export function register() {
  contactEmail(process.env)
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
