import Link from 'next/link'
import { checkoutAddress } from '@/lib/address'
import { type CartLine, type CartView, hasChanged, totalAgreed, totalNow } from '@/lib/basket/cart-view'
import { formatMoney } from '@/lib/money-format'
import { ChangeFields } from '../ui/form'
import type { FormProps } from './cart-row'

type Props = { cart: CartView; changing: boolean; accept: FormProps }

export function CartSummary({ cart, changing, accept }: Props) {
  const { lines, locale } = cart
  const agreed = totalAgreed(lines)
  const total = totalNow(lines)
  const changed = lines.some(hasChanged)
  const pieces = lines.reduce((count, { quantity }) => count + quantity, 0)
  return (
    <section aria-labelledby="summary-heading" className="panel grid gap-5 p-6 @3xl:sticky @3xl:top-24">
      <h2 id="summary-heading" className="panel-title">
        Summary
      </h2>
      <div className="grid gap-1">
        <p className="flex items-baseline justify-between gap-4 font-semibold text-xl">
          <span id="total-label">Total</span>
          <output aria-labelledby="total-label" className="grow text-right tabular-nums">
            <span key={total} suppressHydrationWarning>
              {formatMoney(total, locale)}
            </span>
          </output>
        </p>
        <p className="flex justify-between gap-4 text-soft text-sm" suppressHydrationWarning>
          <span>{`${pieces} ${pieces === 1 ? 'item' : 'items'}`}</span>
          {total !== agreed && <span className="tabular-nums">was {formatMoney(agreed, locale)}</span>}
        </p>
      </div>
      {changed && <CartChanges lines={lines} locale={locale} form={accept} />}
      <CheckOut changing={changing} changed={changed} />
    </section>
  )
}

/** Leads on to the checkout, once what has changed is accepted: nothing is ordered before that. */
function CheckOut({ changing, changed }: { changing: boolean; changed: boolean }) {
  const look = 'button button-strong min-h-13 w-full text-lg'
  return (
    <div className="grid gap-2">
      {changed ? (
        // biome-ignore lint/a11y/useValidAnchor: a link that leads nowhere yet
        <a role="link" aria-disabled aria-describedby="cart-state" className={look}>
          Check out
        </a>
      ) : (
        <Link href={checkoutAddress} data-focus="check-out" className={look}>
          Check out
        </Link>
      )}
      <p id="cart-state" role="status" className="min-h-6 text-center text-soft text-sm">
        {(changing && 'Updating your cart…') || (changed && 'Accept the changes above to check out.')}
      </p>
    </div>
  )
}

/** What is not as it was when it was added. Nothing is ordered before the shopper has accepted it. */
function CartChanges({ lines, locale, form }: { lines: CartLine[]; locale: string; form: FormProps }) {
  return (
    <form {...form} aria-labelledby="changes-heading" className="wash grid gap-3 bg-warn-wash text-warn">
      <h3 id="changes-heading" className="font-semibold">
        Changed since you added it
      </h3>
      <ul className="grid gap-1 text-sm" suppressHydrationWarning>
        {lines.filter(hasChanged).map((line) => (
          <li key={line.productId}>{changeText(line, locale)}</li>
        ))}
      </ul>
      <ChangeFields kind="accept" agreedTotal={totalNow(lines) / 100} />
      <button type="submit" className="button button-quiet bg-surface">
        Accept changes
      </button>
    </form>
  )
}

function changeText({ name, quantity, available, price, agreed }: CartLine, locale: string) {
  if (available === 0) return `${name} is sold out and will be taken out.`
  const priced =
    price !== agreed && `was ${formatMoney(agreed, locale)}, is now ${formatMoney(price, locale)}`
  const fewer = available < quantity && `only ${available} of ${quantity} left`
  return `${name}: ${[priced, fewer].filter(Boolean).join('; ')}.`
}
