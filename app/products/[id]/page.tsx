import type { Metadata } from 'next'
import { Suspense } from 'react'
import { readLocale, readProductAt, readRelated, readSite } from '@/app/_server/queries'
import { addToCart } from '@/app/cart/actions'
import { QuantityField } from '@/components/cart/quantity-field'
import { cardOf } from '@/components/catalogue/catalogue-card'
import { SoldOut } from '@/components/catalogue/stock'
import { AddToCart } from '@/components/product/add-to-cart'
import { ProductData } from '@/components/product/product-data'
import { ProductDetail, ProductSkeleton } from '@/components/product/product-detail'
import { RelatedProducts } from '@/components/product/related-products'
import { NotFound } from '@/components/ui/not-found'
import { sharePicture } from '@/components/ui/picture-sizes'
import { productAddress } from '@/lib/address'
import { maxQuantity } from '@/lib/basket/line'
import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'

type Props = PageProps<'/products/[id]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await readProductAt((await params).id)
  if (!product) return { title: 'Not found', robots: { index: false } }
  const { id, name, description, image } = product
  const picture = { url: sharePicture(image), width: 1200, height: 630, alt: name }
  return {
    metadataBase: await readSite(),
    title: name,
    description,
    alternates: { canonical: productAddress(id) },
    openGraph: {
      type: 'website',
      siteName: 'Swoon',
      title: name,
      description,
      url: productAddress(id),
      images: [picture],
    },
    twitter: { card: 'summary_large_image' },
  }
}

export default function ProductPage({ params }: Props) {
  return (
    <Suspense fallback={<ProductSkeleton />}>
      <ProductOfAddress params={params} />
    </Suspense>
  )
}

async function ProductOfAddress({ params }: Pick<Props, 'params'>) {
  const product = await readProductAt((await params).id)
  if (!product) return <NotFound />
  const [locale, site] = await Promise.all([readLocale(), readSite()])
  const { id, name, price, availableStock, image } = product
  return (
    <>
      <ProductDetail product={product} price={formatMoney(price, locale)}>
        {availableStock === 0 ? (
          <SoldOut />
        ) : (
          <AddToCart productId={id} name={name} action={addToCart}>
            <QuantityField max={Math.min(availableStock, maxQuantity)} />
          </AddToCart>
        )}
      </ProductDetail>
      <ProductData
        product={product}
        url={new URL(productAddress(id), site).href}
        picture={new URL(sharePicture(image), site).href}
      />
      <Suspense>
        <Related product={product} />
      </Suspense>
    </>
  )
}

/** Apart, so that the product itself need not wait for it. */
async function Related({ product }: { product: Product }) {
  const [related, locale] = await Promise.all([readRelated(product), readLocale()])
  const cards = related.map((other) => cardOf(other, locale))
  return <RelatedProducts category={product.category} cards={cards} action={addToCart} />
}
