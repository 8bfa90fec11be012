import type { Metadata } from 'next'
import { readConsole, readFormats, readPurchase, requireOperator } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { Replay } from '@/components/admin/flow/replay'
import { OrderRows } from '@/components/admin/order-rows'
import { shortIdOf } from '@/components/orders/order-words'
import { consoleOrderAddress } from '@/lib/console-address'
import { publishCheckout } from '../../actions'

export const metadata: Metadata = { title: 'Order', robots: { index: false } }
export const instant = false

export default async function OrderRowsPage({ params, searchParams }: PageProps<'/admin/orders/[orderId]'>) {
  await requireOperator()
  const [{ orderId }, { replay }] = await Promise.all([params, searchParams])
  const [state, purchase, formats] = await Promise.all([readConsole(), readPurchase(orderId), readFormats()])
  const address = consoleOrderAddress(orderId)
  return (
    <ConsolePage heading={`Order ${shortIdOf(orderId)}`} {...{ state, formats, address }}>
      {purchase ? (
        <OrderRows {...purchase} publish={publishCheckout} />
      ) : (
        <p className="panel p-6 text-soft">
          Neither a checkout nor a payment goes by {orderId}: it was never placed, or its payment's row is
          gone.
        </p>
      )}
      {purchase?.order && (
        <Replay history={purchase.order.history} address={address} replay={[replay].flat()[0]} />
      )}
    </ConsolePage>
  )
}
