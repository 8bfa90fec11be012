import { isLow } from '../catalogue/stock'

/** `held` is how many of them are in the visitor's cart. */
type Props = { availableStock: number; reorderLevel: number; held: number }

export function StockNote({ availableStock, reorderLevel, held }: Props) {
  if (availableStock === 0) return <p className="font-semibold text-bad">Sold out</p>
  const inCart = heldText(held, availableStock)
  return isLow({ availableStock, reorderLevel }) ? (
    <p className="font-semibold text-warn">{`Only ${availableStock} left${inCart}`}</p>
  ) : (
    <p className="text-soft">{`${availableStock} in stock${inCart}`}</p>
  )
}

function heldText(held: number, available: number) {
  if (held === 0) return ''
  return held > available ? `, you have ${held} in your cart` : `, ${held} of them in your cart`
}
