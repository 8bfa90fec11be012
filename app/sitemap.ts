import type { MetadataRoute } from 'next'
import { readEverything, readSite } from '@/app/_server/queries'
import { catalogueAddress, productAddress } from '@/lib/address'

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [site, { categories, products }] = await Promise.all([readSite(), readEverything()])
  const paths = [
    '/',
    ...categories.map((category) => catalogueAddress({ category })),
    ...products.map(({ id }) => productAddress(id)),
  ]
  return paths.map((path) => ({ url: new URL(path, site).href }))
}
