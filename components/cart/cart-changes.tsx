import { type CartLine, hasChanged, totalNow } from '@/lib/basket/cart-view'
import { formatMoney } from '@/lib/money-format'
import { ChangeIdField } from '../ui/change-id'
import type { FormProps } from '../ui/use-submit'

type Props = { lines: CartLine[]; locale: string; form: FormProps }

/** What is not as it was when it was added. Nothing is ordered before the shopper has accepted it. */
export function CartChanges({ lines, locale, form }: Props) {
  return (
    <form
      {...form}
      aria-labelledby="changes-heading"
      className="grid gap-3 rounded-xl bg-warn-wash px-4 py-3 text-warn"
    >
      <h3 id="changes-heading" className="font-semibold">
        Changed since you added it
      </h3>
      <ul className="grid gap-1 text-sm" suppressHydrationWarning>
        {lines.filter(hasChanged).map((line) => (
          <li key={line.productId}>{changeText(line, locale)}</li>
        ))}
      </ul>
      <input type="hidden" name="agreedTotal" value={totalNow(lines) / 100} />
      <ChangeIdField />
      <button type="submit" className="button button-quiet bg-surface">
        Accept changes
      </button>
    </form>
  )
}

function changeText({ name, quantity, available, price, agreed }: CartLine, locale: string) {
  if (available === 0) return `${name} is sold out and will be taken out.`
  const fewer = available < quantity ? [`only ${available} of ${quantity} left`] : []
  const priced =
    price === agreed ? [] : [`was ${formatMoney(agreed, locale)}, is now ${formatMoney(price, locale)}`]
  return `${name}: ${[...priced, ...fewer].join('; ')}.`
}
