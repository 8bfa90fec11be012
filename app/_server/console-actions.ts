import 'server-only'
import { type Again, publishAgain, publishAllAgain } from '@/lib/checkout/publish-again'
import { CheckoutId } from '@/lib/ids'
import { counted } from '@/lib/verdict/verdict'
import { type Notice, refused } from './notice'
import { requireOperator } from './operator'

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
