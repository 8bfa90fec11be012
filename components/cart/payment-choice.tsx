import type { CartView } from '@/lib/basket/cart-view'

export function PaymentChoice({ payments }: Pick<CartView, 'payments'>) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-semibold">Pay with</legend>
      {payments.map(({ value, label }, index) => (
        <label
          key={value}
          className="flex min-h-12 cursor-pointer items-center gap-3 rounded-xl border-[1.5px] border-line px-4 transition-colors hover:border-edge has-checked:border-accent has-checked:bg-sunken"
        >
          <input
            type="radio"
            name="paymentMethod"
            value={value}
            defaultChecked={index === 0}
            className="size-5 accent-accent"
          />
          {label}
        </label>
      ))}
    </fieldset>
  )
}
