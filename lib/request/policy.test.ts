import { beforeEach, expect, test, vi } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from './policy'

beforeEach(() => {
  vi.stubEnv('INLINE_SCRIPT_HASHES', 'sha256-a sha256-b')
  return () => vi.unstubAllEnvs()
})

test('the policy lets scripts of the shop, of this answer and of the shells run, and nothing else', () => {
  vi.stubEnv('NODE_ENV', 'production')
  expect(contentSecurityPolicy('n')).toBe(
    [
      "default-src 'self'",
      "script-src 'self' 'nonce-n' 'sha256-a' 'sha256-b'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join('; '),
  )
  expect(contentSecurityPolicy()).not.toBe(contentSecurityPolicy())
})

test('while the shop is developed its pages hold what Next writes and evaluates', () => {
  vi.stubEnv('NODE_ENV', 'development')
  const policy = contentSecurityPolicy('n')
  expect(policy).toContain(
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'",
  )
})

test.each([
  ['https://shop.example', 'max-age=31536000'],
  ['http://localhost:3000', undefined],
])('a shop at %s has Strict-Transport-Security %s, whatever host is named', (site, expected) => {
  vi.stubEnv('SITE_URL', site)
  const headers = securityHeaders('policy', 'evil.example')
  expect(headers['strict-transport-security']).toBe(expected)
  expect(headers).toMatchObject({
    'content-security-policy': 'policy',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
})
