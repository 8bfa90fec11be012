import { orderEvents, recordEvent } from '../lib/order/record-event'
import { consume } from './consume'

export const handler = consume(orderEvents, (event) => recordEvent(event))
