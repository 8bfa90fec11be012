type Stock = { availableStock: number; reorderLevel: number }

/** Few enough to be said. */
export const isLow = ({ availableStock, reorderLevel }: Stock) => availableStock <= Math.max(reorderLevel, 5)

export const SoldOut = () => (
  <button type="button" disabled className="card-sold-out">
    Sold out
  </button>
)
