import type { Metadata } from 'next'
import { isFreshOperator, readConsole, readPurchase, requireOperator } from '@/app/_server/console'
import { readFormats } from '@/app/_server/queries'
import { ConsolePage } from '@/components/admin/console-page'
import { Replay } from '@/components/admin/flow/replay'
import { OrderPage } from '@/components/admin/order-page'
import { shortIdOf } from '@/components/orders/order-words'
import { consoleOrderAddress } from '@/lib/console-address'
import { publishCheckout, refundOrder } from '../../actions'

const actions = { publish: publishCheckout, refund: refundOrder }

export const metadata: Metadata = { title: 'Order', robots: { index: false } }
export const instant = false

export default async function OrderRowsPage({ params, searchParams }: PageProps<'/admin/orders/[orderId]'>) {
  await requireOperator()
  const [{ orderId }, { replay }] = await Promise.all([params, searchParams])
  const [state, purchase, isFresh, formats] = await Promise.all([
    readConsole(),
    readPurchase(orderId),
    isFreshOperator(),
    readFormats(),
  ])
  const address = consoleOrderAddress(orderId)
  return (
    <ConsolePage heading={`Order ${shortIdOf(orderId)}`} {...{ state, formats, address }}>
      {purchase ? (
        <OrderPage {...purchase} isFresh={isFresh} {...actions}>
          {purchase.order && (
            <Replay history={purchase.order.history} address={address} replay={[replay].flat()[0]} />
          )}
        </OrderPage>
      ) : (
        <p className="panel p-6 text-soft">
          Neither a checkout nor a payment goes by {orderId}: it was never placed, or its payment's row is
          gone.
        </p>
      )}
    </ConsolePage>
  )
}
