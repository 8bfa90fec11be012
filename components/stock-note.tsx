import type { Product } from '@/lib/product/product'

type Stock = Pick<Product, 'availableStock' | 'reorderLevel'>

export function StockNote({ availableStock, reorderLevel }: Stock) {
  if (availableStock === 0) return <p className="font-medium text-bad text-sm">Sold out</p>
  if (availableStock <= reorderLevel) {
    return <p className="font-medium text-sm text-warn">Only {availableStock} left</p>
  }
  return <p className="text-sm text-soft">{availableStock} in stock</p>
}
