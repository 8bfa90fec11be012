/** An address such as `https://shop.example.com`. */
const isSite = (address: string) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)

/**
 * Where this shop is: the addresses in SITE_URL, parted by commas, the first of which it calls itself. Without it, the port
 * it listens on; undefined where neither is known, as on Lambda.
 *
 * @throws Error naming SITE_URL when one of them is no http(s) address
 */
export function configuredSites({ SITE_URL, PORT }: Record<string, string | undefined>): URL[] | undefined {
  const given = (SITE_URL ?? '').split(',').map((address) => address.trim())
  const named = given.filter((address) => address !== '')
  const wrong = named.find((address) => !isSite(address))
  if (wrong !== undefined)
    throw new Error('SITE_URL must be http(s) addresses, parted by commas, such as https://shop.example.com')
  if (named.length > 0) return named.map((address) => new URL(new URL(address).origin))
  return PORT ? [new URL(`http://localhost:${PORT}`)] : undefined
}

/**
 * The address as which a request is answered: the one it names, where that is among `sites`, else the first. Where no site
 * is configured it is the host that CloudFront was asked for.
 *
 * @param host what the request says, which anyone may write
 */
export function siteFor(host: string | null, sites = configuredSites(process.env)): URL {
  const [first] = sites ?? []
  if (first) return sites?.find((site) => site.host === host) ?? first
  const named = `https://${host}`
  return new URL(/^[\w.:[\]-]+$/.test(host ?? '') && URL.canParse(named) ? named : 'https://localhost')
}

/** The host that a request names: what a proxy before the shop was asked for, else what the shop was. */
export const namedHost = (headers: Headers) =>
  headers.get('x-forwarded-host')?.split(',')[0]?.trim() ?? headers.get('host')
