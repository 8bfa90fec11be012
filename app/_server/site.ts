import 'server-only'
import { headers } from 'next/headers'
import { namedHost, siteFor } from '@/lib/sites'

/** Where this shop is, for what has to name it in full: read with each request, because the build serves several. */
export const readSite = async (): Promise<URL> => siteFor(namedHost(await headers()))
