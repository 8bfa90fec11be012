/** Offers up to ten pieces; more can be had in the cart. */
export function QuantityField({ max }: { max: number }) {
  const choices = Array.from({ length: Math.min(max, 10) }, (_, index) => index + 1)
  return (
    <label className="grid gap-1 font-medium text-sm">
      Quantity
      <select
        name="quantity"
        defaultValue={1}
        className="min-h-12 min-w-20 rounded-full border-[1.5px] border-edge bg-surface px-4 text-base"
      >
        {choices.map((quantity) => (
          <option key={quantity}>{quantity}</option>
        ))}
      </select>
    </label>
  )
}
