import 'server-only'
import type { BoughtAgain } from '@/lib/basket/buy-again'
import { formatMoney } from '@/lib/money-format'

const reasons: Record<NonNullable<BoughtAgain['why']>, string> = {
  not_sold: 'is no longer sold',
  out_of_stock: 'is sold out',
  cart_full: 'did not fit: a cart holds 50 different products at most',
  too_many_of_one: 'did not fit: a cart holds 99 of one product at most',
}

/** What could be bought again, in words: what is missing and what costs other than then comes with it. */
export function boughtAgainNotice(lines: BoughtAgain[], locale: string) {
  if (lines.length === 0) return { ok: true, message: 'Added to your cart already.' }
  const pieces = lines.reduce((count, { added }) => count + added, 0)
  const said = [
    pieces === 0
      ? 'Nothing could be added to your cart.'
      : `${pieces} ${pieces === 1 ? 'item' : 'items'} added to your cart.`,
    ...lines.flatMap(missingText),
    ...lines.flatMap(({ productName, repriced }) =>
      repriced
        ? [
            `${productName} is now ${formatMoney(repriced.now, locale)}, was ${formatMoney(repriced.was, locale)}.`,
          ]
        : [],
    ),
  ]
  return { ok: pieces > 0, message: said.join(' ') }
}

function missingText({ productName, added, missing, why }: BoughtAgain): string[] {
  if (!why) return []
  if (added === 0) return [`${productName} ${reasons[why]}.`]
  return [`Only ${added} of ${added + missing} ${productName} could be added.`]
}
