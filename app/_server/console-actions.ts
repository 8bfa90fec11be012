import 'server-only'
import * as z from 'zod'
import { type Again, publishAgain, publishAllAgain } from '@/lib/checkout/publish-again'
import { consoleAddress, consoleOrderAddress, consolePauseAddress } from '@/lib/console-address'
import { CheckoutId, OrderId } from '@/lib/ids'
import { Money } from '@/lib/money'
import { formatMoney } from '@/lib/money-format'
import { refundObstacle } from '@/lib/order/refund'
import { type Refunded, RefundReason, refundOrder } from '@/lib/order/refund-order'
import { Consumer, longestPauseMinutes } from '@/lib/pause/pause'
import { pauseConsumer, resumeConsumer, type Switched } from '@/lib/pause/pause-consumer'
import { counted } from '@/lib/verdict/verdict'
import { leadTo } from './lead-to'
import { type Notice, refused } from './notice'
import { requireFreshOperator, requireOperator } from './operator'

const refusals: Record<Extract<Again, { ok: false }>['reason'], string> = {
  unknown: 'There is no such checkout any more.',
  settled: 'It has settled meanwhile: there is nothing to publish.',
  failed: 'It could not be published. Its line of the log says why.',
}

/** Publishes the checkout that a form names again. */
export async function publishOne(form: FormData): Promise<Notice> {
  const { email } = await requireOperator()
  const checkoutId = CheckoutId.safeParse(form.get('checkoutId'))
  if (!checkoutId.success) return refused(refusals.unknown)
  const again = await publishAgain(checkoutId.data, email)
  return again.ok
    ? { ok: true, message: `${checkoutId.data} is published again.` }
    : refused(refusals[again.reason])
}

/** Publishes all of them again. */
export async function publishAll(): Promise<Notice> {
  const { email } = await requireOperator()
  const { published, failed, unfinished } = await publishAllAgain(email)
  const told = [
    `${counted(published, 'checkout is', 'checkouts are')} published again.`,
    ...(failed > 0 ? [`${counted(failed, 'was', 'were')} not: the log says why.`] : []),
    ...(unfinished ? ['There was no time for the others: go on with another click.'] : []),
  ]
  return { ok: failed === 0, message: told.join(' ') }
}

const Wish = z
  .object({
    consumer: Consumer,
    minutes: z.coerce
      .number()
      .int()
      .min(1)
      .max(longestPauseMinutes, `A pause has 1 to ${longestPauseMinutes} minutes.`),
    why: z.string().trim().min(1, 'Say why: it is shown to whoever comes next.').max(300),
    typed: z.string().trim(),
  })
  .refine(({ consumer, typed }) => typed === consumer, 'Type the name of what is to be paused.')

const lambdaRefused =
  'Lambda did not do it just now. It is written down, and tried again every minute: look at the banner.'
const notPaused = 'It is not paused.'
const refusalOf = ({ reason }: Extract<Switched, { ok: false }>) =>
  refused(reason === 'not now' ? lambdaRefused : notPaused)

/** Pauses the consumer that a form names, for whoever has signed in just now. */
export async function pause(form: FormData): Promise<Notice> {
  const consumer = Consumer.safeParse(form.get('consumer'))
  if (!consumer.success) return refused('There is no such consumer.')
  const { email: who } = await requireFreshOperator(consolePauseAddress(consumer.data))
  const wish = Wish.safeParse(Object.fromEntries(form))
  if (!wish.success) return refused(wish.error.issues[0]?.message ?? '')
  const { minutes, why } = wish.data
  const paused = await pauseConsumer({ consumer: consumer.data, minutes, why, who })
  if (!paused.ok) return refusalOf(paused)
  const message = `${consumer.data} is paused for ${counted(minutes, 'minute')}.`
  return leadTo(consoleAddress('queues'), { ok: true, message })
}

/** Ends the pause of the consumer that a form names. */
export async function resume(form: FormData): Promise<Notice> {
  const { email: who } = await requireOperator()
  const consumer = Consumer.safeParse(form.get('consumer'))
  if (!consumer.success) return refused('There is no such consumer.')
  const resumed = await resumeConsumer(consumer.data, who)
  return resumed.ok ? { ok: true, message: `${consumer.data} takes messages again.` } : refusalOf(resumed)
}

/** Refunds the order that a form names: the whole of it, once, for whoever signed in a moment ago. */
export async function refundOne(form: FormData): Promise<Notice> {
  const orderId = OrderId.safeParse(form.get('orderId'))
  if (!orderId.success) return refused(refundObstacle({ reason: 'unknown' }))
  const { email } = await requireFreshOperator(consoleOrderAddress(orderId.data))
  const amount = Money.safeParse(Number(String(form.get('amount')).replace(/[$\s]/g, '')))
  if (!amount.success) return refused('Amount: type it in dollars and cents, as 34.50.')
  const why = RefundReason.safeParse(form.get('why'))
  if (!why.success) return refused('Reason: say in 3 to 500 characters why.')
  const refunded = await refundOrder({
    orderId: orderId.data,
    amount: amount.data,
    why: why.data,
    who: email,
  })
  return refunded.ok
    ? { ok: true, message: `${formatMoney(refunded.amount)} goes back, and so does the stock.` }
    : refused(refundRefusal(refunded))
}

function refundRefusal(refusal: Extract<Refunded, { ok: false }>): string {
  if (refusal.reason === 'busy') return 'This order is being changed just now. Try again.'
  if (refusal.reason === 'amount')
    return `Amount: an order is refunded whole. Type ${formatMoney(refusal.amount)} to refund this one.`
  return refundObstacle(refusal)
}
