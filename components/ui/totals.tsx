import { Price } from './formats'

type Props = {
  /** Decimal dollars, as the JSON API has them. */
  subtotal: number
  delivery: { label: string; price: number } | undefined
  total: number
}

/** What a purchase comes to, each part on a line of its own. */
export const Totals = ({ subtotal, delivery, total }: Props) => (
  <>
    <dl className="totals">
      <dt>Subtotal</dt>
      <dd>
        <Price amount={subtotal} />
      </dd>
      {delivery && (
        <>
          <dt>{delivery.label}</dt>
          <dd>{delivery.price === 0 ? 'Free' : <Price amount={delivery.price} />}</dd>
        </>
      )}
      <dt className="total">Total</dt>
      <dd className="total">
        <Price amount={total} />
      </dd>
    </dl>
    <p className="text-sm text-soft">In US dollars (USD), tax included</p>
  </>
)
