import type { Metadata } from 'next'
import { Suspense } from 'react'
import { readLocale, readProductAt, readRelated, readSite } from '@/app/_server/queries'
import { addToCart } from '@/app/cart/actions'
import { Catalogue } from '@/components/catalogue/catalogue'
import { cardOf } from '@/components/catalogue/product-card'
import { SoldOut } from '@/components/catalogue/stock'
import { AddToCart } from '@/components/product/add-to-cart'
import { ProductData } from '@/components/product/product-data'
import { ProductDetail } from '@/components/product/product-detail'
import { ProductPreview } from '@/components/product/product-preview'
import { NotFound } from '@/components/ui/empty-state'
import { sharedAs } from '@/components/ui/picture-sizes'
import { ProductSkeleton } from '@/components/ui/skeletons'
import { productAddress } from '@/lib/address'
import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'

type Props = PageProps<'/products/[id]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await readProductAt((await params).id)
  if (!product) return { title: 'Not found', robots: { index: false } }
  const { id, name, description, image } = product
  const url = productAddress(id)
  return {
    metadataBase: await readSite(),
    title: name,
    description,
    alternates: { canonical: url },
    ...sharedAs({ title: name, description, alt: name, image, url }),
  }
}

export default function ProductPage({ params }: Props) {
  return (
    <Suspense fallback={<Preview />}>
      <ProductOfAddress params={params} />
    </Suspense>
  )
}

const Preview = () => (
  <Suspense fallback={<ProductSkeleton />}>
    <ProductPreview />
  </Suspense>
)

async function ProductOfAddress({ params }: Pick<Props, 'params'>) {
  const product = await readProductAt((await params).id)
  if (!product) return <NotFound />
  const [locale, site] = await Promise.all([readLocale(), readSite()])
  const { id, name, price, availableStock: available } = product
  return (
    <>
      <ProductDetail product={product} price={formatMoney(price, locale)}>
        {available === 0 && <SoldOut />}
        {available > 0 && <AddToCart productId={id} name={name} action={addToCart} available={available} />}
      </ProductDetail>
      <ProductData product={product} site={site} />
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
  if (cards.length === 0) return null
  return (
    <section aria-labelledby="related-heading" className="pt-20">
      <h2 id="related-heading" className="pb-5 text-3xl">
        More {product.category}
      </h2>
      <Catalogue cards={cards} action={addToCart} related />
    </section>
  )
}
