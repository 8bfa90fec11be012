import type { Metadata } from 'next'
import { Suspense } from 'react'
import { readFormats, readLocale, readMissing, readOrder, readPictures } from '@/app/_server/queries'
import { addToCart, buyOrderAgain, changeWatch } from '@/app/cart/actions'
import { SimilarProducts } from '@/components/catalogue/similar-products'
import { MissingProducts } from '@/components/orders/missing-products'
import { OrderDetail } from '@/components/orders/order-detail'
import { OrderNotFound } from '@/components/ui/empty-state'
import { Formats } from '@/components/ui/formats'
import { OrderSkeleton } from '@/components/ui/skeletons'
import { type OrderView, orderJson } from '@/lib/order/order'

export const metadata: Metadata = { title: 'Your order', robots: { index: false } }

type Props = PageProps<'/orders/[orderId]'>

export default function OrderPage({ params }: Props) {
  return (
    <div className="mx-auto max-w-4xl pt-8 md:pt-12">
      <Suspense fallback={<OrderSkeleton />}>
        <FoundOrder params={params} />
      </Suspense>
    </div>
  )
}

async function FoundOrder({ params }: Pick<Props, 'params'>) {
  const order = await readOrder((await params).orderId)
  if (!order) return <OrderNotFound />
  const [pictures, formats] = await Promise.all([readPictures(order.items), readFormats()])
  return (
    <Formats {...formats}>
      <OrderDetail order={orderJson(order)} pictures={pictures} buyAgain={buyOrderAgain}>
        {order.status === 'OUT_OF_STOCK' && <Missing order={order} />}
      </OrderDetail>
    </Formats>
  )
}

async function Missing({ order }: { order: OrderView }) {
  const [{ missing, similar }, locale] = await Promise.all([readMissing(order), readLocale()])
  return (
    <>
      <MissingProducts missing={missing} action={changeWatch} />
      <SimilarProducts products={similar} locale={locale} action={addToCart} />
    </>
  )
}
