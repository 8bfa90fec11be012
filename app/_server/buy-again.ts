import 'server-only'
import { type BoughtAgain, buyAgain } from '@/lib/basket/buy-again'
import { ChangeId } from '@/lib/basket/change-basket'
import { fieldErrors } from '@/lib/field-errors'
import { formatMoney } from '@/lib/money-format'
import { basketNotice, holds } from './basket'
import { refused } from './notice'
import { readOrder } from './queries'
import { ensureUser } from './session'
import { readLocale } from './visitor'

const reasons: Record<NonNullable<BoughtAgain['why']>, string> = {
  not_sold: 'is no longer sold',
  out_of_stock: 'is sold out',
  cart_full: `did not fit: a ${holds.lines}`,
  too_many_of_one: `did not fit: a ${holds.quantity}`,
}

/** Puts the lines of one of the shopper's own orders into the cart, as far as they can still be had. */
export async function buyOrderAgain(form: FormData) {
  const changeId = ChangeId.optional().safeParse(form.get('changeId') ?? undefined)
  if (!changeId.success) return refused(fieldErrors(changeId.error))
  const order = await readOrder(String(form.get('orderId')))
  if (!order) return refused('You have no such order.')
  const { changed, lines } = await buyAgain(await ensureUser(), order.items, changeId.data)
  return changed.ok ? boughtAgainNotice(lines, await readLocale()) : basketNotice(changed)
}

/** What could be bought again, in words: what is missing and what costs other than then comes with it. */
function boughtAgainNotice(lines: BoughtAgain[], locale: string) {
  if (lines.length === 0) return { ok: true, message: 'Added to your cart already.' }
  const pieces = lines.reduce((count, { added }) => count + added, 0)
  const sentences = [
    pieces === 0
      ? 'Nothing could be added to your cart.'
      : `${pieces} ${pieces === 1 ? 'item' : 'items'} added to your cart.`,
    ...lines.map(missingText),
    ...lines.map(({ productName, repriced }) =>
      repriced
        ? `${productName} is now ${formatMoney(repriced.now, locale)}, was ${formatMoney(repriced.was, locale)}.`
        : '',
    ),
  ]
  return { ok: pieces > 0, message: sentences.filter(Boolean).join(' ') }
}

function missingText({ productName, added, missing, why }: BoughtAgain): string {
  if (!why) return ''
  if (added === 0) return `${productName} ${reasons[why]}.`
  return `Only ${added} of ${added + missing} ${productName} could be added.`
}
