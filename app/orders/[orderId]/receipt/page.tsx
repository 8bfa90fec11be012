import type { Metadata } from 'next'
import { Suspense } from 'react'
import { isDemonstration, readFormats, readOrder } from '@/app/_server/queries'
import { Receipt } from '@/components/orders/receipt'
import { OrderNotFound } from '@/components/ui/empty-state'
import { Formats } from '@/components/ui/formats'
import { OrderSkeleton } from '@/components/ui/skeletons'
import { orderJson } from '@/lib/order/order'

export const metadata: Metadata = { title: 'Receipt', robots: { index: false } }

type Props = PageProps<'/orders/[orderId]/receipt'>

export default function ReceiptPage({ params }: Props) {
  return (
    <div className="mx-auto max-w-3xl pt-8 md:pt-12 print:max-w-none print:pt-0">
      <Suspense fallback={<OrderSkeleton />}>
        <FoundReceipt params={params} />
      </Suspense>
    </div>
  )
}

async function FoundReceipt({ params }: Pick<Props, 'params'>) {
  const order = await readOrder((await params).orderId)
  if (!order) return <OrderNotFound />
  return (
    <Formats {...(await readFormats())}>
      <Receipt order={orderJson(order)} demonstration={isDemonstration} />
    </Formats>
  )
}
