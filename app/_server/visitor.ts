import 'server-only'
import { cookies, headers } from 'next/headers'
import { connection } from 'next/server'
import { contactEmail } from '@/lib/contact-email'
import { localeOf } from '@/lib/money-format'
import { namedHost, siteFor } from '@/lib/sites'

/** Where this shop is, for what has to name it in full: read with each request, because the build serves several. */
export const readSite = async (): Promise<URL> => siteFor(namedHost(await headers()))

/** Where shoppers may write to, read with each request as well. */
export async function readContactEmail() {
  await connection()
  return contactEmail(process.env)
}

export const readLocale = async () => localeOf((await headers()).get('accept-language'))

/** What decides how amounts and times look to this visitor; the zone is what components/ui/formats.tsx has written. */
export async function readFormats() {
  const zone = (await cookies()).get('swoon_zone')?.value
  return { locale: await readLocale(), zone: zone && isZone(zone) ? zone : undefined }
}

function isZone(timeZone: string) {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone }))
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
