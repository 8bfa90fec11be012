import type { OrderStatus } from '@/lib/order/order'
import { statusLabels } from './order-words'

const tones: Record<OrderStatus, string> = {
  PLACED: 'bg-calm-wash text-calm',
  PROCESSING: 'bg-calm-wash text-calm',
  CONFIRMED: 'bg-good-wash text-good',
  PAYMENT_FAILED: 'bg-bad-wash text-bad',
  OUT_OF_STOCK: 'bg-warn-wash text-warn',
  REFUNDED: 'bg-warn-wash text-warn',
}

export function OrderStatusBadge({ status, settled }: { status: OrderStatus; settled: boolean }) {
  return (
    <span
      className={`inline-flex items-center gap-2 rounded-full px-3 py-1 font-semibold text-sm transition-colors ${tones[status]}`}
    >
      <span aria-hidden className={`size-2 rounded-full bg-current ${settled ? '' : 'animate-breathe'}`} />
      {statusLabels[status]}
    </span>
  )
}
