const isSite = (address: string) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)

/** The addresses in SITE_URL, the first its own, else that of PORT, else none. @throws Error naming SITE_URL */
export function configuredSites({ SITE_URL, PORT }: Record<string, string | undefined>): URL[] | undefined {
  const given = (SITE_URL ?? '').split(',').map((address) => address.trim())
  const named = given.filter((address) => address !== '')
  if (!named.every(isSite))
    throw new Error('SITE_URL must be http(s) addresses, parted by commas, such as https://shop.example.com')
  if (named.length > 0) return named.map((address) => new URL(new URL(address).origin))
  return PORT ? [new URL(`http://localhost:${PORT}`)] : undefined
}

/** The site that `host`, which anyone may write, names, else the first; where none is configured, that host. */
export function siteFor(host: string | null, sites = configuredSites(process.env)): URL {
  const [first] = sites ?? []
  if (first) return sites?.find((site) => site.host === host) ?? first
  const named = `https://${host}`
  return new URL(/^[\w.:[\]-]+$/.test(host ?? '') && URL.canParse(named) ? named : 'https://localhost')
}

/** The host that a request names: what a proxy before the shop was asked for, else what the shop was. */
export const namedHost = (headers: Headers) =>
  headers.get('x-forwarded-host')?.split(',')[0]?.trim() ?? headers.get('host')
