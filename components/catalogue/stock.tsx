type Stock = { availableStock: number; reorderLevel: number }

/** Few enough to be said. */
export const isLow = ({ availableStock, reorderLevel }: Stock) => availableStock <= Math.max(reorderLevel, 5)

export function StockNote({ availableStock, reorderLevel }: Stock) {
  if (availableStock === 0) return <p className="font-semibold text-bad">Sold out</p>
  const low = isLow({ availableStock, reorderLevel })
  if (low) return <p className="font-semibold text-warn">Only {availableStock} left</p>
  return <p className="text-soft">{availableStock} in stock</p>
}

export function SoldOut({ round = false }: { round?: boolean }) {
  return (
    <button type="button" disabled className={round ? 'card-sold-out' : 'button button-strong min-h-13 px-8'}>
      Sold out
    </button>
  )
}
