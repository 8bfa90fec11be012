import type { CartLine } from './cart-line'
import type { FormProps } from './use-submit'

type Props = {
  line: CartLine
  form: FormProps
}

const maxQuantity = 99

const step =
  'grid size-11 place-items-center rounded-full text-xl hover:bg-sunken disabled:text-edge disabled:hover:bg-transparent'

/** The first submit button is the one Enter presses, and must not be a step. */
export function QuantityStepper({ line: { productId, name, quantity }, form }: Props) {
  return (
    <form {...form} className="inline-flex items-center rounded-full border-[1.5px] border-edge bg-surface">
      <input type="hidden" name="productId" value={productId} />
      <button type="submit" tabIndex={-1} className="sr-only">
        Update quantity of {name}
      </button>
      <button
        type="submit"
        name="to"
        value={quantity - 1}
        disabled={quantity <= 1}
        formNoValidate
        aria-label={`One fewer ${name}`}
        className={step}
      >
        <span aria-hidden>−</span>
      </button>
      <input
        type="text"
        name="quantity"
        autoComplete="off"
        defaultValue={quantity}
        required
        pattern="[1-9][0-9]?"
        title={`A whole number from 1 to ${maxQuantity}`}
        inputMode="numeric"
        aria-label={`Quantity of ${name}`}
        onBlur={({ target }) => target.value !== String(quantity) && target.form?.requestSubmit()}
        className="h-11 w-10 bg-transparent text-center font-semibold tabular-nums"
      />
      <button
        type="submit"
        name="to"
        value={quantity + 1}
        disabled={quantity >= maxQuantity}
        formNoValidate
        aria-label={`One more ${name}`}
        className={step}
      >
        <span aria-hidden>+</span>
      </button>
    </form>
  )
}
