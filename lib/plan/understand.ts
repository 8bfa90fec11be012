import { loggableIds, Malformed, parseBody, parseMessage } from '../aws/message'
import { type EventOf, type EventType, type Listener, typesFor } from '../events'
import { MailMessage } from '../order/queue-mail'
import type { Service } from './plan'

export type Understood =
  | { service: 'ordering' | 'inventory' | 'payment'; event: EventOf<EventType> }
  | { service: 'mail'; mail: MailMessage }
  | { service: Service; malformed: Malformed; type?: string }

const listeners = {
  ordering: 'order',
  inventory: 'inventory',
  payment: 'payment',
} as const satisfies Record<Exclude<Service, 'mail'>, Listener>

/** The body of a message as its function reads it. */
export function understand(service: Service, body: string): Understood {
  try {
    if (service === 'mail') return { service, mail: parseBody(MailMessage, body) }
    return { service, event: parseMessage(typesFor(listeners[service]), body) }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    const { eventType } = loggableIds(body)
    return { service, malformed: error, ...(eventType !== undefined && { type: String(eventType) }) }
  }
}
