import { Resource } from 'sst'
import { type EventType, events } from '../events'

/** The call that publishes an event of an order, or of all that it is done to, as the command line writes it. */
export const putEventsCall = (orderId: string, type: EventType) =>
  `aws events put-events --entries '[${JSON.stringify({
    EventBusName: Resource.SwnEventBus.name,
    Source: events[type].source,
    DetailType: type,
    Detail: JSON.stringify({ orderId, '…': 'as in its Checkout' }),
  })}]'`
