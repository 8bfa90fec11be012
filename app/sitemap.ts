import type { MetadataRoute } from 'next'
import { readEverything, readSite } from '@/app/_server/queries'
import { information } from '@/components/site/information'
import { catalogueAddress, productAddress } from '@/lib/address'

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [site, { categories, ids }] = await Promise.all([readSite(), readEverything()])
  const paths = [
    '/',
    ...categories.map((category) => catalogueAddress({ category })),
    ...ids.map(productAddress),
    ...information.map(({ address }) => address),
  ]
  return paths.map((path) => ({ url: new URL(path, site).href }))
}
