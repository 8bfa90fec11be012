import * as z from 'zod'
import type { EventOf, TypeFor } from '../events'
import { fieldsAt } from '../field-errors'
import type { Plan } from './plan'
import { planMail } from './plan-mail'
import { planOrdering } from './plan-ordering'
import { planPayment } from './plan-payment'
import { planRelease, planReservation } from './plan-stock'
import type { Rows } from './rows'
import type { Understood } from './understand'

/**
 * What a message will do if its function takes it now: the same rules as the function's, read instead of written.
 *
 * @param rows those that `rowsFor` names
 */
export function planOf(message: Understood, rows: Rows): Plan {
  try {
    return planned(message, rows)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const field = fieldsAt(error).join(', ')
    return failing(`a row that it needs cannot be read: ${field}`, field)
  }
}

function planned(message: Understood, rows: Rows): Plan {
  if ('malformed' in message) return malformed(message)
  if (message.service === 'mail') return planMail(message.mail, rows)
  const { service, event } = message
  if (service === 'ordering') return planOrdering(event, rows)
  if (service === 'inventory')
    return event.type === 'CheckoutBasket'
      ? planReservation(event.detail, rows)
      : planRelease(event.detail.orderId, rows, event.type === 'OrderCancelled')
  return planPayment(event as EventOf<TypeFor<'payment'>>, rows)
}

function malformed({ service, malformed, type }: Extract<Understood, { malformed: unknown }>) {
  const field = malformed.fields.join(', ')
  if (field === 'body') return failing('it is not JSON', field)
  if (field !== 'detail-type') return failing(field, field)
  return failing(type ? `${type} is not for ${service}` : 'unknown event', field)
}

const failing = (why: string, field: string): Plan => ({
  words: `will fail again: ${why}`,
  changes: [],
  publishes: [],
  fails: { field },
})
