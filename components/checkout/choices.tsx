import type { Choice } from '@/lib/checkout/checkout-view'
import { Price } from '../ui/formats'

type Props = { legend: string; name: string; choices: Choice[] }

/** One of several. Where they cost something each says how much. */
export function Choices({ legend, name, choices }: Props) {
  const priced = choices.some(({ price }) => price > 0)
  return (
    <fieldset className="grid gap-2">
      <legend className="panel-title mb-4">{legend}</legend>
      {choices.map(({ value, label, note, price, chosen }) => (
        <label key={value} className="choice">
          <input type="radio" name={name} value={value} defaultChecked={chosen} />
          <span className="grow py-2">
            {label}
            {note && <span className="block text-soft text-sm">{note}</span>}
          </span>
          {priced && (
            <span className="font-medium">{price === 0 ? 'Free' : <Price amount={price / 100} />}</span>
          )}
        </label>
      ))}
    </fieldset>
  )
}
