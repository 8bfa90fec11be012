import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { Envelope } from '../../lib/events'
import { paymentIdOf } from '../../lib/ids'
import type { Bus } from './bus'
import type { Message } from './queue'
import { isRow, type Row } from './tables/row'
import type { Violation } from './violation'
import type { Tables } from './world'

type Handled = { tables: Tables; bus: Bus; queue: string; message: Message }
type Check = (detail: Row, type: string, handled: Handled) => Promise<string | undefined>

async function find({ tables }: Handled, TableName: string, Key: Row): Promise<Row> {
  const { Item } = await tables.send(new GetCommand({ TableName, Key, ConsistentRead: true }))
  return isRow(Item) ? Item : {}
}

const eventOf: Record<string, string> = {
  RESERVED: 'StockReserved',
  REJECTED: 'StockRejected',
  RELEASED: 'StockReleased',
  COMPLETED: 'PaymentCompleted',
  FAILED: 'PaymentFailed',
  REFUNDED: 'PaymentRefunded',
}

function published({ bus }: Handled, { orderId }: Row, status: unknown, events = [eventOf[String(status)]]) {
  const found = events.some((event) => bus.accepted.has(`${event} ${orderId}`))
  return found ? undefined : `left it ${status} without ${events.join(' or ')} on the bus`
}

/** By the time a purchase is let go, another message may have moved it on. */
const stockEvents = ['StockReserved', 'StockRejected', 'StockReleased']
const paymentEvents = ['PaymentCompleted', 'PaymentFailed', 'PaymentRefunded']

const checks: Record<string, Check> = {
  async OrderQueue({ userName, orderDate, orderId }, type, handled) {
    const { history, orderId: owner } = await find(handled, 'OrderTable', { userName, orderDate })
    const has = Array.isArray(history) && history.some((entry) => isRow(entry) && entry.what === type)
    return has && owner === orderId ? undefined : 'is not in the history of its order'
  },
  async InventoryQueue(detail, type, handled) {
    const { status } = await find(handled, 'ReservationTable', { orderId: detail.orderId })
    if (type === 'CheckoutBasket') return published(handled, detail, status, stockEvents)
    if (status === 'REJECTED') return undefined
    return status === 'RELEASED' ? published(handled, detail, status) : `left the reservation ${status}`
  },
  async PaymentQueue(detail, type, handled) {
    const paymentId = paymentIdOf(String(detail.orderId))
    const { status } = await find(handled, 'PaymentTable', { paymentId })
    if (type === 'CheckoutBasket') return published(handled, detail, status, paymentEvents)
    const isOver = status === 'FAILED' || status === 'REFUNDED'
    return isOver ? published(handled, detail, status) : `left the payment ${status}`
  },
}

/** A message may be deleted only when what it asks for has been done and told. */
export async function acknowledged(handled: Handled): Promise<Violation[]> {
  const { queue, message } = handled
  const envelope = Envelope.safeParse(parsed(message.body))
  const detail = envelope.success && isRow(envelope.data.detail) ? envelope.data.detail : undefined
  const type = envelope.data?.['detail-type'] ?? ''
  const wrong = detail ? await checks[queue]?.(detail, type, handled) : 'is not an event'
  if (!wrong) return []
  const what = `${queue} let go of ${message.label}, which ${wrong}`
  return [{ invariant: 'acknowledged', what, ...(detail && { orderId: String(detail.orderId) }) }]
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
