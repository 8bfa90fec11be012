type Stock = { availableStock: number; reorderLevel: number }

/** How much there is, as it is. */
export function StockNote({ availableStock, reorderLevel }: Stock) {
  if (availableStock === 0) return <p className="font-semibold text-bad">Sold out</p>
  if (isLow({ availableStock, reorderLevel })) {
    return <p className="font-semibold text-warn">Only {availableStock} left</p>
  }
  return <p className="text-soft">{availableStock} in stock</p>
}

/** On a card only what hurries the shopper is said. */
export function FewLeft({ availableStock, reorderLevel }: Stock) {
  if (availableStock === 0 || !isLow({ availableStock, reorderLevel })) return null
  return <p className="rounded-full bg-surface px-3 py-1 font-semibold text-sm">Only {availableStock} left</p>
}

const few = 5

const isLow = ({ availableStock, reorderLevel }: Stock) => availableStock <= Math.max(reorderLevel, few)
