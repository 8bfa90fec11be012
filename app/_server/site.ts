import 'server-only'
import { headers } from 'next/headers'

/**
 * Where this shop is, for what has to name it in full. SITE_URL says so; without it the request does, because nothing
 * else knows: the site is built before it has an address.
 */
export async function readSite(): Promise<URL> {
  const sent = await headers()
  const of = (name: string) => sent.get(name)?.split(',')[0]?.trim()
  const host = of('x-forwarded-host') ?? of('host')
  const addresses = [process.env.SITE_URL, `${of('x-forwarded-proto') ?? 'http'}://${host}`]
  return new URL(addresses.find((address) => address && URL.canParse(address)) ?? 'http://localhost:3000')
}
