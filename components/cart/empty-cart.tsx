import { EmptyState } from '../ui/empty-state'

export function EmptyCart() {
  return (
    <EmptyState category="Home" image="/products/laundry-basket.webp" heading="Your cart is empty">
      Nothing has caught your eye yet. Give it a minute.
    </EmptyState>
  )
}
