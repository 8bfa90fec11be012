import { createHash, timingSafeEqual } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'

/**
 * The network that a request comes from, where CloudFront says so. Its function (sst.config.ts) writes a secret beside the
 * address; what comes without it may have been written by anyone.
 */
export function viewerNetwork(headers: Headers, edgeSecret: string): string | undefined {
  const said = headers.get('swoon-edge')
  if (said === null || !timingSafeEqual(digest(said), digest(edgeSecret))) return undefined
  return networkOf(headers.get('swoon-viewer-address') ?? '')
}

const digest = (text: string) => createHash('sha256').update(text).digest()

/** An IPv4 address as it is; of IPv6, where a household has 2^64 of them, the first half. */
export function networkOf(address: string): string | undefined {
  if (isIPv4(address)) return address
  if (!isIPv6(address) || address.includes('%')) return undefined
  const groups = groupsOf(new URL(`http://[${address}]`).hostname.slice(1, -1))
  const [high = 0, low = 0] = groups.slice(6)
  const isMapped = groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0)
  if (isMapped) return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** The eight groups of an address that is written as URLs write it: in hexadecimal, with one :: at most. */
function groupsOf(address: string): number[] {
  const [left = [], right] = address.split('::').map((half) =>
    half
      .split(':')
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16)),
  )
  if (!right) return left
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right]
}
