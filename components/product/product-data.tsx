import { productAddress } from '@/lib/address'
import type { Product } from '@/lib/product/product'
import { sharePicture } from '../ui/picture-sizes'

type Props = { product: Product; site: URL }

/** What search engines read of a product: https://schema.org/Product */
export function ProductData({ product, site }: Props) {
  const { id, name, description, category, price, image, availableStock } = product
  const url = new URL(productAddress(id), site).href
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    sku: id,
    name,
    description,
    category,
    image: [new URL(sharePicture(image), site).href],
    url,
    brand: { '@type': 'Brand', name: 'Swoon' },
    offers: {
      '@type': 'Offer',
      url,
      price: (price / 100).toFixed(2),
      priceCurrency: 'USD',
      availability: `https://schema.org/${availableStock > 0 ? 'InStock' : 'OutOfStock'}`,
      itemCondition: 'https://schema.org/NewCondition',
    },
  }
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: no "<" is left that could end the script
      dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll('<', '\\u003c') }}
    />
  )
}
