import type { Metadata } from 'next'
import { Suspense } from 'react'
import {
  productIdAt,
  readInterest,
  readLocale,
  readProduct,
  readRelated,
  readSite,
} from '@/app/_server/queries'
import { addToCart, changeWatch } from '@/app/cart/actions'
import { SimilarProducts } from '@/components/catalogue/similar-products'
import { AddToCart } from '@/components/product/add-to-cart'
import { ProductData } from '@/components/product/product-data'
import { ProductDetail } from '@/components/product/product-detail'
import { ProductPreview } from '@/components/product/product-preview'
import { ForgetViewed, RecentlyViewed } from '@/components/product/recently-viewed'
import { WatchForm } from '@/components/product/watch-form'
import { NotFound } from '@/components/ui/empty-state'
import { sharedAs } from '@/components/ui/picture-sizes'
import { ProductSkeleton } from '@/components/ui/skeletons'
import { productAddress } from '@/lib/address'
import { formatMoney } from '@/lib/money-format'
import type { Product } from '@/lib/product/product'

type Props = PageProps<'/products/[id]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await readProduct(productIdAt((await params).id))
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
  const id = productIdAt((await params).id)
  const read = [readProduct(id), readInterest(id), readLocale(), readSite()] as const
  const [product, { held, watching }, locale, site] = await Promise.all(read)
  if (!product) return <NothingThere id={id} />
  const { name, category, image, price, availableStock: available } = product
  return (
    <>
      <ProductDetail product={product} price={formatMoney(price, locale)} held={held}>
        {available === 0 && <WatchForm productId={id} name={name} watching={watching} action={changeWatch} />}
        {available > 0 && <AddToCart productId={id} name={name} action={addToCart} left={available - held} />}
      </ProductDetail>
      <ProductData product={product} site={site} />
      <Suspense>
        <Related product={product} />
        <RecentlyViewed current={{ id, name, category, image }} />
      </Suspense>
    </>
  )
}

const NothingThere = ({ id }: { id: string }) => (
  <>
    <NotFound />
    <ForgetViewed id={id} />
  </>
)

/** Apart, so that the product itself need not wait for it. */
async function Related({ product }: { product: Product }) {
  const [related, locale] = await Promise.all([readRelated(product), readLocale()])
  if (related.length === 0) return null
  return (
    <div className="pt-20">
      <SimilarProducts products={related} locale={locale} action={addToCart} />
    </div>
  )
}
