import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { readLocale, readProduct } from '@/app/_server/queries'
import { addToCart } from '@/app/cart/actions'
import { ProductDetail, ProductDetailSkeleton } from '@/components/product-detail'

type Props = PageProps<'/products/[id]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await readProduct((await params).id)
  return product ? { title: product.name, description: product.description } : { title: 'Not found' }
}

export default function ProductPage({ params }: Props) {
  return (
    <Suspense fallback={<ProductDetailSkeleton />}>
      <FoundProduct params={params} />
    </Suspense>
  )
}

async function FoundProduct({ params }: Pick<Props, 'params'>) {
  const product = await readProduct((await params).id)
  if (!product) notFound()
  return <ProductDetail product={product} locale={await readLocale()} action={addToCart} />
}
