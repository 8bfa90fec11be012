import Link from 'next/link'
import type { CartLine } from './cart-line'
import { Picture } from './picture'
import { QuantityStepper } from './quantity-stepper'
import type { FormProps } from './use-submit'

type Props = {
  line: CartLine
  form: FormProps
}

export function CartRow({ line, form }: Props) {
  const { productId, name, category, image, quantity, price, priceWhenAdded, total, available } = line
  return (
    <li className="group grid grid-cols-[5.5rem_1fr] gap-x-4 gap-y-3 py-5 first:pt-0 sm:grid-cols-[8rem_1fr_auto] sm:gap-x-6">
      <Picture
        category={category}
        image={image}
        soon
        dim={available === 0}
        className="row-span-2 rounded-card sm:row-span-1"
      />
      <div className="grid content-start gap-1">
        <h2 className="font-semibold text-xl leading-snug tracking-tight">
          <Link href={`/products/${productId}`} className="hover:underline">
            {name}
          </Link>
        </h2>
        <p className="text-soft tabular-nums">{price} each</p>
        {price !== priceWhenAdded && (
          <p className="font-medium text-sm text-warn">Was {priceWhenAdded} when you added it</p>
        )}
        <Shortage quantity={quantity} available={available} />
      </div>
      <div className="col-start-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 sm:col-start-3 sm:grid sm:content-start sm:justify-items-end">
        <p className="order-last font-semibold text-lg tabular-nums transition-opacity group-aria-busy/cart:opacity-40 sm:order-first">
          {total}
        </p>
        <QuantityStepper line={line} form={form} />
        <form {...form}>
          <input type="hidden" name="productId" value={productId} />
          <input type="hidden" name="quantity" value="0" />
          <button
            type="submit"
            className="button -ml-3 px-3 text-soft sm:-mr-3 sm:ml-0 hover:bg-sunken hover:text-ink"
          >
            <span>
              Remove <span className="sr-only">{name}</span>
            </span>
          </button>
        </form>
      </div>
    </li>
  )
}

function Shortage({ quantity, available }: Pick<CartLine, 'quantity' | 'available'>) {
  if (available >= quantity) return null
  return (
    <p className="font-medium text-bad text-sm">
      {available === 0 ? 'Sold out. Remove it to place your order.' : `Only ${available} left`}
    </p>
  )
}
