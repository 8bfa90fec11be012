import type { MetadataRoute } from 'next'
import { readSite } from '@/app/_server/queries'

export default async function robots(): Promise<MetadataRoute.Robots> {
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/api/', '/basket/', '/orders', '/checkout'] },
    sitemap: new URL('/sitemap.xml', await readSite()).href,
  }
}
