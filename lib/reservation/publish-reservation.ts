import { publish } from '../bus'
import type { Reservation } from './reservation'

type Purchase = { userName: string; orderDate: string }

/** Tells the bus how the order's stock stands, whether this call brought it about or found it so. */
export function publishReservation({ userName, orderDate }: Purchase, reservation: Reservation) {
  const { orderId, at, lines: items, shortages = [] } = reservation
  const stock = { userName, orderDate, orderId, at, items }
  switch (reservation.status) {
    case 'RESERVED':
      return publish('StockReserved', stock)
    case 'REJECTED':
      return publish('StockRejected', { ...stock, shortages })
    case 'RELEASED':
      return publish('StockReleased', stock)
  }
}
