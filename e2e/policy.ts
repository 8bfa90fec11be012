import { expect, type Response } from '@playwright/test'

/**
 * Expects of a page that its policy lets nothing inline run but by hash and by the nonce of this answer, which is the only
 * one that stands in the page. What the policy stops is noted by whoever watches the page.
 * @returns the nonce
 */
export async function expectPolicy(response: Response | null) {
  const { 'content-security-policy': policy = '', ...headers } = (await response?.allHeaders()) ?? {}
  expect(policy).toContain("default-src 'self'; script-src 'self' 'nonce-")
  expect(policy).not.toContain('unsafe')
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  })
  const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? []
  const written = [...((await response?.text()) ?? '').matchAll(/<\w+\b[^>]*\snonce="([^"]*)"/g)]
  expect([...new Set(written.map(([, value]) => value))]).toEqual([nonce])
  return nonce
}
