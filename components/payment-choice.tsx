import { paymentMethodLabels, paymentMethods } from '@/lib/checkout/checkout'

export function PaymentChoice() {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-semibold">Pay with</legend>
      {paymentMethods.map((method, index) => (
        <label
          key={method}
          className="flex min-h-12 cursor-pointer items-center gap-3 rounded-xl border-[1.5px] border-line px-4 transition-colors hover:border-edge has-checked:border-accent has-checked:bg-sunken"
        >
          <input
            type="radio"
            name="paymentMethod"
            value={method}
            defaultChecked={index === 0}
            className="size-5 accent-accent"
          />
          {paymentMethodLabels[method]}
        </label>
      ))}
    </fieldset>
  )
}
