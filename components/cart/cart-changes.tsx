import { type CartLine, hasChanged, totalNow } from '@/lib/basket/cart-view'
import { formatMoney } from '@/lib/money-format'
import { ChangeFields } from '../ui/form'
import type { FormProps } from './cart-row'

type Props = {
  /** By which a button elsewhere names this form as its own. */
  id: string
  lines: CartLine[]
  locale: string
  form: FormProps
}

/** What is not as it was when it was added. Nothing is ordered before the shopper has accepted it. */
export function CartChanges({ id, lines, locale, form }: Props) {
  const headingId = `${id}-heading`
  return (
    <form {...form} id={id} aria-labelledby={headingId} className="wash grid gap-2 bg-warn-wash text-warn">
      <h2 id={headingId} className="font-semibold">
        Changed since you added it
      </h2>
      <ul className="grid gap-1 text-sm" suppressHydrationWarning>
        {lines.filter(hasChanged).map((line) => (
          <li key={line.productId}>
            <Changed line={line} locale={locale} />
          </li>
        ))}
      </ul>
      <ChangeFields kind="accept" agreedTotal={totalNow(lines) / 100} />
    </form>
  )
}

function Changed({ line, locale }: { line: CartLine; locale: string }) {
  const { name, quantity, available, price, agreed } = line
  if (available === 0) return `${name} is sold out and will be taken out.`
  const fewer = available < quantity && `only ${available} of ${quantity} left`
  if (price === agreed) return `${name}: ${fewer}.`
  return (
    <>
      {name}: <s>was {formatMoney(agreed, locale)}</s>, is now {formatMoney(price, locale)}
      {fewer && `; ${fewer}`}.
    </>
  )
}
