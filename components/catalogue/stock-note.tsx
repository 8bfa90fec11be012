type Stock = { availableStock: number; reorderLevel: number }

/** How much there is, as it is. */
export function StockNote({ availableStock, reorderLevel }: Stock) {
  if (availableStock === 0) return <p className="font-semibold text-bad">Sold out</p>
  if (isLow({ availableStock, reorderLevel })) {
    return <p className="font-semibold text-warn">Only {availableStock} left</p>
  }
  return <p className="text-soft">{availableStock} in stock</p>
}

const few = 5

export const isLow = ({ availableStock, reorderLevel }: Stock) =>
  availableStock <= Math.max(reorderLevel, few)
