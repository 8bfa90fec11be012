import type { MetadataRoute } from 'next'
import { readEverything, readSite } from '@/app/_server/queries'
import { productAddress } from '@/lib/address'
import { addressOf } from '@/lib/product/address'

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const [site, { categories, products }] = await Promise.all([readSite(), readEverything()])
  const paths = [
    '/',
    ...categories.map((category) => addressOf({ category })),
    ...products.map(({ id }) => productAddress(id)),
  ]
  return paths.map((path) => ({ url: new URL(path, site).href }))
}
