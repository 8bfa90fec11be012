import type { Publish } from '../aws/bus'
import type { Reservation } from './reservation'

type Purchase = { userName: string; orderDate: string; traceId?: string | undefined }

/** Tells the bus how the order's stock stands, whether this call brought it about or found it so. */
export async function publishReservation(
  publish: Publish,
  { userName, orderDate, traceId }: Purchase,
  reservation: Reservation,
): Promise<Reservation> {
  const { orderId, at, lines: items, shortages = [] } = reservation
  const stock = { userName, orderDate, orderId, traceId, at, items }
  switch (reservation.status) {
    case 'RESERVED':
      await publish('StockReserved', stock)
      break
    case 'REJECTED':
      await publish('StockRejected', { ...stock, shortages })
      break
    case 'RELEASED':
      await publish('StockReleased', stock)
  }
  return reservation
}
