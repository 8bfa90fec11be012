import { siteFor } from '../sites'

const yearSeconds = 365 * 24 * 60 * 60

/** Of nothing that this shop asks a browser for; passkeys are for its own pages. */
const permissions = [
  ...['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'usb'].map(
    (name) => `${name}=()`,
  ),
  ...['publickey-credentials-create', 'publickey-credentials-get'].map((name) => `${name}=(self)`),
].join(', ')

const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': permissions,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** The headers of every answer but a file's. @param host what the request names */
export function securityHeaders(policy: string, host: string | null): Record<string, string> {
  const headers = { ...always, 'content-security-policy': policy }
  if (siteFor(host).protocol !== 'https:') return headers
  return { ...headers, 'strict-transport-security': `max-age=${yearSeconds}` }
}

/** `next dev` evaluates what it sends, and writes styles and scripts of its own into pages. */
const written = {
  development: { scripts: "'unsafe-inline' 'unsafe-eval'", styles: " 'unsafe-inline'" },
  production: { scripts: '', styles: '' },
}

/**
 * A policy for one answer. Next writes the nonce, which it reads from the request's own policy, into what it renders for
 * the request; the static shell around it holds only scripts that the build has hashed (build/inline-scripts.js).
 */
export function contentSecurityPolicy(nonce: string = crypto.randomUUID()) {
  const hashes = (process.env.INLINE_SCRIPT_HASHES ?? '').split(' ').filter(Boolean)
  const own = [`nonce-${nonce}`, ...hashes].map((source) => `'${source}'`).join(' ')
  const { scripts, styles } = written[process.env.NODE_ENV === 'development' ? 'development' : 'production']
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts || own}`,
    `style-src 'self'${styles}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
