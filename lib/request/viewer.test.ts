import { expect, test } from 'vitest'
import { networkOf, viewerNetwork } from './viewer'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['203.0.113.7, 10.0.0.1', undefined],
  ['fe80::1%eth0', undefined],
  ['', undefined],
  ['[::1]', undefined],
  ['1.2.3.4.5', undefined],
])('%j is of the network %j', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test.each([
  ['the secret of CloudFront', { 'swoon-edge': 'secret' }, '203.0.113.7'],
  ['another', { 'swoon-edge': 'secrets' }, undefined],
  ['an empty one', { 'swoon-edge': '' }, undefined],
  ['none', {}, undefined],
  ['none, by a forwarded address', { 'x-forwarded-for': '203.0.113.9' }, undefined],
])('an address beside %s is taken as %j', (_, said, network) => {
  const headers = new Headers({ ...said, 'swoon-viewer-address': '203.0.113.7' })
  expect(viewerNetwork(headers, 'secret')).toBe(network)
})
