import type { Metadata } from 'next'
import { Suspense } from 'react'
import { readLocale, readProductAt, readRelated, readSite } from '@/app/_server/queries'
import { addToCart } from '@/app/cart/actions'
import { cardOf } from '@/components/catalogue/catalogue-card'
import { ProductData } from '@/components/product/product-data'
import { ProductDetail } from '@/components/product/product-detail'
import { ProductOffer } from '@/components/product/product-offer'
import { ProductPreview } from '@/components/product/product-preview'
import { RelatedProducts } from '@/components/product/related-products'
import { Found } from '@/components/ui/found'
import { NothingHere } from '@/components/ui/nothing-here'
import { sharePicture } from '@/components/ui/picture-sizes'
import { productAddress } from '@/lib/address'
import { maxQuantity } from '@/lib/basket/basket'
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
    <>
      {/* Its shell is not painted by itself, see first-paint-script. */}
      <link rel="expect" href="#rest" blocking="render" />
      <Suspense fallback={<ProductPreview />}>
        <FoundProduct params={params} />
      </Suspense>
    </>
  )
}

async function FoundProduct({ params }: Pick<Props, 'params'>) {
  const product = await readProductAt((await params).id)
  if (!product)
    return (
      <Found>
        <NothingHere />
      </Found>
    )
  const [locale, site] = await Promise.all([readLocale(), readSite()])
  const { price, ...shown } = product
  const pictures = [sharePicture(product.image)].map((path) => new URL(path, site).href)
  return (
    <Found>
      <ProductDetail product={shown}>
        <ProductOffer
          product={shown}
          price={formatMoney(price, locale)}
          maxQuantity={Math.min(product.availableStock, maxQuantity)}
          action={addToCart}
        />
      </ProductDetail>
      <ProductData
        product={product}
        url={new URL(productAddress(product.id), site).href}
        pictures={pictures}
      />
      <Suspense>
        <FoundRelated product={product} />
      </Suspense>
    </Found>
  )
}

/** Apart, so that the product itself need not wait for it. */
async function FoundRelated({ product }: { product: Product }) {
  const [related, locale] = await Promise.all([readRelated(product), readLocale()])
  const cards = related.map((other) => cardOf(other, locale))
  return <RelatedProducts category={product.category} cards={cards} action={addToCart} />
}
