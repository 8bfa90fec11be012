import { expect, test } from 'vitest'
import { configuredSites, siteFor } from './sites'

const addresses = (environment: Record<string, string>) =>
  configuredSites(environment)?.map(({ origin }) => origin)

test('SITE_URL lists the addresses of the shop, and without it the port does', () => {
  expect(addresses({ SITE_URL: 'https://a.example, https://b.example:8443/path', PORT: '3000' })).toEqual([
    'https://a.example',
    'https://b.example:8443',
  ])
  expect(addresses({ PORT: '4000' })).toEqual(['http://localhost:4000'])
  expect(addresses({})).toBeUndefined()
})

test.each([
  'shop.example',
  'ftp://shop.example',
  'data:text/html,x',
])('%s is no address of a shop', (SITE_URL) => {
  expect(() => configuredSites({ SITE_URL })).toThrow('SITE_URL must be http(s) addresses')
})

test('a host that is not ours is answered as the first that is', () => {
  const sites = configuredSites({ SITE_URL: 'https://a.example,https://b.example' })
  expect(siteFor('b.example', sites).origin).toBe('https://b.example')
  for (const host of ['evil.example', 'a.example.evil', 'a.example:1', '', null])
    expect(siteFor(host, sites).origin, String(host)).toBe('https://a.example')
})

test('without any it is the host that CloudFront was asked for, if it can be one', () => {
  expect(siteFor('d1.cloudfront.net', undefined).origin).toBe('https://d1.cloudfront.net')
  for (const host of ['data:text/html', 'a/b', 'a b', ''])
    expect(siteFor(host, undefined).protocol, host).toBe('https:')
})
