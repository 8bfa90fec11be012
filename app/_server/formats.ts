import 'server-only'
import { cookies, headers } from 'next/headers'
import { localeOf } from '@/lib/money-format'

/** Written by the browser (components/ui/formats.tsx). */
const zoneCookie = 'swoon_zone'

/** The locale in whose formats this visitor reads amounts. */
export async function readLocale() {
  return localeOf((await headers()).get('accept-language'))
}

/** What decides how amounts and times look to this visitor; the zone is unknown before the first script has run. */
export async function readFormats() {
  const zone = (await cookies()).get(zoneCookie)?.value
  return { locale: await readLocale(), zone: zone && isZone(zone) ? zone : undefined }
}

function isZone(zone: string) {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
